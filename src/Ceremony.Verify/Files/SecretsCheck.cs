using System.Text;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Only the masked form of a configuration was read, shown or hashed: a PIN of a few digits can be guessed by anyone who has the digest of a text
/// in which everything else is known.
/// </summary>
internal static class SecretsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        HashSet<string> configurations = [.. Configurations(evidence)];
        var known = new HashSet<string>(StringComparer.Ordinal);
        return Check.Later(evidence, line => configurations.UnionWith(ConfigurationsIn(line))).Concat(Check.EachLine(["looked", "shown", "answered", "proposed", "intended", "step-done"], line => OfLook(evidence.Rules, line, configurations).Concat(OfScreen(line)).Concat(OfActions(line, known)).Concat(OfFacts(line))));
    }

    private static IEnumerable<string> Configurations(Evidence evidence) => evidence.Of("looked").Concat(evidence.Of("intended")).SelectMany(ConfigurationsIn);

    /// <summary>The configuration that a line looks at or edits.</summary>
    public static IEnumerable<string> ConfigurationsIn(JournalLine line) => line.Kind switch
    {
        "looked" when line.Json["look"].AsMap() is var look && look.Text("look") == "config" => [look.Text("path")],
        "intended" when line.Json["action"].AsMap() is var action && action.Text("do") == "edit-config" => [action.Text("file")],
        _ => [],
    };

    private static IEnumerable<string> OfLook(Rules rules, JournalLine line, HashSet<string> configurations)
    {
        if (line.Kind != "looked")
        {
            return [];
        }

        JsonMap look = line.Json["look"].AsMap();
        return look.Text("look") switch
        {
            "config" when line.Json["seen"].AsMap().Find("masked") is not null && !IsMasked(line.Json["seen"].AsMap().Bytes("masked")) =>
                [$"a PIN of the configuration {look.Text("path")} can be found in what was read"],
            "config" when rules.HasPlainConfigurations && line.Json["seen"].AsMap().Find("masked") is not null && ConfigForm.Refuse(line.Json["seen"].AsMap().Bytes("masked")) is { } why =>
                [$"the configuration {look.Text("path")} leaves open what in it is a PIN: {why.Split(';')[0]}"],
            "file" or "file-state" when configurations.Contains(look.Text("path")) && line.Json["seen"].AsMap().Count > 0 =>
                [$"the configuration {look.Text("path")} was read unmasked"],
            _ => [],
        };
    }

    private static IEnumerable<string> OfScreen(JournalLine line) => (line.Kind == "proposed" ? Together.All(line).Select(each => each.Proposal) : [line.Json]).SelectMany(each => each.Find("screen") is not JsonMap screen
        ? []
        : screen["blocks"].AsList().Select(block => block.AsMap())
            .Where(block => block.Text("block") == "diff" && block["lines"].AsList().Any(each => !IsMasked(Encoding.UTF8.GetBytes(each.AsMap().Text("text")))))
            .Select(block => $"a PIN of the configuration {block.Text("file")} is shown on the screen"));

    // A file that is placed before it is known as a configuration contains no PIN yet.
    private static IEnumerable<string> OfActions(JournalLine line, HashSet<string> known)
    {
        if (line.Kind == "looked")
        {
            known.UnionWith(line.Json["look"].AsMap() is var look && look.Text("look") == "config" ? [look.Text("path")] : []);
        }

        IEnumerable<JsonMap> actions = line.Kind switch
        {
            "proposed" => Together.All(line).SelectMany(each => each.Proposal["actions"].AsList()).Select(action => action.AsMap()),
            "intended" => [line.Json["action"].AsMap()],
            _ => [],
        };
        return actions.SelectMany(action => action.Text("do") switch
        {
            "edit-config" => action["edits"].AsList().Select(edit => edit.AsMap()).Select(Edit).OfType<string>(),
            "place-file" or "remove-file" when known.Contains(action.Text("file")) => [$"the configuration {action.Text("file")} was placed or removed with the hash of its PINs"],
            _ => [],
        });
    }

    // What is not masked must contain no PIN, and nothing but PINs may be masked.
    private static string? Edit(JsonMap edit)
    {
        string name = edit.Text("name");
        return (IsPin: edit.Find("value") is null, ConfigText.IsSecretName(name)) switch
        {
            _ when edit.Find("removed") is not null || edit.Find("value") == new JsonText("") => null,
            (false, true) => $"the value of the setting {name} is in the clear",
            (true, false) => $"a PIN is the value of the setting {name}, which is not masked",
            _ => null,
        };
    }

    private static IEnumerable<string> OfFacts(JournalLine line) => line.Kind != "step-done"
        ? []
        : Evidence.Facts(line).OfType<ConfigEdited>().SelectMany(edited => edited.Settings)
            .Where(setting => setting.Value is { Length: > 0 } && ConfigText.IsSecretName(setting.Name))
            .Select(setting => $"the value of the setting {setting.Name} is in the clear");

    private static bool IsMasked(byte[] file)
    {
        var text = ConfigText.Of(file);
        return text.ToBytes().AsSpan().SequenceEqual(text.Masked().ToBytes());
    }
}
