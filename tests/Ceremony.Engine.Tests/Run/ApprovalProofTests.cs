using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// An approval that stands in the journal when a ceremony is resumed: it is acted on only where the right officers gave it, even if the verifier had nothing against it.
/// </summary>
public sealed class ApprovalProofTests
{
    private const int FirstKey = 4;
    private const int SecondKey = 5;
    private const string Few = "2 officers have to confirm, but {0} confirmations are proven.";
    private const string Twice = "one officer, person or key confirmed twice.";
    private const string NoProposal = "it answers no proposal of its step.";
    private static readonly StoreCertificate ByOperator = new(new TokenRef("hsm"), "0a", "A certificate", [1, 2, 3]);

    /// <summary>What was written behind a proposal that was left, and why the approval is none.</summary>
    public static TheoryData<string, Action<object>, string> Approvals => new()
    {
        { "one officer alone", Write(journal => journal.Confirm(0)), Proven("1 of 1") },
        {
            "one officer twice",
            Write(journal =>
            {
                journal.Confirm(0);
                journal.Confirm(0);
            }),
            Twice
        },
        { "the second in the name of the first's token", Second(journal => journal.Confirm(1, signs: 0)), Proven("1 of 2") },
        { "the second by somebody else", Second(journal => journal.Confirm(1, change: Set("person", "Eve"))), Proven("1 of 2") },
        { "the second as another officer", Second(journal => journal.Confirm(1, change: Set("officer", "eve"))), Proven("1 of 2") },
        { "the second with a key of their own", Second(journal => journal.Confirm(1, change: OwnKey)), Proven("1 of 2") },
        { "the second over another step", Second(journal => journal.Confirm(1, step: "second")), Proven("1 of 2") },
        { "the second over nothing", Second(journal => journal.Confirm(1, change: Set("signature", Convert.ToBase64String(new byte[384])))), Proven("1 of 2") },
        { "the second by another algorithm", Second(journal => journal.Confirm(1, algorithm: "sha384-rsa")), Proven("1 of 2") },
        {
            "a third who is nobody",
            Second(journal =>
            {
                journal.Confirm(1);
                journal.Confirm(1, change: Set("person", "Eve"));
            }),
            Proven("2 of 3")
        },
        {
            "one person who is both officers",
            Write(journal =>
            {
                journal.Recognise(officers => [officers[0], Set("person", officers[0].Text("person"))(officers[1])]);
                journal.Confirm(0);
                journal.Confirm(1);
            }),
            Twice
        },
        {
            "two people with one key",
            Write(journal =>
            {
                journal.Recognise(officers => [officers[0], Set("certificate", officers[0].Text("certificate"))(officers[1])]);
                journal.Confirm(0);
                journal.Confirm(1, signs: 0);
            }),
            Twice
        },
        {
            "nobody, since the operator agrees to a part of it",
            Write(journal => journal.Journal.Change(journal.Journal.Last("proposed"), new JsonMap { { "actions", new JsonList(ByOperator.ToJson(), journal.Journal.Lines[journal.Journal.Last("proposed")]["actions"].AsList()[0]) } })),
            Proven("0 of 0")
        },
        { "nobody, and the line is no proposal", Naming(_ => 3), NoProposal },
        { "nobody, and the line is the approval itself", Naming(journal => journal.Journal.Lines.Count + 1), NoProposal },
    };

    [Theory]
    [MemberData(nameof(Approvals))]
    public async Task An_approval_that_the_officers_did_not_give_has_nothing_done(string confirmedBy, Action<object> write, string why)
    {
        Assert.NotEmpty(confirmedBy);
        using Stage stage = await LeftAtProposal(FirstKey);
        var journal = new WellSigned(stage);
        write(journal);
        journal.Journal.Write();
        stage.Judge = new BlindJudge();

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.EndsWith($"says that this was approved, but {why.TrimEnd('.')}. Nothing was done; abort the ceremony.", stage.Room.Error, StringComparison.Ordinal);
        Assert.Empty(stage.Tokens["HSM"].Keys);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "intended");
    }

    [Fact]
    public async Task What_was_approved_for_one_step_is_not_approved_for_another()
    {
        using Stage stage = await LeftAtProposal(SecondKey);
        var journal = new WellSigned(stage);
        journal.Approve(journal.Journal.Lines.FindIndex(line => line.Text("kind") == "proposed") + 1);
        journal.Journal.Write();
        stage.Judge = new BlindJudge();

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Contains(NoProposal[..^1], stage.Room.Error, StringComparison.Ordinal);
        Assert.Single(stage.Tokens["HSM"].Keys);
    }

    [Fact]
    public async Task What_both_officers_confirmed_is_done_after_a_resume_and_nobody_is_asked_again()
    {
        using Stage stage = await LeftAtProposal(FirstKey);
        var journal = new WellSigned(stage);
        journal.Confirm(0);
        journal.Confirm(1);
        journal.Approve();
        journal.Journal.Write();

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Single(stage.Lines, line => line is { Kind: "proposed", Step: "first" });
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
    }

    [Fact]
    public async Task What_the_operator_agreed_to_needs_no_officer_after_a_resume_either()
    {
        using var stage = new Stage(PerformingTests.Script.Replace("do: one-action", "do: propose", StringComparison.Ordinal), null, new ProposingKind(ByOperator));
        stage.Room.Instead = (screen, _) => screen.Title == ProposingKind.Approved ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Single(stage.Lines, line => line is { Kind: "proposed", Step: "work" });
        Assert.DoesNotContain(stage.Lines, line => line is { Kind: "confirmed", Step: "work" });
    }

    private static Action<object> Write(Action<WellSigned> write) => journal =>
    {
        write((WellSigned)journal);
        ((WellSigned)journal).Approve();
    };

    private static Action<object> Second(Action<WellSigned> second) => Write(journal =>
    {
        journal.Confirm(0);
        second(journal);
    });

    private static Action<object> Naming(Func<WellSigned, int> line) => journal => ((WellSigned)journal).Approve(line((WellSigned)journal));

    private static string Proven(string count) => Few.Replace("{0}", count, StringComparison.Ordinal);

    private static Func<JsonMap, JsonMap> Set(string name, string value) => line => line.Without(name).With(new JsonMap { { name, value } });

    private static JsonMap OwnKey(JsonMap line) => Set("certificate", Convert.ToBase64String(Cast.Original.Console2.Certificate))(
        Set("signature", Convert.ToBase64String(Cast.Original.Console2.Sign(System.Text.Encoding.UTF8.GetBytes(line.Text("text")))))(line));

    private static async Task<Stage> LeftAtProposal(int step)
    {
        var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (_, prompt) => prompt is ConfirmPrompt && stage.Room.State.StepNumber == step ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        return stage;
    }
}
