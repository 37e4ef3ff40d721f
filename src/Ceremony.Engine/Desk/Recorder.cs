using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Writes the journal, and keeps the room's frame true to it after each line.</summary>
internal sealed class Recorder(JournalWriter journal, RunPlan plan, RunPorts ports) : IDisposable
{
    /// <summary>By how much the clock may be put right without a word about it, in milliseconds.</summary>
    public const long ToleratedJumpMilliseconds = 2000;

    private const int TailLines = 40;

    // The lines to which a line of the tail refers are among these last ones; otherwise they are not put into words.
    private const int LinesBack = 100;
    private readonly ComparedClock _clock = new();
    private (DateTimeOffset Wall, long Mono)? _lastClock = LastClock(journal.Lines, ports);
    private int _noted;

    private const int MostNews = 4;

    // The tail in words, as it was told last: a line is put into words once, and again where something is said of it later.
    private Dictionary<long, (int Remarks, JournalLineView View)> _tail = [];

    // What nobody was asked about, until they have seen it.
    private IReadOnlyList<string> _news = [];

    public JournalLines Lines => journal.Lines;

    /// <summary>The line that began the step which was begun last; null before the first.</summary>
    public JournalLine? LastBegun => Lines.LinesTelling<StepStarted>() is [.., var last] ? last : null;

    /// <summary>The line that began this step; the last one where it was begun anew. It must have been begun.</summary>
    public JournalLine LastBeginningOf(string step) => Lines.OfStep(step).Last(line => line.Tells<StepStarted>());

    /// <summary>Whether the head's words are kept from the screen: a witness is to read them from paper, and nobody else tells them.</summary>
    public bool HidesHead { get; set; }

    /// <summary>Whether a line could not be written; then nothing more is done.</summary>
    public bool IsBroken => journal.IsBroken;

    public Registry Registry => Folds.Registry(Lines);

    public IReadOnlyList<Person> People => Folds.People(Lines);

    /// <summary>The name of the person in that seat, or the seat itself before people were gathered.</summary>
    public string NameOf(string seat) => People.FirstOrDefault(person => person.Seat == seat)?.Name ?? seat;

    /// <summary>Whether somebody of that name is in the room, according to the record.</summary>
    public bool IsHere(string name) => People.Any(person => person.Name == name);

    /// <summary>Whether that is the name of a seat of the script in which nobody is.</summary>
    public bool IsEmptySeat(string name) => plan.Seats.Contains(name) && People.All(person => person.Seat != name);

    /// <summary>Who types: of the operators in the room the one with the lowest number; the first one's seat where none is there.</summary>
    public string Operator => People.Where(person => person.Role == "operator").MinBy(person => person.Number)?.Name ?? "operator 1";

    /// <summary>Who reads from a sheet of paper: a witness who is in the room; where none is left, the operator answers for it.</summary>
    public string Comparer => People.FirstOrDefault(person => person.Role == "witness")?.Name ?? Operator;

    /// <summary>Writes the lines that a ceremony begins with, all or none.</summary>
    public void Begin(params IReadOnlyList<Entry> beginning)
    {
        Written(() => journal.Begin(beginning));
        UpdateRoom();
    }

    /// <summary>What the lines say of the clock.</summary>
    public ComparedClock Clock()
    {
        for (; _noted < Lines.Count; _noted++)
        {
            _clock.Note(Lines[_noted]);
        }

        return _clock;
    }

    /// <summary>By how many milliseconds the clock was set since the last line, as a line would tell it now; 0 where it was not. Negative where it was set back.</summary>
    public long ClockJump() => Jump((ports.Machine.Now, ports.Machine.MonotonicMilliseconds));

    /// <summary>Appends a line. Throws <see cref="BrokenInvariantException"/> where it could not be read back; then nothing was written.</summary>
    public JournalLine Append(Entry entry, string? step, string? by, DeskCall? answers = null)
    {
        RecordClockJump();
        Written(() => journal.Append(entry, step, by, answers));
        UpdateRoom();
        return journal.Last;
    }

    /// <summary>The lines as they would be appended now; nothing is written but that the clock was set, where it was. Throws as <see cref="Append"/> does.</summary>
    public IReadOnlyList<JournalLine> Draft(params IReadOnlyList<DraftLine> drafts)
    {
        RecordClockJump();
        IReadOnlyList<JournalLine> lines = [];
        Written(() => lines = journal.Draft(drafts));
        return lines;
    }

    private static void Written(Action write)
    {
        try
        {
            write();
        }
        catch (LineRefusedException refused)
        {
            throw new BrokenInvariantException(refused.Message);
        }
    }

    /// <summary>Has the room told, with its next screen, what was done in a step.</summary>
    public void Tell(string step, string what)
    {
        _news = [.. _news.TakeLast(MostNews - 1), $"{Hostile.Escape(plan.Steps.First(each => each.Id == step).Title)}: {char.ToLowerInvariant(what[0])}{what[1..]}"];
        UpdateRoom();
    }

