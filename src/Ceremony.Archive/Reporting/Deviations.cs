using Ceremony.Core.Actions;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>What did not go as written, and what people wrote down on the way.</summary>
internal static class Deviations
{
    // Told where there are any: no script has to allow them.
    private const string KeptLogins = "Tokens that stayed unlocked";

    private static readonly (string Topic, Func<SealedTranscript, IEnumerable<JournalLine>> Lines)[] Topics =
    [
        ("Exceptions", t => t.Of<ExceptionDecided>().Concat(Ended(t)).Concat(Allowed(t))),
        ("Refusals", t => t.Of<Refused>().Concat(t.Of<Expired>())),
        ("Device faults", t => t.Of<Failed>()),
        ("Failed sign-ins", t => t.Of<SignInFailed>()),
        (KeptLogins, t => t.Of<LoginKept>().Concat(t.Of<LoginEnded>())),
        ("Interruptions", t => t.Of<Resumed>().Concat(t.Of<Recovered>()).Concat(t.Of<Aborted>())),
        ("Clock jumps", t => t.Of<ClockJumped>().Concat(t.Of<ClockCompared>())),
        ("Tokens inserted and removed", t => t.Of<TokenInserted>().Concat(t.Of<TokenRemoved>())),
        ("Network", t => t.Of<NetworkChanged>()),
        ("Breaks", t => t.Of<Break>()),
        ("Notes", t => t.Of<Note>()),
        ("Statements", t => t.Of<StatementAttested>()),
    ];

    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("Deviations, interruptions and notes");
        var none = new List<string>();
        foreach ((string topic, Func<SealedTranscript, IEnumerable<JournalLine>> told) in Topics)
        {
            JournalLine[] lines = [.. told(transcript).OrderBy(line => line.Seq)];
            if (lines.Length == 0 && topic == KeptLogins)
            {
                continue;
            }

            if (lines.Length == 0)
            {
                none.Add(char.ToLowerInvariant(topic[0]) + topic[1..]);
                continue;
            }

            text.Topic(topic);
            foreach (JournalLine line in lines)
            {
                text.Bullet($"{Sentence(line.Entry)} ({ReportWords.Where(line)}{(line.By is null ? "" : $", by {line.By}")}{(line.Step is null ? "" : $", step {line.Step}")})");
            }
        }

        Corrected(text, transcript);
        Unproven(text, transcript);
        if (none.Count > 0)
        {
            text.Topic(ReportWords.NoneOfThese);
            text.Paragraph($"None recorded: {string.Join("; ", none)}.");
        }
    }

    // Beside each other: the line of the answer, what it says, and what was said of it later.
    private static void Corrected(ReportText text, SealedTranscript transcript)
    {
        ILookup<long, string> remarks = Corrections.Remarks(transcript.Lines);
        (JournalLine Line, Answered Entry)[] answers = [.. transcript.Telling<Answered>().Where(answer => remarks.Contains(answer.Line.Seq))];
        if (answers.Length == 0)
        {
            return;
        }

        text.Topic("Answers that were corrected");
        foreach ((JournalLine line, Answered answer) in answers)
        {
            string said = string.Join("; ", answer.Answers.Values.Select(each => $"\"{each.Key}\" was answered with \"{each.Value}\""));
            text.Bullet($"{said} ({ReportWords.Where(line)}, step {line.Step}): {string.Join("; ", remarks[line.Seq])}");
        }
    }

    private static void Unproven(ReportText text, SealedTranscript transcript)
    {
        UnprovenLine[] unproven = [.. transcript.Lines.Entries<Aborted>().SelectMany(aborted => aborted.Unproven)];
        if (unproven.Length == 0)
        {
            return;
        }

        text.Topic("Not proven when the ceremony was aborted");
        foreach (UnprovenLine each in unproven)
        {
            text.Bullet($"{each.Says} [{each.Check}{(each.Line is { } line ? $", line {line}" : "")}]");
        }
    }

    /// <summary>The <c>intended</c> lines by which officers answered for an exception that a step met.</summary>
    public static IEnumerable<JournalLine> Allowed(SealedTranscript transcript) => transcript.Of<Intended>(intended => intended.Action is AllowException);

    /// <summary>The <c>step-done</c> lines of steps that an exception ended.</summary>
    public static IEnumerable<JournalLine> Ended(SealedTranscript transcript) => transcript.Of<StepDone>(done => done.Exception is not null);

    private static string Sentence(Entry entry) => entry switch
    {
        ExceptionDecided exception => Exception(exception.Expected, exception.Happened, exception.Decided),
        StepDone done => $"The exception in line {done.Exception} ended the step, which was not done.",
        Intended { Action: AllowException allowed } => $"The officers allowed: {Exception(allowed.Expected, allowed.Happened, allowed.Decided)}",
        StepRefused refused => $"{refused.Reason} [{refused.Code}]",
        ConfirmationRefused refused => $"{refused.Officer} refused line {refused.Proposal}: {refused.Reason}",
        SealRefused refused => $"{refused.Officer} did not sign the archive: {refused.Reason}",
        Expired expired => $"The proposal in line {expired.Proposal} was not confirmed in time.",
        Failed failed => $"{failed.Reason} [{failed.Code}]",
        SignInFailed failed => $"{failed.Person} at {failed.Token}: {failed.Code}",
        LoginKept kept => $"{kept.Token} was to stay unlocked until the end of the act, or {ReportWords.Count(kept.IdleMinutes, "minute", "minutes")} without use; its custodian agreed.",
        LoginEnded ended => $"{ended.Token} was locked: {ended.Says}.",
        Resumed resumed => $"The ceremony was resumed with the program {resumed.ProgramVersion}, SHA-256 {resumed.ProgramSha256}{Modules(resumed)}.",
        Recovered { IsUnread: true } recovered => $"The journal could not be gone on from: its last {ReportWords.Count(recovered.Size, "byte", "bytes")} were cut off and set aside in {recovered.Kept}.",
        Recovered recovered => $"A torn last line of {ReportWords.Count(recovered.Size, "byte", "bytes")} was set aside in {recovered.Kept}.",
        Aborted aborted => $"The ceremony was aborted: {aborted.Reason}{Fates(aborted)}",
        ClockJumped clock => $"The clock jumped by {clock.Milliseconds} ms relative to the time since the machine started.",
        ClockCompared clock => $"The clock was compared with a watch, and they agreed: it showed {ReportWords.Time(JournalTime.Write(clock.Shown))}.",
        TokenInserted inserted => $"{inserted.Token} was inserted.",
        TokenRemoved removed => $"{removed.Token} was removed.",
        NetworkChanged network => network.Up.Count == 0 ? "Every network interface is down." : $"Network interfaces are up: {string.Join(", ", network.Up)}.",
        Break pause => $"A break {pause.State}: {pause.Reason}",
        StatementAttested attested => $"{attested.Person}: {attested.Statement}",
        Note note => note.Text,
        _ => throw new ArgumentException($"A line of the kind {entry.Kind} is no deviation.", nameof(entry)),
    };

    private static string Exception(string expected, string happened, string decided) => $"expected: {expected}; happened: {happened}; decided: {decided}";

    private static string Modules(Resumed resumed) => string.Concat(resumed.Modules.Select(module => $"; module {module.Module}, SHA-256 {module.Sha256}{string.Concat(module.Configuration.Select(file => $", configuration file {file.File}, SHA-256 {file.Sha256}"))}"));

    private static string Fates(Aborted aborted) => string.Concat(aborted.Keys.Select(key => $"; key {key.Key} on {key.Token}: {key.Fate}"));
}
