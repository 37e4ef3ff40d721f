using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

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

    private static string Words(JournalLine line) => line.Entry switch
    {
        Opened opened => $"{Text(opened.Title)}, version {opened.Version}, {Text(opened.Mode)}",
        Parameters parameters => Count(parameters.Steps.Count, "step"),
        Entered entered => Whom(entered.Person),
        Left left => Whom(left.Person),
        ClockJumped clock => $"the clock jumped by {clock.Milliseconds} ms",
        ClockCompared clock => $"the clock and a witness's watch agree: {JournalTime.Write(clock.Shown)}",
        Inventory inventory => $"{Count(inventory.Tokens.Count, "token")}, {Text(inventory.When)}",
        TokenInserted inserted => Text(inserted.Token),
        TokenRemoved removed => Text(removed.Token),
        LoginKept kept => $"{Text(kept.Token)} stays unlocked until the end of the act, or {Count(kept.IdleMinutes, "minute")} without use",
        LoginEnded ended => $"{Text(ended.Token)}: {ended.Says}",
        NetworkChanged network => network.Up.Count == 0 ? "every interface is down" : Text(NetworkHistory.Happened(network.Up)),
        HeadSigned signed => $"{Text(signed.Person)} as {Text(signed.Officer)}, line {signed.Head}",
        Witnessed witnessed => witnessed.Line == 0 ? "nothing is on the sheet" : $"line {witnessed.Line} is the one on the sheet",
        Resumed resumed => $"program {Text(resumed.ProgramVersion)}",
        Recovered recovered => $"{recovered.Size} bytes of {(recovered.IsUnread ? "lines that were cut off" : "a torn line")} kept in {Text(recovered.Kept)}",
        Note note => Text(note.Text),
        Break pause => $"{pause.State}: {Text(pause.Reason)}",
        ExceptionDecided exception => $"{Text(exception.Happened)}; decided: {Text(exception.Decided)}",
        Aborted aborted => Text(aborted.Reason),
        _ => OfTheEnd(line),
    };

    private static string OfTheEnd(JournalLine line) => line.Entry switch
    {
        Sealed seal => Text(seal.Outcome),
        Signed signed => $"{Text(signed.Person)} as {Text(signed.Officer)}",
        Archived archived => $"fingerprint {Short(archived.Fingerprint)}",
        Compared compared => $"{Text(compared.Of)} {Short(compared.Sha256)}",
        _ => OfAStep(line),
    };

    private static string OfAStep(JournalLine line) => line.Entry switch
    {
        StepStarted started => $"{started.Number} {Text(started.Title)}{(started.Attempt > 1 ? $", attempt {started.Attempt}" : "")}",
        StepDone done => Text(line.Step ?? "") + (done.Exception is null ? "" : ", ended by an exception"),
        Looked looked => At(looked),
        Shown shown => Text(shown.Screen.Title),
        Answered answered => $"{Text(answered.Screen.Title)}: {Answers(answered)}",
        Corrected corrected => $"the answer in line {corrected.Answer} is typed again; {Text(line.Step ?? "")} and the steps after it run anew",
        Proposed proposed => string.Join("; ", proposed.Text.Concat(proposed.Together.SelectMany(part => part.Text)).Select(Text)),
        Confirmed confirmed => $"{Text(confirmed.Person)} as {Text(confirmed.Officer)}",
        Approved approved => $"line {approved.Proposal}",
        Expired expired => $"line {expired.Proposal}",
        ConfirmationRefused refused => $"{Text(refused.Officer)}: {Text(refused.Reason)}",
        SealRefused refused => $"{Text(refused.Officer)}: {Text(refused.Reason)}",
        Refused refused => Text(refused.Reason),
        Intended intended => Doing(intended.Action.ToJson()),
        ActionPerformed performed => $"line {performed.Intention}",
        ArtifactKept kept => $"keep artifact {Text(kept.Name)}",
        Failed failed => $"{Text(failed.Code)}: {Text(failed.Reason)}",
        SecretShown shown => $"{Text(shown.Secret)}, to {Text(shown.Holder)}, {Count(shown.Times, "time")}",
        SignInFailed failed => $"{Text(failed.Person)} at {Text(failed.Token)}: {Failure(Text(failed.Code))}",
        StatementAttested attested => $"{Text(attested.Person)}: {Text(attested.Statement)}",
        _ => throw new JsonFormatException($"the kind \"{Text(line.Kind)}\" is not known"),
    };

    private static string Text(string text) => Hostile.Escape(text);

    private static string Short(string text) => Text(text) is { Length: > HexShown } hex ? hex[..HexShown] + "…" : Text(text);

    private static string Whom(Person person) => Text($"{person.Name}, {person.Role} {person.Number}");

    private static string At(Looked looked)
    {
        JsonMap look = looked.Look;
        string what = looked.At switch
        {
            "random" => "at random numbers",
            "key-form" => "how keys are made in",
            "config" => "at the configuration",
            "file-state" => "at the file",
            "copies" => "for the certificates, in other files, of",
            "tls" => "at the certificate of",
            string name => $"at the {name.Replace('-', ' ')}",
        };
        JsonValue? at = look.Find("token") ?? look.Find("path") ?? look.Find("file") ?? look.Find("service") ?? look.Find("host");
        string where = at is JsonText(string text) ? $" {Text(text)}" : "";
        return $"{Text(what)}{where}{(look.Find("port") is JsonNumber(long port) ? $":{port}" : "")}";
    }

    // In the order of the form, but an answer given several times is shown once and last: the answer that differs must not be cut off.
    private static string Answers(Answered answered)
    {
        IReadOnlyDictionary<string, string> answers = answered.Answers.Values;
        FormField[] fields = [.. answered.Form.Fields.Where(field => answers.GetValueOrDefault(field.Name) is { Length: > 0 })];
        return string.Join("; ", fields.GroupBy(field => answers[field.Name]).OrderBy(alike => alike.Count()).Select(alike => Text(alike.Count() switch
        {
            1 when fields.Length > 1 => $"{alike.Single().Label} {alike.Key}",
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

    private static string Doing(JsonMap action)
    {
        string what = Hostile.Escape(action.Text("do").Replace('-', ' '));
        string whom = (action.Find("label") ?? action.Find("key-label") ?? action.Find("name") ?? action.Find("file") ?? action.Find("service") ?? FirstFile(action) ?? EntryName(action)) is JsonText(string label) ? $" {Hostile.Escape(label)}" : "";
        string where = action.Find("token") is JsonText(string token) ? $" on {Hostile.Escape(token)}" : "";
        return $"{what}{whom}{where}";
    }

    private static JsonValue? EntryName(JsonMap action) =>
        action.Find("entry") is JsonMap entry ? entry.Find("procedure") ?? entry.Find("profile") ?? entry.Find("officer") ?? entry.Find("ca") ?? entry.Find("fact") : null;

    private static JsonValue? FirstFile(JsonMap action) =>
        action.Find("files") is JsonList { Count: > 0 } files && files[0].AsMap().Text("file") is var first ? new JsonText(files.Count == 1 ? first : $"{first} and {files.Count - 1} more") : null;

    private static string Count(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
