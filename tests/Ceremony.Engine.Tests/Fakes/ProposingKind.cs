using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A step that has several actions approved together, shows that, and performs none of them.</summary>
internal sealed class ProposingKind(params IReadOnlyList<CeremonyAction> actions) : StepKind
{
    /// <summary>The title of the screen behind the approval.</summary>
    public const string Approved = "It is approved";

    public override string Name => "propose";

    public override string Summary => "Has actions approved, for tests.";

    public override IReadOnlyList<Field> Fields => [];

    public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: propose }" };

    public override IStep Bind(ScriptMap fields) => new Step(actions);

    private sealed class Step(IReadOnlyList<CeremonyAction> actions) : IStep
    {
        public string Title => "propose";

        public StepForecast Forecast() => new("proposes", 1);

        public async Task<StepResult> Run(IDesk desk)
        {
            if (await desk.Approve(new Screen("Proposed"), actions) is null)
            {
                return new StepResult.Refused("declined", "It was declined.", "Try again.");
            }

            await desk.Show(new Screen(Approved));
            return new StepResult.Done();
        }
    }
}
