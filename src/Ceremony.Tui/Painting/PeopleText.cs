using System.Globalization;
using Ceremony.Core.Desk;

namespace Ceremony.Tui.Painting;

/// <summary>Who is in the room, in more words or fewer. Empty where nobody is recorded yet.</summary>
internal static class PeopleText
{
    // The order in which people in a room are introduced; any other role that a script has comes after these.
    private static readonly string[] Roles = ["operator", "officer", "witness", "auditor", "guest"];

    /// <summary>"operator Alba Vega, officers Bruno Keller and Chiara Rossi, witness Dag Nilsen".</summary>
    public static string Names(IReadOnlyList<Person> people) => Named(people, person => person.Name.Trim());

    /// <summary>"operator A. Vega, officers B. Keller and C. Rossi, witness D. Nilsen".</summary>
    public static string Initials(IReadOnlyList<Person> people) => Named(people, Initialled);

    /// <summary>"operator, 2 officers, 1 witness"; "no operator" where nobody is at the keyboard.</summary>
    public static string Counts(IReadOnlyList<Person> people) => Counted(people, _ => true);

    /// <summary>"2 officers, 1 witness": the same without the one at the keyboard.</summary>
    public static string CountsBesideOperator(IReadOnlyList<Person> people) => Counted(people, role => role is not [{ Role: "operator" }]);

    /// <summary>"4 people".</summary>
    public static string Total(IReadOnlyList<Person> people) => people.Count switch
    {
        0 => "",
        1 => "1 person",
        int count => string.Create(CultureInfo.InvariantCulture, $"{count} people"),
    };

    private static string Named(IReadOnlyList<Person> people, Func<Person, string> name) =>
        string.Join(", ", ByRole(people).Select(role => $"{Words(role)} {And([.. role.Select(name)])}"));

    private static string Counted(IReadOnlyList<Person> people, Func<IReadOnlyList<Person>, bool> isTold)
    {
        bool isUnattended = people.Count > 0 && people.All(person => person.Role != "operator");
        return string.Join(", ", ByRole(people).Where(isTold).Select(Counted).Prepend(isUnattended ? "no operator" : "").Where(count => count.Length > 0));
    }

    private static string Counted(IReadOnlyList<Person> role) =>
        role is [{ Role: "operator" }] ? "operator" : string.Create(CultureInfo.InvariantCulture, $"{role.Count} {Words(role)}");

    private static string Words(IReadOnlyList<Person> role) => (role[0].Role, role.Count) switch
    {
        (string one, 1) => one,
        ("witness", _) => "witnesses",
        (string many, _) => $"{many}s",
    };

    private static string And(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    // "Ana Maria Vega" is shown as "A. Vega".
    private static string Initialled(Person person)
    {
        string name = person.Name.Trim();
        int last = name.LastIndexOf(' ');
        return last > 0 ? $"{new StringInfo(name).SubstringByTextElements(0, 1)}. {name[(last + 1)..]}" : name;
    }

    private static IEnumerable<IReadOnlyList<Person>> ByRole(IReadOnlyList<Person> people) => people
        .GroupBy(person => person.Role)
        .OrderBy(role => Roles.Contains(role.Key) ? Array.IndexOf(Roles, role.Key) : Roles.Length)
        .Select(role => (IReadOnlyList<Person>)[.. role]);
}
