using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why the ceremony does not begin.</summary>
internal static class CheckRoomRefusals
{
    public static StepResult NoAirGap(RoomView room) => new StepResult.Refused(
        "air-gap",
        $"There is no air gap: {CheckRoomScreens.Up(room)}.",
        "Disconnect the machine from every network, then try again.");

    public static StepResult Differs(IReadOnlyList<string> items) => new StepResult.Refused(
        "differs",
        $"The witness finds that paper and screen differ in: {StepWords.And(items)}.",
        items is ["clock"]
            ? "Set the machine's clock right, then try again."
            : "Do not go on until it is known why; if it is the wrong script, program, module or parameter, abort and start again with the right one.");
}
