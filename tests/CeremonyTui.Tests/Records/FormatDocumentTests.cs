using System.Text.RegularExpressions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;

namespace CeremonyTui.Tests.Records;

/// <summary>Every field of a real journal is named where docs/format.md tells of its kind.</summary>
public partial class FormatDocumentTests
{
    // Their members are named by the script and by forms.
    private static readonly HashSet<string> NamedElsewhere = ["values", "answers", "outputs"];

    private static readonly Dictionary<string, string> Sections = Rows(Rehearsal.Document("format.md"));

    [Fact]
    public void Every_field_of_a_real_journal_is_in_the_document()
    {
        using var rehearsal = new Rehearsal();
        (int code, string said) = rehearsal.Begin("single-key", Rehearsal.AnswersOf("single-key", "troubles"));
        Assert.True(code == 0, said);
        Assert.Empty(Missing(rehearsal.Journal));
    }

    /// <summary>Fields of a journal that the document does not name where it tells of their kind.</summary>
    internal static IReadOnlySet<string> Missing(string journal)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string line in File.ReadAllLines(journal))
        {
            JsonMap json = CanonicalJson.Parse(System.Text.Encoding.UTF8.GetBytes(line)).AsMap();
            Walk(json, $"line/{json.Text("kind")}", missing);
        }

        return missing;
    }

    [Fact]
    public void Every_fact_look_and_action_of_the_closed_lists_has_a_row()
    {
        string[] facts = [.. typeof(CeremonyFact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CeremonyFact))).Select(type => "fact/" + Hyphens(type.Name))];
        string[] looks = [.. typeof(Look).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Look)) && !type.IsGenericType).Select(type => "look/" + Hyphens(type.Name["LookAt".Length..]))];
        string[] actions = [.. typeof(Ceremony.Core.Actions.CeremonyAction).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Ceremony.Core.Actions.CeremonyAction)) && !type.IsAbstract).Select(type => "do/" + Hyphens(type.Name))];
        Assert.Equal(31, facts.Length);
        Assert.DoesNotContain(facts.Concat(looks).Concat(actions), name => !Sections.ContainsKey(name));
    }

    [Fact]
    public void The_verifier_knows_what_every_kind_of_step_must_come_to() =>
        Assert.Empty(Ceremony.Steps.StepKinds.All.Select(kind => kind.Name).Except(Ceremony.Verify.StepFacts.ByKind.Keys));

    [Fact]
    public void The_verifier_and_the_document_let_those_kinds_end_by_an_exception_that_the_program_lets()
    {
        string[] program = [.. Ceremony.Steps.StepKinds.All.Where(kind => kind.MayEndByException).Select(kind => kind.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(program, Ceremony.Archive.Verifying.ExceptionEnd.Kinds.Order(StringComparer.Ordinal));
        string document = KindsThatMayEnd().Match(Sections["line/step-done"]).Groups[1].Value;
        Assert.Equal(program, Quoted().Matches(document).Select(kind => kind.Groups[1].Value));
    }

    private static void Walk(JsonMap json, string section, SortedSet<string> missing)
    {
        string row = Sections.GetValueOrDefault(section) ?? "";
        string common = section.StartsWith("line/", StringComparison.Ordinal) ? Sections["common"] : "";
        foreach ((string name, JsonValue value) in json)
        {
            if (!Names(row).Contains(name) && !Names(common).Contains(name))
            {
                missing.Add($"{section}: {name}");
            }

            if (!NamedElsewhere.Contains(name))
            {
                Inside(value, Section(json, name, section), missing);
            }
        }
    }

    private static void Inside(JsonValue value, string section, SortedSet<string> missing)
    {
        if (value is JsonList list)
        {
            foreach (JsonValue each in list)
            {
                Inside(each, section, missing);
            }
        }
        else if (value is JsonMap map)
        {
            // In the list of steps, too, "do" stands; some kinds of steps are called like an action.
            string? own = new[] { "do", "fact", "look" }.FirstOrDefault(name => map.Find(name) is not null && map.Find("title") is null && Sections.ContainsKey($"{name}/{map.Text(name)}"));
            Walk(map, own is null ? section : $"{own}/{map.Text(own)}", missing);
        }
    }

    private static string Section(JsonMap owner, string name, string section) => name switch
    {
        "view" or "screen" or "form" => $"part/{name}",
        "seen" when owner["look"].AsMap().Text("look") == "token" => "part/view",
        "seen" => $"look/{owner["look"].AsMap().Text("look")}",
        "receipt" => "receipts",
        _ => section,
    };

    private static Dictionary<string, string> Rows(string document)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal) { ["common"] = "`call` `attempt` `asks`", ["receipts"] = "", ["do/keep-artifact"] = "`do` `name`" };
        string table = "";
        foreach (string line in document.Split('\n'))
        {
            table = line.StartsWith('#') ? line.TrimStart('#', ' ') : table;
            if (!line.StartsWith("| `", StringComparison.Ordinal))
            {
                continue;
            }

            string[] cells = line.Split(" | ");
            foreach (Match name in Quoted().Matches(cells[0]))
            {
                (string key, string text) = table switch
                {
                    "Fields of every line" => ("common", rows["common"] + line),
                    "Kinds and their fields" => ($"line/{name.Groups[1].Value}", line),
                    "Actions" => ($"do/{name.Groups[1].Value}", "`do`" + line),
                    "Looks" => ($"look/{name.Groups[1].Value}", "`look`" + line),
                    "Facts" => ($"fact/{name.Groups[1].Value}", "`fact`" + line),
                    "Parts" => ($"part/{name.Groups[1].Value}", line),
                    _ => (table, line),
                };
                rows[key] = text;
            }

            rows["receipts"] += table == "Actions" ? cells[3] : table == "Kinds and their fields" && cells[0].Contains("`performed`", StringComparison.Ordinal) ? line : "";
        }

        return rows;
    }

    private static HashSet<string> Names(string text) => [.. Quoted().Matches(text).SelectMany(quoted => Name().Matches(quoted.Groups[1].Value)).Select(name => name.Value)];

    private static string Hyphens(string name) => Capital().Replace(name, letter => (letter.Index == 0 ? "" : "-") + letter.Value.ToLowerInvariant());

    [GeneratedRegex("Only steps of the kinds (.*?) can end so")]
    private static partial Regex KindsThatMayEnd();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("[a-z][a-z0-9-]*")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
