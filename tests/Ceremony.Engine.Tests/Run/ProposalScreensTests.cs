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
    private const string ByBoth = "Both bootstrap officers confirm here and now: two-step signing is disabled.";
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly StoreCertificate ByOperator = new(Hsm, "0a", "A certificate", [1, 2, 3]);
    private static readonly GenerateKeyPair ByOfficers = new(Hsm, "A key", "0b", KeyAlgorithm.EcP256, ["sign"]);

    [Fact]
    public async Task Where_one_of_several_actions_needs_the_officers_they_confirm_them_all()
    {
        using Stage stage = await Proposed(ByOperator, ByOfficers);

        Assert.Equal("officers", stage.Lines.Single(line => line.Kind == "proposed").Json.Text("authority"));
        Screen screen = Asked<ConfirmPrompt>(stage);
        Assert.Equal(2, screen.Blocks.OfType<FactsBlock>().Count());
        Assert.Equal(["text", "facts", "text", "warning", "facts"], Kinds(screen).Take(5));
        Assert.Contains(new WarningBlock("A key is made: this cannot be undone."), screen.Blocks);
        Assert.True(screen.Irreversible);
    }

    [Fact]
    public async Task What_the_operator_can_agree_to_alone_is_put_to_nobody_else()
    {
        using Stage stage = await Proposed(ByOperator);

        Assert.Equal("operator", stage.Lines.Single(line => line.Kind == "proposed").Json.Text("authority"));
        Screen screen = Asked<GoOnPrompt>(stage);
        Assert.DoesNotContain(screen.Blocks, block => block is TextBlock { Text: ByBoth });
        Assert.False(screen.Irreversible);
    }

    [Fact]
    public async Task An_action_of_one_detail_is_shown_in_full_and_one_whose_sentence_says_all_is_not_said_again()
    {
        using Stage one = await Proposed(new RestoreFiles([new RestoredFile("/cm/ca.cer", null)]));
        using Stage none = await Proposed(new SetPin(Hsm, "Name of officer 1", 6, ChosenByHolder: true));

        Assert.Equal(["/cm/ca.cer: was not there: removed"], Asked(one).Blocks.OfType<FactsBlock>().Single().Facts.Select(fact => $"{fact.Name}: {fact.Value}"));
        Assert.Empty(Asked(none).Blocks.OfType<FactsBlock>());
    }

    [Fact]
    public void What_the_actions_say_the_step_does_not_say_again()
    {
        Screen told = Told(
            [new FactsBlock(new("token", "hsm"), new("serial", "0011"), new("USAGE", "sign"), new("holder", "A key"), new("id of it", "0b0b0b0b"), new("called", "A key for signing")), new FactsBlock(new Detail("id", "0b")), new WarningBlock("Mind the step.")],
            ByOfficers with { Id = "0b0b0b0b", Label = "A key for signing" });
        Assert.Equal(["token: hsm", "serial: 0011", "holder: A key", "id: 0b"], told.Blocks.OfType<FactsBlock>().Skip(1).SelectMany(block => block.Facts).Select(fact => $"{fact.Name}: {fact.Value}"));
        Assert.IsType<WarningBlock>(told.Blocks[^1]);
    }

    [Fact]
    public void What_is_the_same_for_several_keys_is_told_once_behind_what_each_has_for_itself()
    {
        Screen told = Told([], ByOfficers, ByOfficers with { Label = "Another key", Id = "0c" });
        FactsBlock[] facts = [.. told.Blocks.OfType<FactsBlock>()];
        Assert.Equal([["id: 0b"], ["id: 0c"], ["usage: sign", "attributes: private, sensitive, not extractable", $"template: full: {KeyTemplate.Full.Says}"]],
            facts.Select(block => block.Facts.Select(fact => $"{fact.Name}: {fact.Value}")));
        Assert.Single(told.Blocks.OfType<WarningBlock>());
        Assert.Contains(new TextBlock("The same for both:"), told.Blocks);
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

    private static Screen Told(IReadOnlyList<Block> said, params IReadOnlyList<CeremonyAction> actions) => new("Proposed", ProposalBlocks.Of(new Screen("Proposed", said), actions, new Words()));

    private sealed class Words : IActionWords
    {
        public string Token(TokenRef token) => token.Name;

        public string? Signed(byte[] bytes) => null;

        public string? Lasting(byte[] bytes) => null;

        public IReadOnlyList<Detail> InFull(byte[] bytes) => [];
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

    private static IEnumerable<string> Kinds(Screen screen) => screen.Blocks.Select(block => block.ToJson().Text("block"));
}
