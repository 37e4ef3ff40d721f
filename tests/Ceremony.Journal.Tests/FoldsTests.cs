using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;

namespace Ceremony.Journal.Tests;

public class FoldsTests
{
    private readonly JournalWriter _writer = Journals.Begin(new MemoryFiles());

    [Fact]
    public void The_registry_holds_the_facts_of_finished_steps_in_their_order()
    {
        Add("step-done", "profile", Journals.Done(new JsonList(Profile("one").ToJson()), []));
        Add("step-done", "profiles", Journals.Done(new JsonList(Profile("two").ToJson(), Profile("three").ToJson()), []));
        Assert.Equal(["one", "two", "three"], Folds.Registry(_writer.Lines).All<OfficerProfileCreated>().Select(each => each.Profile));
    }

    [Fact]
    public void Who_left_is_not_present_and_seats_have_their_order()
    {
        Add("entered", null, Journals.Person("witness", 1, "W. Witness"));
        Add("entered", null, Journals.Person("officer", 2, "B. Officer"));
        Add("entered", null, Journals.Person("guest", 1, "G. Guest"));
        Add("entered", null, Journals.Person("officer", 1, "A. Officer"));
        Add("left", null, Journals.Person("guest", 1, "G. Guest"));
        Assert.Equal(["officer 1", "officer 2", "witness 1"], Folds.People(_writer.Lines).Select(person => person.Seat));
    }

    [Fact]
    public void A_seat_that_is_taken_anew_is_taken_once()
    {
        Add("entered", null, Journals.Person("officer", 1, "A. Officer"));
        Add("entered", null, Journals.Person("officer", 1, "C. Officer"));
        Assert.Equal(new Person("officer", 1, "C. Officer"), Assert.Single(Folds.People(_writer.Lines)));
    }

    [Fact]
    public void Finished_steps_keep_their_outputs()
    {
        Add("step-done", "key", Journals.Done([], new JsonMap { { "", "CA key" }, { "id", "0a" } }));
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> done = Folds.DoneSteps(_writer.Lines);
        Assert.Equal(("CA key", "0a"), (done["key"][""], done["key"]["id"]));
    }

    [Fact]
    public void The_outline_tells_done_open_and_ahead()
    {
        Add("parameters", null, new JsonMap
        {
            { "values", new JsonMap() },
            { "steps", new JsonList(Step("a", "One"), Step("b", "Two"), Step("c", "Two"), Step("d", "Three")) },
        });
        foreach (string step in (string[])["a", "b"])
        {
            Add("step-started", step, Journals.Started(1));
            Add("step-done", step, Journals.Done([], []));
        }

        Assert.Equal("One Done: Done | Two Open: Done Ahead | Three Ahead: Ahead", Outline());
        Add("step-started", "c", Journals.Started(1));
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
        Add("note", "key", new JsonMap { { "text", "a note" } });
        Add("looked", "other", Journals.Call(2, 1));
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
        Add("step-done", "key", Journals.Done([], []));
        Assert.Equal("", Calls());
    }

    [Fact]
    public void The_head_is_read_in_four_words() =>
        Assert.Equal("topmost Istanbul Pluto vagabond", Folds.HeadWords("e58294f2e9a227486e8b061b31cc528fd7fa3f19"));

    private void Start(long attempt, params (long Call, string Asks)[] calls)
    {
        Add("step-started", "key", Journals.Started(attempt));
        foreach ((long call, string asks) in calls)
        {
            Add("looked", "key", Journals.Call(call, attempt, asks));
        }
    }

    private string Calls() => string.Join(' ', Folds.OpenCalls(_writer.Lines, "key").Select(call => $"{call.Call}{call.Asks}*{call.Lines.Count}"));

    private string Outline() => string.Join(" | ", Folds.Outline(_writer.Lines).Select(act => $"{act.Title} {act.State}: {string.Join(' ', act.Steps.Select(step => step.State))}"));

    private static JsonMap Step(string id, string act) => new() { { "id", id }, { "do", "read" }, { "act", act }, { "title", $"Step {id}" } };

    private static OfficerProfileCreated Profile(string name) => new(name, "active", "main", "subject", []);

    private void Add(string kind, string? step, JsonMap fields) => _writer.Append(kind, step, null, fields);
}
