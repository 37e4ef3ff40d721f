using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Reads <c>people:</c> and <c>confirm:</c>.</summary>
internal static class PeopleReader
{
    private const int MostOfARole = 20;

    // One officer alone could agree with nobody: that is not dual control, and the verifier accepts no such archive.
    private const int FewestOfficers = 2;

    /// <summary>Who must be there; null where it could not be read, so that nothing else is judged by it.</summary>
    public static IReadOnlyList<ScriptRole>? People(MapReader script, Problems problems)
    {
        IReadOnlyList<ScriptValue> items = script.Items("people") ?? [];
        var people = new List<ScriptRole>();
        foreach (ScriptValue item in items)
        {
            MapReader? entry = MapReader.Of(item, "an entry of people", problems)?.Keys(["role", "count"], []);
            string? role = entry?.Choice("role", ScriptRole.All);
            int? count = entry?.Number("count", 1, MostOfARole);
            if (role is null || count is null)
            {
                continue;
            }

            if (people.Any(each => each.Role == role))
            {
                problems.Add(item.Mark, $"the role \"{role}\" appears twice; give its total count once");
            }

            people.Add(new ScriptRole(role, count.Value));
        }

        if (people.Count == 0 || people.Count < items.Count)
        {
            return null;
        }

        if (people.All(each => each.Role != "operator"))
        {
            problems.Add(script.Map.Find("people")!.Mark, "somebody must type: the role \"operator\" is missing");
        }

        return people;
    }

    /// <summary>How many officers confirm, and within what time.</summary>
    public static ScriptConfirm? Confirm(MapReader script, IReadOnlyList<ScriptRole>? people, Problems problems)
    {
        ScriptValue? value = script.Map.Find("confirm");
        RefuseIndented(script, problems);
        MapReader? confirm = MapReader.Of(value, "\"confirm\"", problems)?.Keys(["officers", "within"], []);
        int? officers = confirm?.Number("officers", FewestOfficers, MostOfARole);
        int? seconds = confirm is null ? null : Seconds(confirm, problems);
        if (officers is null || seconds is null)
        {
            return null;
        }

        int? present = people?.Where(each => each.Role == "officer").Sum(each => each.Count);
        if (officers > present)
        {
            problems.Add(confirm!.Map.Find("officers")!.Mark, $"{officers} officers cannot confirm: \"people\" has {present}");
        }

        return new ScriptConfirm(officers.Value, seconds.Value);
    }

    /// <summary>Whether a seat such as <c>officer 1</c> exists; a bare role, such as <c>officer</c>, too.</summary>
    public static bool HasSeat(IReadOnlyList<ScriptRole> people, string seat)
    {
        string[] words = seat.Split(' ');
        int number = 1;
        bool wellWritten = words.Length == 1 || (words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out number));
        return wellWritten && people.Any(each => each.Role == words[0] && number >= 1 && number <= each.Count);
    }

    // The verifier reads this one key without any YAML library, to compare it with the journal; it looks for it at the beginning of a line.
    private static void RefuseIndented(MapReader script, Problems problems)
    {
        if (script.Map.Members.FirstOrDefault(member => member.Key == "confirm") is { Mark.Column: > 1 } confirm)
        {
            problems.Add(confirm.Mark, "\"confirm\" must start at the beginning of a line, where an auditor looks for it");
        }
    }

    /// <summary>The key <c>within</c>, in seconds; null where it is missing or is not a span of time.</summary>
    public static int? Seconds(MapReader map, Problems problems)
    {
        string? text = map.Text("within");
        if (text is null)
        {
            return null;
        }

        if (!Patterns.MatchesOwn("[1-9][0-9]{0,3} (seconds|minutes|minute|hours|hour)", text))
        {
            problems.Add(map.Map.Find("within")!.Mark, "\"within\" must be a number of seconds, minutes or hours, such as 10 minutes");
            return null;
        }

        string[] words = text.Split(' ');
        return int.Parse(words[0], CultureInfo.InvariantCulture) * (words[1][0] switch { 's' => 1, 'm' => 60, _ => 3600 });
    }
}
