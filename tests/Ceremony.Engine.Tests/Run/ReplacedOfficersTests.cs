using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>An officer whose card died: who agrees to it, and who confirms and seals afterwards.</summary>
public sealed class ReplacedOfficersTests
{
    [Fact]
    public async Task Nobody_confirms_their_own_replacement_and_a_bootstrap_officer_stands_in()
    {
        using var stage = new Stage(Scripts.Replaced);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["Officer 1", "Officer 2"], Officers(stage, "by-both"));
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Officers(stage, "without-2"));
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Officers(stage, "by-those-left"));
        Assert.Equal(
            ["Officer 1", "bootstrap officer 2"],
            stage.Lines.Where(line => line.Kind == "confirmed" && line.Step == "without-2").Select(line => line.Json.Text("officer")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_seal_is_signed_by_those_who_are_left()
    {
        using var stage = new Stage(Scripts.Replaced);

        await stage.Begin();

        JournalLine seal = stage.Lines.Single(line => line.Kind == "sealed");
        Assert.Equal(["Officer 1", "bootstrap officer 2"], seal.Json["roster"].AsList().Select(each => each.AsMap().Text("officer")));
        Screen last = stage.Room.Screens.Last(screen => screen.Title == "The ceremony is complete");
        Assert.Contains(
            "hands in the token of the officer \"Officer 2\", who was replaced",
            last.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts).Select(fact => fact.Value));
    }

    [Fact]
    public async Task A_proposal_that_was_interrupted_is_laid_before_the_same_officers_again()
    {
        using var stage = new Stage(Scripts.Replaced);
        bool left = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (left || screen.Title != "Replace an officer" || prompt is not ConfirmPrompt)
            {
                return null;
            }

            left = true;
            return new Interrupted(new LeaveWanted());
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(["Officer 1", "bootstrap officer 2"], Officers(stage, "without-2"));
        Assert.Single(stage.Lines.Where(line => line.Kind == "step-done" && line.Step == "without-2").Select(line => line.Json["facts"].AsList()).ToList()[0]);
    }

    private static IEnumerable<string> Officers(Stage stage, string step) =>
        stage.Lines.Last(line => line.Kind == "proposed" && line.Step == step).Json["officers"].AsList().Select(each => each.AsMap().Text("officer"));
}
