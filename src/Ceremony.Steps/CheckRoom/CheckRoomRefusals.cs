using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Why the ceremony does not begin.</summary>
internal static class CheckRoomRefusals
{
    public static StepResult NoAirGap(RoomView room) => new StepResult.Refused(
        "air-gap",
        $"The air gap is not given: the network interface {CheckRoomScreens.Up(room)} is up.",
        "Disconnect the machine and take the interface down, then try again.");

    public static StepResult Differs(IReadOnlyList<string> items) => new StepResult.Refused(
        "differs",
        $"The witness finds that paper and screen differ in: {StepWords.And(items)}.",
        items is ["clock"]
            ? "Set the machine's clock right, then try again."
            : "Do not go on before it is known why; if another script, program, module or parameter was started, abort and start the right one.");
}
