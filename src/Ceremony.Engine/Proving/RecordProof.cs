using Ceremony.Core.Judging;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Has the record judged before anything is done that rests on it. What is not proven leaves the ceremony to be aborted, except for what the officers may go on with, and then
/// only with their agreement on record.
/// </summary>
internal sealed class RecordProof(RunContext run, ArtifactStore artifacts)
{
    private const int MostShown = 5;
    private static readonly Choice Abort = new("abort", "Abort the ceremony");
    private static readonly Choice Leave = new("leave", "Leave the program, and restore the folder");

    /// <summary>Everything of the record that does not hold.</summary>
    public IReadOnlyList<Finding> Findings() => run.Ports.Judge.Judge(new HeldRecord(JournalBytes(), run.Plan.Script, artifacts.Present()));

    /// <summary>Returns where everything holds that must; otherwise the ceremony is aborted or the program left.</summary>
    /// <param name="alsoFound">What was found besides, on tokens.</param>
    public async Task DemandProven(params IEnumerable<Finding> alsoFound)
    {
        IReadOnlyList<Finding> unproven = [.. Findings().Concat(alsoFound).Where(finding => !finding.MayBeAccepted)];
        if (unproven.Count == 0)
        {
            return;
        }

        Choice[] choices = run.Recorder.Lines.Tell<Sealed>() ? [Leave] : [Abort, Leave];
        throw await run.Talk.Choose(null, Told(unproven), "unproven", choices) == Abort.Key ? new AbortSignal(Reason(unproven)) : new LeaveSignal();
    }

    /// <summary>Has the officers agree to everything that does not hold but may be gone on with.</summary>
    /// <param name="open">The line that began the open step; null before the first and after the last.</param>
    public async Task DemandAccepted(JournalLine? open)
    {
        foreach (Finding finding in Findings().Where(finding => finding.MayBeAccepted))
        {
            await new OfficersException(run).Demand(open, finding.Expected, finding.Happened);
        }
    }

    private byte[] JournalBytes()
    {
        using var journal = new MemoryStream();
        foreach (JournalLine line in run.Recorder.Lines)
        {
            journal.Write(line.Bytes.Span);
            journal.WriteByte((byte)'\n');
        }

        return journal.ToArray();
    }

    private static string Reason(IReadOnlyList<Finding> unproven) =>
        unproven[0].Line is { } line ? $"line {line} of the journal is not proven" : $"the record is not proven: {unproven[0].Check}";

    private static Screen Told(IReadOnlyList<Finding> unproven) => new(
        "The record is not proven",
        [
            new WarningBlock("The journal or its files do not prove what they say. The ceremony does not go on from here, and nothing was done."),
            new TableBlock(["line", "check", "what is wrong"], [.. unproven.Take(MostShown).Select(finding => (IReadOnlyList<string>)[finding.Line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–", finding.Check, finding.Says])]),
            .. unproven.Count > MostShown ? [new TextBlock($"{unproven.Count - MostShown} more are not shown. \"ceremony verify\" on the ceremony's folder tells the first of each check.")] : Array.Empty<Block>(),
            new TextBlock("If you have a copy of the folder from before, leave the program, put the copy back and resume. Otherwise abort: the archive then names what was not proven, and what becomes of each key."),
        ])
    {
        Help = "Before a ceremony goes on, the verifier judges the whole record, just as an auditor will. Somebody may have changed the folder, or a medium may be damaged. "
            + "An abort needs no proof: it touches no key.",
    };
}