    /// <summary>What was told has been seen.</summary>
    public void ForgetNews() => _news = [];

    public void UpdateRoom()
    {
        IReadOnlyList<ActView> acts = Folds.Outline(Lines);
        ILookup<long, string> remarks = Corrections.Remarks(Lines);
        JournalLine? line = LastBegun;
        NetworkState network = NetworkState.Of(ports.Machine, plan.InterfacesUp);
        ports.Room.Update(new RoomState(
            ports.IsRehearsal,
            plan.Title,
            (int)((line?.Entry as StepStarted)?.Number ?? 0),
            plan.Steps.Count,
            network.AirGap,
            acts,
            People,
            Lines.Count,
            Tail(remarks),
            HidesHead ? "hidden until the sheet has been read" : Lines.Count == 0 ? "" : Folds.HeadWords(Lines[^1].Hash))
        {
            StepId = line?.Step ?? "",
            News = _news,
            Gone = Presence.Gone(Lines),
            Up = network.Up,
            UpByScript = network.UpByScript,
            Unlocked = [.. Folds.KeptLogins(Lines).Select(token => plan.Tokens.FirstOrDefault(entry => entry.Ref.Name == token)?.Called ?? token)],
        });
    }

    private IReadOnlyList<JournalLineView> Tail(ILookup<long, string> remarks)
    {
        JournalLine[] last = [.. Lines.Skip(Lines.Count - TailLines)];
        _tail = last.ToDictionary(line => line.Seq, Told);
        return [.. last.Select(line => _tail[line.Seq].View)];

        (int Remarks, JournalLineView View) Told(JournalLine line)
        {
            string[] said = [.. remarks[line.Seq]];
            return _tail.TryGetValue(line.Seq, out (int Remarks, JournalLineView View) before) && before.Remarks == said.Length ? before : (said.Length, InWords(line, said));
        }
    }

    // People want to read what was approved and done, not the number of the line that says so.
    private JournalLineView InWords(JournalLine line, IEnumerable<string> remarks)
    {
        JournalLineView told = Folds.LineText(line);
        told = told with { Text = string.Join("; ", remarks.Select(Hostile.Escape).Prepend(told.Text)) };
        JournalLine? about = line.Entry switch
        {
            StepDone { Exception: null } => Lately().LastOrDefault(each => each.Entry is StepStarted && each.Step == line.Step),
            Approved approved => Lately().FirstOrDefault(each => each.Seq == approved.Proposal),
            Expired expired => Lately().FirstOrDefault(each => each.Seq == expired.Proposal),
            ActionPerformed performed => Lately().FirstOrDefault(each => each.Seq == performed.Intention),
            _ => null,
        };
        return about is null ? told : told with { Text = Folds.LineText(about).Text };
    }

    private IEnumerable<JournalLine> Lately() => Lines.Skip(Lines.Count - LinesBack);

    public void Dispose() => journal.Dispose();

    // Whoever sets the clock while the program is stopped is noticed as long as the machine is not started again. A line that tells of a
    // torn one was written just now.
    private static (DateTimeOffset Wall, long Mono)? LastClock(IReadOnlyList<JournalLine> lines, RunPorts ports) =>
        lines.LastOrDefault(line => line.Entry is not Recovered) is { } last && last.Boot == ports.Machine.BootId ? (last.Time, last.Mono) : null;

    // The clock is compared with the monotonic time at each line: whoever sets it in the middle of a ceremony is on record.
    private void RecordClockJump()
    {
        (DateTimeOffset Wall, long Mono) now = (ports.Machine.Now, ports.Machine.MonotonicMilliseconds);
        if (Jump(now) is not 0 and var jumped)
        {
            journal.Append(new ClockJumped(jumped), null, null);
        }

        _lastClock = now;
    }

    // After a new start of the machine nothing says how long it was off; but no time goes back.
    private long Jump((DateTimeOffset Wall, long Mono) now)
    {
        if (Lines.Count == 0)
        {
            return 0;
        }

        long known = _lastClock is { } before ? Parted(before, now) : 0;
        if (Math.Abs(known) > ToleratedJumpMilliseconds)
        {
            return known;
        }

        JournalLine last = Lines[^1];
        (DateTimeOffset Wall, long Mono) at = (last.Time, last.Boot == ports.Machine.BootId ? last.Mono : now.Mono);
        return (at.Wall - now.Wall).TotalMilliseconds > ToleratedJumpMilliseconds ? Parted(at, now) : 0;
    }

    private static long Parted((DateTimeOffset Wall, long Mono) before, (DateTimeOffset Wall, long Mono) now) => (long)(now.Wall - before.Wall).TotalMilliseconds - (now.Mono - before.Mono);
}
