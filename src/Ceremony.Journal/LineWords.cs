using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Journal;

/// <summary>Says in a few words what a line of the journal records. Every text from the line is escaped.</summary>
internal static class LineWords
{
    private const int HexShown = 8;

    /// <summary>The words. They say so where a line's fields are not those of its kind: a panel of the screen must not stop the ceremony.</summary>
    public static string Of(JournalLine line)
    {
        try
        {
            return Words(line);
        }
        catch (JsonFormatException wrong)
        {
            return $"({Hostile.Escape(wrong.Message)})";
        }
    }

    private static string Words(JournalLine line) => line.Kind switch
    {
        "opened" => $"{Text(line, "title")}, version {line.Json.Number("version")}, {Text(line, "mode")}",
        "parameters" => Count(line.Json["steps"].AsList().Count, "step"),
        "entered" or "left" => Person(line),
        "clock" => $"the clock jumped by {line.Json.Number("jumped")} ms",
        "inventory" => $"{Count(line.Json["tokens"].AsList().Count, "token")}, {Text(line, "when")}",
        "token-inserted" or "token-removed" => Text(line, "token"),
        "resumed" => $"program {Text(line, "program-version")}",
        "recovered" => $"{line.Json.Number("size")} bytes of a torn line kept in {Text(line, "kept")}",
        "note" or "aborted" or "break" or "exception" => OfTheRoom(line),
        "sealed" or "signed" or "archived" or "compared" or "exported" => OfTheEnd(line),
        _ => OfAStep(line),
    };

    private static string OfTheRoom(JournalLine line) => line.Kind switch
    {
        "note" => Text(line, "text"),
        "break" => $"{Text(line, "state")}: {Text(line, "reason")}",
        "exception" => $"{Text(line, "happened")}; decided: {Text(line, "decided")}",
        _ => Text(line, "reason"),
    };

    private static string OfTheEnd(JournalLine line) => line.Kind switch
    {
        "sealed" => Text(line, "outcome"),
        "signed" => $"{Text(line, "person")} as {Text(line, "officer")}",
        "archived" => $"fingerprint {Short(line, "fingerprint")}",
        "compared" => $"{Text(line, "of")} {Short(line, "sha256")}",
        _ => Text(line, "to"),
    };

    private static string OfAStep(JournalLine line) => line.Kind switch
    {
        "step-started" => $"{line.Json.Number("number")} {Text(line, "title")}{Again(line)}",
        "step-done" => Hostile.Escape(line.Step ?? "") + (line.Json.Find("exception") is null ? "" : ", ended by an exception"),
        "looked" => Looked(line.Json["look"].AsMap()),
        "shown" => Title(line),
        "answered" => $"{Title(line)}: {Answers(line)}",
        "proposed" => string.Join("; ", line.Json.Texts("text").Select(Hostile.Escape)),
        "confirmed" => $"{Text(line, "person")} as {Text(line, "officer")}",
        "approved" or "expired" => $"line {line.Json.Number("proposed")}",
        "refused" => line.Json.Find("officer") is null ? Text(line, "reason") : $"{Text(line, "officer")}: {Text(line, "reason")}",
        "intended" => Doing(line),
        "performed" => line.Json.Find("action") is null ? $"line {line.Json.Number("intended")}" : Doing(line),
        "failed" => $"{Text(line, "code")}: {Text(line, "reason")}",
        "secret-shown" => $"{Text(line, "secret")}, to {Text(line, "holder")}, {Count(line.Json.Number("times"), "time")}",
        "sign-in-failed" => $"{Text(line, "person")} at {Text(line, "token")}: {Failure(Text(line, "code"))}",
        "attested" => $"{Text(line, "person")}: {Text(line, "statement")}",
        _ => throw new JsonFormatException($"the kind \"{Hostile.Escape(line.Kind)}\" is not known"),
    };

    private static string Text(JournalLine line, string field) => Hostile.Escape(line.Json.Text(field));

    private static string Title(JournalLine line) => Hostile.Escape(line.Json["screen"].AsMap().Text("title"));

    private static string Short(JournalLine line, string field) => Text(line, field) is var hex && hex.Length > HexShown ? hex[..HexShown] + "…" : Text(line, field);

    private static string Again(JournalLine line) => line.Attempt > 1 ? $", attempt {line.Attempt}" : "";

    private static string Person(JournalLine line)
    {
        JsonMap person = line.Json["person"].AsMap();
        return Hostile.Escape($"{person.Text("name")}, {person.Text("role")} {person.Number("number")}");
    }

    private static string Looked(JsonMap look)
    {
        string name = look.Text("look");
        string what = name switch
        {
            "random" => "at random numbers",
            "config" => "at the configuration",
            "file-state" => "at the file",
            "tls" => "at the certificate of",
            _ => $"at the {name.Replace('-', ' ')}",
        };
        JsonValue? at = look.Find("token") ?? look.Find("path") ?? look.Find("file") ?? look.Find("service") ?? look.Find("host");
        string where = at is JsonText(string text) ? $" {Hostile.Escape(text)}" : "";
        return $"{Hostile.Escape(what)}{where}{(look.Find("port") is JsonNumber(long port) ? $":{port}" : "")}";
    }

    // In the order of the form, but an answer given several times is shown once and last: the answer that differs must not be cut off.
    private static string Answers(JournalLine line)
    {
        JsonMap answers = line.Json["answers"].AsMap();
        JsonMap[] fields = [.. line.Json["form"].AsList().Select(field => field.AsMap()).Where(field => answers.Find(field.Text("name")) is JsonText { Value.Length: > 0 })];
        return string.Join("; ", fields.GroupBy(field => answers.Text(field.Text("name"))).OrderBy(alike => alike.Count()).Select(alike => Hostile.Escape(alike.Count() switch
        {
            1 when fields.Length > 1 => $"{alike.Single().Text("label")} {alike.Key}",
            1 => alike.Key,
            int count => $"{alike.Key} ({count} answers)",
        })));
    }

    private static string Failure(string code) => code switch
    {
        "CKR_PIN_INCORRECT" or "soft-token" => "wrong PIN",
        "CKR_PIN_LOCKED" => "locked",
        _ => code,
    };

    private static string Doing(JournalLine line)
    {
        JsonMap action = line.Json["action"].AsMap();
        string what = Hostile.Escape(action.Text("do").Replace('-', ' '));
        string whom = (action.Find("label") ?? action.Find("key-label") ?? action.Find("name") ?? action.Find("file") ?? action.Find("service") ?? FirstFile(action) ?? Entry(action)) is JsonText(string label) ? $" {Hostile.Escape(label)}" : "";
        string where = action.Find("token") is JsonText(string token) ? $" on {Hostile.Escape(token)}" : "";
        return $"{what}{whom}{where}";
    }

    private static JsonValue? Entry(JsonMap action) =>
        action.Find("entry") is JsonMap entry ? entry.Find("procedure") ?? entry.Find("profile") ?? entry.Find("officer") ?? entry.Find("ca") ?? entry.Find("fact") : null;

    private static JsonValue? FirstFile(JsonMap action) =>
        action.Find("files") is JsonList { Count: > 0 } files && files[0].AsMap().Text("file") is var first ? new JsonText(files.Count == 1 ? first : $"{first} and {files.Count - 1} more") : null;

    private static string Count(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
