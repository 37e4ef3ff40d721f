using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal.Tests;

/// <summary>What a correction of an answer does to the lines before it: all folds pass over what steps wrote since, and over nothing else.</summary>
public class CorrectedLinesTests
{
    private static readonly Person Guest = new("guest", 1, "G. Guest");
    private readonly JournalWriter _writer = Journals.Begin(new MemoryFiles());

    private IReadOnlyList<JournalLine> Lines => _writer.Lines;

    [Fact]
    public void The_steps_since_the_answer_are_to_be_begun_again_and_what_answered_before_it_stands()
    {
        Add(Journals.Parameters(Step("before"), Step("one"), Step("two"), Step("three")), null);
        Do("before");
        Add(Journals.Started(1), "one");
        Add(new Shown(new Screen("First")), "one", new DeskCall(1, 1, "a"));
        JournalLine answer = Answer("one", 2, 1);
        Add(Journals.Done(), "one");
        Do("two");
        Add(new Entered(Guest), "two");
        Add(Journals.Started(1), "three");
        Add(new Shown(new Screen("Last")), "three", new DeskCall(1, 1, "a"));

        Add(new Corrected(answer.Seq), "one");

        Assert.Equal(["before"], Folds.DoneSteps(Lines).Keys);
        Assert.Equal([StepState.Done, StepState.Open, StepState.Ahead, StepState.Ahead], Folds.Outline(Lines).Single().Steps.Select(step => step.State));
        Assert.Equal([1L], Folds.OpenCalls(Lines, "one").Select(call => call.Call));
        Assert.Empty(Folds.OpenCalls(Lines, "three"));
        Assert.Equal([Guest], Folds.People(Lines));
        Assert.All(new[] { "one", "two", "three" }, step => Assert.True(Corrections.MustBegin(Lines, step)));

        Add(Journals.Started(2), "one");
        Answer("one", 2, 2);
        Assert.False(Corrections.MustBegin(Lines, "one"));
        Assert.Equal([1L, 2L], Folds.OpenCalls(Lines, "one").Select(call => call.Call));
        Add(Journals.Done(), "one");
        Add(Journals.Started(2), "two");
        Add(new Shown(new Screen("Again")), "two", new DeskCall(1, 2, "b"));
        Assert.Equal(["before", "one"], Folds.DoneSteps(Lines).Keys);
        Assert.Equal([1L], Folds.OpenCalls(Lines, "two").Select(call => call.Call));
    }

    /// <summary>What stands behind an answer, and whether it may rest on it.</summary>
    public static TheoryData<Entry, bool, bool> Behind => new()
    {
        { Journals.Looked(1), true, true },
        { new Proposed(Authority.Operator, new Screen("It"), [], [], "", DateTimeOffset.UnixEpoch, []), true, true },
        { new Approved(1), true, true },
        { new Intended(new AllowException("a", "b", "c"), 1), true, true },
        { new ArtifactKept("a.cer", Journals.Hash, 1), true, true },
        { new Failed(null, "a", "b"), true, true },
        { new SecretShown("a", "b", 1, 1), false, true },
        { new SignInFailed("a", "b", "c"), false, true },
        { new LoginKept("a", 1), false, true },
        { new LoginEnded("a", LoginEnd.Idle), false, false },
        { new StatementAttested("a", "b"), true, true },
        { new Entered(Guest), true, true },
        { new Entered(Guest), false, false },
        { new Left(Guest), false, false },
        { new Shown(new Screen("It")), true, false },
        { new StepRefused("a", "b", "c"), false, false },
        { new Note("a"), false, false },
        { new ExceptionDecided("a", "b", "c"), false, false },
        { new Inventory("act", []), false, false },
        { new Witnessed(1, null), false, false },
        { Journals.Done(), false, false },
        { Journals.Done(new CaRevoked("a", "superseded")), false, true },
        { new StepDone(1, [], new Dictionary<string, string>(), 1), false, true },
    };

    [Theory]
    [MemberData(nameof(Behind))]
    public void An_answer_is_used_by_whatever_may_rest_on_it(Entry entry, bool hasCall, bool isUse)
    {
        Add(Journals.Looked(1), "one", new DeskCall(1, 1, "a"));
        JournalLine answer = Answer("one", 2, 1);
        Add(entry, "two", hasCall ? new DeskCall(1, 1, "a") : null);
        Assert.Equal(isUse ? Lines[^1] : null, Corrections.UseOf(Lines, answer.Seq));
    }

    [Fact]
    public void What_was_said_later_of_an_answer_is_found_by_its_line()
    {
        JournalLine answer = Answer("one", 1, 1);
        Add(new Corrected(answer.Seq), "one");
        JournalLine refused = Propose(answer);
        JournalLine agreed = Propose(answer);
        Add(new ConfirmationRefused(refused.Seq, "officer", "no"), "two");
        Add(new Approved(agreed.Seq), "two");

        Assert.Equal([$"typed again, see line {answer.Seq + 1}", $"the officers correct this in line {Lines[^1].Seq}: \"record\" is rightly \"4712\"; reason: mistyped"], Corrections.Remarks(Lines)[answer.Seq]);
        Assert.Equal([Lines[^1]], Corrections.Signed(Lines).Select(signed => signed.Approved));
    }

    private JournalLine Propose(JournalLine answer) => Add(
        new Proposed(Authority.Officers, new Screen("It"), [new CorrectAnswer(answer.Seq, "record", "4711", "4712", "mistyped")], [], "", DateTimeOffset.UnixEpoch, []), "two");

    private JournalLine Answer(string step, long call, long attempt) =>
        Add(new Answered(new Screen("It"), new Form(new FormField("record", "Number")), new Answers(new Dictionary<string, string> { ["record"] = "4711" })), step, new DeskCall(call, attempt, "q"));

    private void Do(string step)
    {
        Add(Journals.Started(1), step);
        Add(Journals.Done(), step);
    }

    private static ListedStep Step(string id) => new(id, "record", "All", id);

    private JournalLine Add(Entry entry, string? step, DeskCall? answers = null)
    {
        _writer.Append(entry, step, null, answers);
        return Lines[^1];
    }
}
