using Ceremony.Core.Devices;
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
    public IReadOnlyList<Finding> Findings() =>
        [.. artifacts.Strange().Select(name => new Finding("folder", null, $"\"artifacts/{Hostile.Escape(name)}\" in the ceremony's folder is no plain file.", MayBeAccepted: false)), .. Judge([])];

    /// <summary>
    /// Why a line is not written: with it, the record would not hold any more. It is the first thing that is wrong, a sentence; null where nothing is. What the officers may go
    /// on with is left to <see cref="DemandAccepted"/>.
    /// </summary>
    /// <param name="draft">The line.</param>
    /// <param name="left">What is left to the officers.</param>
    public string? WhyNot(DraftLine draft, out IReadOnlyList<Finding> left)
    {
        IReadOnlyList<JournalLine> drafted = run.Recorder.Draft(draft);

        // What was judged before is judged no second time: else a long ceremony would get slower with each step. An artifact that was changed meanwhile has all looked at again.
        IReadOnlyList<Finding> all = draft.Entry is StepDone && !artifacts.AreAsKept()
            ? Judge(drafted)
            : run.Ports.Judge.JudgeGrown(new GrownRecord(new LineBytes(run.Recorder.Lines, drafted), run.Plan.Script, artifacts.Present));
        ILookup<bool, Finding> found = all.ToLookup(finding => MayStay(finding, drafted));
        left = [.. found[true]];
        return found[false].FirstOrDefault()?.Says;
    }

    /// <summary>Throws <see cref="DeviceFault"/> where the record would not hold from its first lines on, such as with a script that the verifier reads otherwise.</summary>
    /// <param name="drafts">The lines.</param>
    public void DemandBeginning(params IReadOnlyList<DraftLine> drafts)
    {
        if (Judge(run.Recorder.Draft(drafts)) is [var finding, ..])
        {
            throw new DeviceFault("Unproven", $"The ceremony cannot be held with this script, since its record would not hold: {finding.Says} Have the script corrected. Nothing was begun.");
        }
    }

    /// <summary>
    /// Judges the record. Returns where everything holds that must, with what the officers have to accept; otherwise the ceremony is aborted or the program left.
    /// </summary>
    /// <param name="onTokens">Looks for what contradicts the record on tokens; asked once the record itself is proven.</param>
    public async Task<IReadOnlyList<Finding>> DemandProven(Func<IEnumerable<Finding>>? onTokens = null)
    {
        IReadOnlyList<Finding> left = await Demand(Findings().ToLookup(finding => finding.MayBeAccepted));
        return onTokens is null ? left : [.. left, .. await Demand(onTokens().ToLookup(finding => finding.MayBeAccepted))];
    }

    /// <summary>The same with lines that are to be written.</summary>
    /// <param name="drafts">The lines.</param>
    public Task<IReadOnlyList<Finding>> DemandProvenWith(params IReadOnlyList<DraftLine> drafts)
    {
        IReadOnlyList<JournalLine> drafted = run.Recorder.Draft(drafts);
        return Demand(Judge(drafted).ToLookup(finding => MayStay(finding, drafted)));
    }

    private async Task<IReadOnlyList<Finding>> Demand(ILookup<bool, Finding> found)
    {
        IReadOnlyList<Finding> unproven = [.. found[false]];
        if (unproven.Count == 0)
        {
            return [.. found[true]];
        }

        bool isSealed = run.Recorder.Lines.Tell<Sealed>();
        throw await run.Talk.Choose(null, Told(unproven, isSealed), "unproven", isSealed ? [Leave] : [Abort, Leave]) == Abort.Key ? new AbortSignal(Reason(unproven)) : new LeaveSignal();
    }

    /// <summary>Has the officers agree to what does not hold, so that the ceremony can go on all the same.</summary>
    /// <param name="findings">What <see cref="DemandProven"/> left to them.</param>
    /// <param name="open">The line that began the open step; null before the first and after the last.</param>
    public async Task DemandAccepted(IReadOnlyList<Finding> findings, JournalLine? open)
    {
        foreach (Finding finding in findings)
        {
            await new OfficersException(run).Demand(open, finding.Expected, finding.Happened);
        }
    }

    // What is wrong with a line that is not written yet is not accepted: it is not written.
    private static bool MayStay(Finding finding, IReadOnlyList<JournalLine> drafted) => finding.MayBeAccepted && !(finding.Line >= drafted[0].Seq);

    private IReadOnlyList<Finding> Judge(IReadOnlyList<JournalLine> drafted) => run.Ports.Judge.Judge(new HeldRecord(run.Recorder.Lines.Concat(drafted).ToFile(), run.Plan.Script, artifacts.PresentWithOthers()));

    // One changed word can be wrong in many lines for the same reason; that nobody confirmed must not stand behind them.
    private static IEnumerable<Finding> FirstOfEach(IReadOnlyList<Finding> unproven) => unproven.DistinctBy(finding => finding.Check).Union(unproven);

    private static string Reason(IReadOnlyList<Finding> unproven) =>
        unproven[0].Line is { } line ? $"line {line} of the journal is not proven" : $"the record is not proven: {unproven[0].Check}";

    private static Screen Told(IReadOnlyList<Finding> unproven, bool isSealed) => new(
        "The record is not proven",
        [
            new WarningBlock("The journal or its files do not prove what they say. The ceremony does not go on from here, and nothing was done."),
            new TableBlock(["line", "check", "what is wrong"], [.. FirstOfEach(unproven).Take(MostShown).Select(finding => (IReadOnlyList<string>)[finding.Line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–", finding.Check, finding.Says])]),
            .. unproven.Count > MostShown ? [new TextBlock($"{unproven.Count - MostShown} more {(unproven.Count - MostShown == 1 ? "is" : "are")} not shown. \"ceremony verify\" on the ceremony's folder tells the first of each check.")] : Array.Empty<Block>(),
            new TextBlock($"If you have a copy of the folder from before, leave the program, put the copy back and resume. Otherwise {(isSealed ? "leave it and type \"ceremony abort\"" : "abort")}: the archive then names what was not proven, and what becomes of each key."),
        ])
    {
        Help = "Before a ceremony goes on, the verifier judges the whole record, just as an auditor will. Somebody may have changed the folder, or a medium may be damaged. "
            + "An abort needs no proof: it touches no key.",
    };
}
