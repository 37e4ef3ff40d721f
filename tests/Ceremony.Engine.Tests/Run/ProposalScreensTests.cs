using Ceremony.Core.Actions;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What is read before something is agreed to, and who is asked.</summary>
public sealed class ProposalScreensTests
{
    private const string ByBoth = "To be confirmed by both bootstrap officers, here and now (two-step signing is disabled for them).";
    private const string Whole = "In full, exactly as it will be done";
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly StoreCertificate ByOperator = new(Hsm, "0a", "A certificate", [1, 2, 3]);
    private static readonly GenerateKeyPair ByOfficers = new(Hsm, "A key", "0b", KeyAlgorithm.EcP256, ["sign"]);

    [Fact]
    public async Task Where_one_of_several_actions_needs_the_officers_they_confirm_them_all()
    {
        using Stage stage = await Proposed(ByOperator, ByOfficers);

        Assert.Equal("officers", stage.Lines.Single(line => line.Kind == "proposed").Json.Text("authority"));
        Screen screen = Asked<ConfirmPrompt>(stage);
        Assert.Equal([$"{Whole}, 1 of 2:", $"{Whole}, 2 of 2:"], Headings(screen));
        Assert.Equal(2, screen.Blocks.OfType<FactsBlock>().Count());
        Assert.True(screen.Irreversible);
    }

    [Fact]
    public async Task What_the_operator_can_agree_to_alone_is_put_to_nobody_else()
    {
        using Stage stage = await Proposed(ByOperator);

        Assert.Equal("operator", stage.Lines.Single(line => line.Kind == "proposed").Json.Text("authority"));
        Screen screen = Asked<GoOnPrompt>(stage);
        Assert.Equal([$"{Whole}:"], Headings(screen));
        Assert.DoesNotContain(screen.Blocks, block => block is TextBlock { Text: ByBoth });
        Assert.False(screen.Irreversible);
    }

    [Fact]
    public async Task An_action_of_one_detail_is_shown_in_full_and_one_whose_sentence_says_all_is_not_said_again()
    {
        using Stage one = await Proposed(new RestoreFiles([new RestoredFile("/cm/ca.cer", null)]));
        using Stage none = await Proposed(new SetPin(Hsm, "Name of officer 1", 6, ChosenByHolder: true));

        Assert.Equal(["/cm/ca.cer: was not there: removed"], Asked(one).Blocks.OfType<FactsBlock>().Single().Facts.Select(fact => $"{fact.Name}: {fact.Value}"));
        Assert.Equal([$"{Whole}:"], Headings(Asked(one)));
        Assert.Empty(Headings(Asked(none)));
        Assert.Empty(Asked(none).Blocks.OfType<FactsBlock>());
    }

    [Fact]
    public async Task Only_bootstrap_officers_read_that_both_of_them_have_to_confirm()
    {
        using Stage kit = await Proposed(ByOfficers);
        using var console = new Stage(Scripts.ConsoleKeys);
        console.Room.Instead = (_, prompt) => prompt is ConfirmPrompt ? new Interrupted(new LeaveWanted()) : null;
        await console.Begin();

        Assert.Contains(Asked(kit).Blocks, block => block is TextBlock { Text: ByBoth });
        Assert.DoesNotContain(Asked<ConfirmPrompt>(console).Blocks, block => block is TextBlock { Text: ByBoth });
    }

    // Left at the proposal.
    private static async Task<Stage> Proposed(params IReadOnlyList<CeremonyAction> actions)
    {
        var stage = new Stage(PerformingTests.Script.Replace("do: one-action", "do: propose", StringComparison.Ordinal), null, new ProposingKind(actions));
        stage.Room.Instead = (screen, _) => screen.Title == "Proposed" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        return stage;
    }

    private static Screen Asked(Stage stage) => stage.Room.Screens.Single(screen => screen.Title == "Proposed");

    private static Screen Asked<T>(Stage stage)
        where T : Prompt => stage.Room.Asked.Single(asked => asked.Prompt is T && (asked.Screen.Title == "Proposed" || asked.Prompt is ConfirmPrompt)).Screen;

    private static IEnumerable<string> Headings(Screen screen) => screen.Blocks.OfType<TextBlock>().Select(block => block.Text).Where(text => text.StartsWith(Whole, StringComparison.Ordinal));
}
