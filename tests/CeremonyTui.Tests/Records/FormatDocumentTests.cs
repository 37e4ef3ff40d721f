using System.Text.RegularExpressions;
using Ceremony.Core.Json;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Records;

/// <summary>
/// Every field of a real journal is named where docs/format.md tells of its kind. The document's lists are compared with the program's and the
/// verifier's in Ceremony.Verify.Tests, without a ceremony.
/// </summary>
public partial class FormatDocumentTests(RehearsalRoom room)
{
    // Their members are named by the script and by forms.
    private static readonly HashSet<string> NamedElsewhere = ["values", "answers", "outputs"];

    private static readonly Dictionary<string, string> Sections = Rows(Rehearsal.Document("format.md"));

    [Fact]
    public void Every_field_of_a_real_journal_is_in_the_document() => Assert.Empty(Missing(room.Troubles.JournalFile));

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
            string? own = new[] { "do", "fact", "look" }.FirstOrDefault(name => map.Find(name) is JsonText && map.Find("title") is null && Sections.ContainsKey($"{name}/{map.Text(name)}"));
            Walk(map, own is null ? section : $"{own}/{map.Text(own)}", missing);
        }
    }

    private static string Section(JsonMap owner, string name, string section) => name switch
    {
        "modules" => "part/module",
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

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("[a-z][a-z0-9-]*")]
    private static partial Regex Name();
}
