using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// What is done when the program is left, and asked when it comes back: signatures over the last line where the script wants them, and the witness's sheet.
/// </summary>
internal sealed class Leaving(RunContext run)
{
    /// <summary>What a script that has the last line signed expects, in the words of docs/format.md.</summary>
    public const string Expected = "the officers signed the journal's last line when the program was left";

    private readonly WitnessSheet _sheet = new(run);

    /// <summary>Has the last line signed where the script wants that, and written down; returns the line that stands on the sheet, or null where none was shown.</summary>
    /// <param name="canSign">Whether the officers may log in to their tokens now. Where they may not, they are asked about it when the program comes back.</param>
    public async Task<JournalLine?> Leave(bool canSign)
    {
        // What was not proven when the program came back must not get onto the sheet.
        if (run.Recorder.IsBroken || !run.Talk.IsProven)
        {
            return null;
        }

        try
        {
            run.Talk.NoAbort = "The program is being left. Resume the ceremony to abort it, or use \"ceremony abort\".";
            if (canSign && run.Plan.SignOnLeave && !run.Recorder.Lines.Tell<Sealed>())
            {
                await new SigningRound(run, new OfficerTokens(run), null).Hold(new LeftMatter(run, run.Recorder.Lines[^1]), null);
            }

            JournalLine last = run.Recorder.Lines[^1];
            await _sheet.ShowBeforeLeaving();
            return run.Recorder.Lines[^1] == last ? last : null;
        }
        catch (LeaveSignal)
        {
            // Nobody can be kept in the room, and a terminal that is gone shows nothing.
            return null;
        }
    }

    /// <summary>Has the sheet read. What the journal says so far counts as proven from here on.</summary>
    /// <param name="found">How many lines the journal had when the program came back.</param>
    public async Task Return(int found)
    {
        await _sheet.Compare(found);
        run.Recorder.HidesHead = false;
        run.Recorder.UpdateRoom();
        run.Talk.IsProven = true;
    }

    /// <summary>Why the program was not left as the script wants it, as a clause; null where it was, or where the script does not say how.</summary>
    /// <param name="lines">The journal as it was found.</param>
    public string? WhyInterrupted(IReadOnlyList<JournalLine> lines)
    {
        if (!run.Plan.SignOnLeave || lines.Tell<Sealed>())
        {
            return null;
        }

        JournalLine? last = lines.LastOrDefault(line => line.Entry is not (Recovered or ClockJumped or ClockCompared or LoginEnded { Why: LoginEnd.Interrupted }));
        int signed = last?.Entry is HeadSigned { Head: var head } ? lines.Entries<HeadSigned>().Where(each => each.Head == head).Select(each => each.Officer).Distinct(StringComparer.Ordinal).Count() : 0;
        return signed >= run.Plan.Quorum ? null : $"the program was interrupted: the journal ends with line {last?.Seq}, which the officers did not sign";
    }
}
