using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A step that promises officers who can confirm, and brings none: no script that can be read has nobody to confirm.</summary>
internal sealed class PromisingKind : StepKind
{
    public override string Name => "promise-officers";

    public override string Summary => "Promises officers, for tests.";

    public override IReadOnlyList<Field> Fields => [];

    public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: promise-officers }" };

    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) => [new MadeThing(Thing.Confirmers, "", step.Mark)];

    public override IStep Bind(ScriptMap fields) => new Step();

    private sealed record Step : IStep
    {
        public string Title => "promise officers";

        public StepForecast Forecast() => new("promises officers", 0);

        public Task<StepResult> Run(IDesk desk) => Task.FromResult<StepResult>(new StepResult.Done());
    }
}
