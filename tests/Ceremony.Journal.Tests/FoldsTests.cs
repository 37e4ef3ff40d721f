using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal.Tests;

public class FoldsTests
{
    private readonly JournalWriter _writer = Journals.Begin(new MemoryFiles());

    [Fact]
    public void The_registry_holds_the_facts_of_finished_steps_in_their_order()
    {
        Add(Journals.Done(Profile("one")), "profile");
        Add(Journals.Done(Profile("two"), Profile("three")), "profiles");
        Assert.Equal(["one", "two", "three"], Folds.Registry(_writer.Lines).All<OfficerProfileCreated>().Select(each => each.Profile));
    }

    [Fact]
    public void Who_left_is_not_present_and_seats_have_their_order()
    {
        Add(new Entered(new Person("witness", 1, "W. Witness")), null);
        Add(new Entered(new Person("officer", 2, "B. Officer")), null);
        Add(new Entered(new Person("guest", 1, "G. Guest")), null);
        Add(new Entered(new Person("officer", 1, "A. Officer")), null);
        Add(new Left(new Person("guest", 1, "G. Guest")), null);
        Assert.Equal(["officer 1", "officer 2", "witness 1"], Folds.People(_writer.Lines).Select(person => person.Seat));
    }

    [Fact]
    public void A_seat_that_is_taken_anew_is_taken_once()
    {
        Add(new Entered(new Person("officer", 1, "A. Officer")), null);
        Add(new Entered(new Person("officer", 1, "C. Officer")), null);
        Assert.Equal(new Person("officer", 1, "C. Officer"), Assert.Single(Folds.People(_writer.Lines)));
    }

    [Fact]
    public void Finished_steps_keep_their_outputs()
    {
        Add(Journals.Done() with { Outputs = new Dictionary<string, string> { [""] = "CA key", ["id"] = "0a" } }, "key");
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> done = Folds.DoneSteps(_writer.Lines);
        Assert.Equal(("CA key", "0a"), (done["key"][""], done["key"]["id"]));
    }

    [Fact]
    public void The_outline_tells_done_open_and_ahead()
    {
        Add(Journals.Parameters(Step("a", "One"), Step("b", "Two"), Step("c", "Two"), Step("d", "Three")), null);
        foreach (string step in (string[])["a", "b"])
        {
            Add(Journals.Started(1), step);
            Add(Journals.Done(), step);
        }

        Assert.Equal("One Done: Done | Two Open: Done Ahead | Three Ahead: Ahead", Outline());
        Add(Journals.Started(1), "c");
        Assert.Equal("One Done: Done | Two Open: Done Open | Three Ahead: Ahead", Outline());
    }

    [Fact]
    public void Before_the_parameters_there_is_no_outline() => Assert.Empty(Folds.Outline(_writer.Lines));

    [Fact]
    public void The_calls_of_the_open_step_stand_in_order_with_all_their_lines()
    {
        Start(1, (1, "a"), (2, "b"), (2, "b"), (3, "c"));
        Assert.Equal("1a*1 2b*2 3c*1", Calls());
    }

    [Fact]
    public void What_the_room_records_in_between_answers_nothing()
    {
        Start(1, (1, "a"));
        Add(new Note("a note"), "key");
        Add(Journals.Looked(2), "other", new DeskCall(2, 1, Journals.Hash));
        Assert.Equal("1a*1", Calls());
    }

    [Fact]
    public void A_later_attempt_voids_the_calls_from_its_first_on()
    {
        Start(1, (1, "a"), (2, "b"), (3, "c"), (4, "d"));
        Start(2, (3, "x"));
        Assert.Equal("1a*1 2b*1 3x*1", Calls());
        Start(3, (2, "y"), (3, "z"));
        Assert.Equal("1a*1 2y*1 3z*1", Calls());
    }

    [Fact]
    public void A_later_attempt_that_recorded_nothing_voids_nothing()
    {
        Start(1, (1, "a"));
        Start(2);
        Assert.Equal("1a*1", Calls());
    }

    [Fact]
    public void A_step_that_was_begun_anew_inherits_nothing()
    {
        Start(1, (1, "a"));
        Start(1, (1, "b"));
        Assert.Equal("1b*1", Calls());
    }

    [Fact]
    public void A_step_that_is_done_or_was_not_started_has_no_open_calls()
    {
        Assert.Equal("", Calls());
        Start(1, (1, "a"));
        Add(Journals.Done(), "key");
        Assert.Equal("", Calls());
    }

    [Fact]
    public void The_head_is_read_in_four_words() =>
        Assert.Equal("topmost Istanbul Pluto vagabond", Folds.HeadWords("e58294f2e9a227486e8b061b31cc528fd7fa3f19"));

    private void Start(long attempt, params (long Call, string Asks)[] calls)
    {
        Add(Journals.Started(attempt), "key");
        foreach ((long call, string asks) in calls)
        {
            Add(Journals.Looked(call), "key", new DeskCall(call, attempt, asks));
        }
    }

    private string Calls() => string.Join(' ', Folds.OpenCalls(_writer.Lines, "key").Select(call => $"{call.Call}{call.Asks}*{call.Lines.Count}"));

    private string Outline() => string.Join(" | ", Folds.Outline(_writer.Lines).Select(act => $"{act.Title} {act.State}: {string.Join(' ', act.Steps.Select(step => step.State))}"));

    private static ListedStep Step(string id, string act) => new(id, "read", act, $"Step {id}");

    private static OfficerProfileCreated Profile(string name) => new(name, "active", "main", "subject", []);

    private void Add(Entry entry, string? step, DeskCall? answers = null) => _writer.Append(entry, step, null, answers);
}
