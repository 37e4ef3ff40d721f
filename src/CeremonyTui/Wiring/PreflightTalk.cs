using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Engine;

namespace CeremonyTui.Wiring;

/// <summary>Shows what must be there before a ceremony begins, until the people begin it, correct the parameters, or leave.</summary>
internal sealed class PreflightTalk(IRoom room)
{
    /// <summary>
    /// Looks and shows, again and again. What the last look found where the ceremony is to begin; null where the parameters are to be corrected first. Throws <see cref="CommandFailure"/> where the
    /// program is left.
    /// </summary>
    public async Task<IReadOnlyList<Readiness>?> Hold(Func<IReadOnlyList<Readiness>> look)
    {
        while (true)
        {
            IReadOnlyList<Readiness> rows = await Look(look);
            switch (await room.Ask(PreflightWords.ToScreen(rows), Choices(rows)))
            {
                case Replied<Chose> { Reply.Key: "begin" }:
                    return rows;
                case Replied<Chose> { Reply.Key: "parameters" } or CameBetween<Chose>(CorrectionWanted):
                    return null;
                case Replied<Chose> { Reply.Key: "leave" } or CameBetween<Chose>(LeaveWanted or AbortWanted):
                    throw ParameterTalk.LeftBeforehand();
            }
        }
    }

    private async Task<IReadOnlyList<Readiness>> Look(Func<IReadOnlyList<Readiness>> look)
    {
        using IDisposable work = room.BeginWork("What must be there is looked at.", TimeSpan.FromSeconds(2));
        try
        {
            return await Task.Run(look);
        }
        catch (CallGivenUpException)
        {
            throw ParameterTalk.LeftBeforehand();
        }
    }

    // The last one is what Enter takes: it never begins while something is missing.
    private static ChoicePrompt Choices(IReadOnlyList<Readiness> rows)
    {
        Choice leave = new("leave", "Leave the program; nothing has begun");
        Choice parameters = new("parameters", "Correct the parameters");
        Choice again = new("again", "Look again");
        return rows.Any(row => row.Stops) ? new ChoicePrompt("preflight", leave, parameters, again)
            : PreflightWords.CountMissing(rows) == 0 ? new ChoicePrompt("preflight", leave, parameters, again, new("begin", "Begin the ceremony"))
            : new ChoicePrompt("preflight", leave, new("begin", "Begin all the same; what is missing is noted"), parameters, again);
    }
}
