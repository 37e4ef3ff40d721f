using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A step that states facts and does nothing for them.</summary>
internal sealed class StatingKind(params CeremonyFact[] facts) : StepKind
{
    public override string Name => "state";

    public override string Summary => "States facts, for tests.";

    public override IReadOnlyList<Field> Fields => [];

    public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: state }" };

    public override IStep Bind(ScriptMap fields) => new Step(facts);

    private sealed record Step(CeremonyFact[] Facts) : IStep
    {
        public string Title => "state";

        public StepForecast Forecast() => new("states something", 0);

        public Task<StepResult> Run(IDesk desk) => Task.FromResult<StepResult>(new StepResult.Done(Facts));
    }
}
