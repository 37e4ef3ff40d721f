using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal.Tests;

/// <summary>Lines that grow keep what they come to, and read for it only the lines that it is about. After each line they tell the same as these lines do at once.</summary>
public class GrowingLinesTests
{
    private const string Reason = "it is needed";
    private readonly JournalWriter _writer = Journals.Begin(new MemoryFiles());
    private readonly HashSet<string> _told = [];

    [Fact]
    public void After_each_line_they_tell_what_all_lines_tell_at_once()
    {
        Add(Journals.Parameters(Step("one"), Step("two")), null);
        Add(new Entered(new Person("officer", 1, "A. Officer")), null);
        Add(Journals.Started(1), "one");
        Add(new LoginKept("hsm", 5), "one");
        Add(new NetworkChanged(["eth0"]), null);
        Add(new ExceptionDecided(NetworkHistory.Expected, NetworkHistory.Happened(["eth0"]), Reason), null);
        JournalLine proposed = Add(new Proposed(Authority.Operator, new Screen("It"), [new AllowException(NetworkHistory.Expected, NetworkHistory.Happened(["eth0"]), Reason)], [], "", DateTimeOffset.UnixEpoch, []), "one");
        Add(new Approved(proposed.Seq), "one");
        Add(new ExceptionDecided(NetworkHistory.Expected, NetworkHistory.Happened(["eth0"]), Reason), "one");
        JournalLine answer = Add(Journals.Looked(1), "one", new DeskCall(1, 1, Journals.Hash));
        Add(Journals.Done(new OfficerProfileCreated("A", "active", "main", "subject", [])), "one");
        Add(Journals.Started(1), "two");
        Add(new Left(new Person("officer", 1, "A. Officer")), null);
        Add(new NetworkChanged([]), null);
        Add(new LoginEnded("hsm", LoginEnd.Act), null);
        Add(Journals.Done(new OfficerProfileCreated("B", "active", "main", "subject", [])), "two");
        Add(new Corrected(answer.Seq), "one");
        Add(Journals.Started(2), "one");
        Add(Journals.Done(new OfficerProfileCreated("C", "active", "main", "subject", [])), "one");

        // None of them was asked in vain.
        Assert.True(_told.Count > 12, string.Join('\n', _told));
    }

    private static string Told(IReadOnlyList<JournalLine> lines)
    {
        NetworkHistory network = NetworkHistory.Of(lines);
        return string.Join('\n',
        [
            .. Folds.Outline(lines).Select(act => $"{act.Title} {act.State}: {string.Join(' ', act.Steps.Select(step => step.State))}"),
            $"people {string.Join(' ', Folds.People(lines).Select(person => person.Seat))}",
            $"done {string.Join(' ', Folds.DoneSteps(lines).Keys)}",
            $"facts {string.Join(' ', Folds.Registry(lines).All<OfficerProfileCreated>().Select(each => each.Profile))}",
            $"kept {string.Join(' ', Folds.KeptLogins(lines))}",
            $"up {string.Join(' ', network.Up)}, {string.Join(' ', network.Openings.Select(each => $"{each.Reason} {each.Confirmed?.Seq} {each.Ended?.Seq}"))}",
            $"remarks {string.Join(' ', Corrections.Remarks(lines).SelectMany(each => each.Select(says => $"{each.Key} {says}")))}",
        ]);
    }

    private static ListedStep Step(string id) => new(id, "read", "Act", $"Step {id}");

    private JournalLine Add(Entry entry, string? step, DeskCall? answers = null)
    {
        JournalLine line = _writer.Append(entry, step, null, answers);
        string told = Told(_writer.Lines);
        Assert.Equal(Told([.. _writer.Lines]), told);
        _told.Add(told);
        return line;
    }
}
