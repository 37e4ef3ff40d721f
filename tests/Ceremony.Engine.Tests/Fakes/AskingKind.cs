using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A step that asks, has what was answered approved and entered, and shows it: none of the program's own does all three.</summary>
internal sealed class AskingKind : StepKind
{
    public override string Name => "ask-and-enter";

    public override string Summary => "Asks for a profile's name and enters it, for tests.";

    public override IReadOnlyList<Field> Fields => [];

    public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: ask-and-enter }" };

    public override IStep Bind(ScriptMap fields) => new Step();

    private sealed record Step : IStep
    {
        public string Title => "ask and enter";

        public StepForecast Forecast() => new("asks and enters", 1);

        public async Task<StepResult> Run(IDesk desk)
        {
            Core.Desk.Answers answers = await desk.Ask(new Screen("Asked", new TextBlock("Which name?")), new Form(new FormField("profile", "Profile")));
            var entry = new OfficerProfileCreated(answers["profile"], "active", "System", "subject", ["Use RA"]);
            var action = new EnterInRegistry(entry);
            if (await desk.Approve(new Screen("Enter it"), action) is not { } approval)
            {
                return new StepResult.Refused("declined", "It was declined.", "Try again.");
            }

            await desk.Perform(approval, action);
            await desk.Show(new Screen("Entered", new TextBlock("It stands there.")));
            return new StepResult.Done(entry);
        }
    }
}
