using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Scripts;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A step that comes to a fact that the program itself could not read back.</summary>
public sealed class UnknownFactTests
{
    private static readonly string Script = Scripts.TwoKeys.Replace("- { id: seal,", "- { id: rumour, do: hear-a-rumour }\n      - { id: seal,", StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_of_it_is_written_and_the_ceremony_is_resumed()
    {
        var kind = new HearingKind();
        using var stage = new Stage(Script, null, kind);

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.EndsWith("A line of the kind step-done cannot be written to the journal: the fact \"rumour\" is not known.", stage.Room.Error, StringComparison.Ordinal);
        Assert.Equal(("step-started", "rumour"), (stage.Lines[^1].Kind, stage.Lines[^1].Step));
        kind.IsSober = true;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Empty(stage.Lines.Single(line => line.Kind == "step-done" && line.Step == "rumour").Json["facts"].AsList());
    }

    private sealed class HearingKind : StepKind
    {
        public bool IsSober { get; set; }

        public override string Name => "hear-a-rumour";

        public override string Summary => "Comes to a fact that nobody knows, for tests.";

        public override IReadOnlyList<Field> Fields => [];

        public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: hear-a-rumour }" };

        public override IStep Bind(ScriptMap fields) => new Step(this);
    }

    private sealed record Step(HearingKind Kind) : IStep
    {
        public string Title => "hear a rumour";

        public StepForecast Forecast() => new("hears a rumour", 1);

        public Task<StepResult> Run(IDesk desk) => Task.FromResult<StepResult>(Kind.IsSober ? new StepResult.Done() : new StepResult.Done(new Rumour()));
    }

    private sealed record Rumour : CeremonyFact
    {
        public override string Name => "rumour";

        public override string Topic => "Rumours";

        protected override JsonMap Fields() => [];
    }
}
