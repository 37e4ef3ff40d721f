using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A step that has one action approved and performs it, for tests of what actions do.</summary>
internal sealed class OneActionKind(Func<IDesk, Task<CeremonyAction>> makes, Func<IDesk, Approval, CeremonyAction, Task> performs) : StepKind
{
    public override string Name => "one-action";

    public override string Summary => "Performs one action, for tests.";

    public override IReadOnlyList<Field> Fields => [];

    public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: one-action }" };

    public override IStep Bind(ScriptMap fields) => new Step(makes, performs);

    private sealed class Step(Func<IDesk, Task<CeremonyAction>> makes, Func<IDesk, Approval, CeremonyAction, Task> performs) : IStep
    {
        public string Title => "act";

        public StepForecast Forecast() => new("acts", 1);

        public async Task<StepResult> Run(IDesk desk)
        {
            CeremonyAction action = await makes(desk);
            if (await desk.Approve(new Screen("Act"), action) is not { } approval)
            {
                return new StepResult.Refused("declined", "It was declined.", "Try again.");
            }

            await performs(desk, approval, action);
            return new StepResult.Done();
        }
    }
}
