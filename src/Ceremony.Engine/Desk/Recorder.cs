using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>Writes the journal, and keeps the room's frame true to it after each line.</summary>
internal sealed class Recorder(JournalWriter journal, RunPorts ports, RunPlan plan) : IDisposable
{
    private const long ToleratedJumpMilliseconds = 2000;
    private const int TailLines = 40;

    // What a line of the tail speaks of stands within these last lines, or is not told in words.
    private const int LinesBack = 100;
    private (DateTimeOffset Wall, long Mono)? _lastClock = LastClock(journal.Lines, ports);

    public IReadOnlyList<JournalLine> Lines => journal.Lines;

    /// <summary>Whether a line could not be written; then nothing more is done.</summary>
    public bool IsBroken => journal.IsBroken;

    public Registry Registry => Folds.Registry(Lines);

    public IReadOnlyList<Person> People => Folds.People(Lines);

    /// <summary>The name of the person in that seat, or the seat itself before people were gathered.</summary>
    public string NameOf(string seat) => People.FirstOrDefault(person => person.Seat == seat)?.Name ?? seat;

    /// <summary>Whether somebody of that name is in the room, by the record.</summary>
    public bool IsHere(string name) => People.Any(person => person.Name == name);

    public string Operator => NameOf("operator 1");

    /// <summary>Writes the lines that a ceremony begins with, all or none.</summary>
    public void Begin(params IReadOnlyList<(string Kind, JsonMap Fields)> beginning)
    {
        journal.Begin(beginning);
        UpdateRoom();
    }

    public JournalLine Append(string kind, string? step, string? by, JsonMap fields)
    {
        RecordClockJump();
        JournalLine line = journal.Append(kind, step, by, fields);
        UpdateRoom();
        return line;
    }

    public void UpdateRoom()
    {
        IReadOnlyList<ActView> acts = Folds.Outline(Lines);
        JournalLine? started = Lines.LastOrDefault(line => line.Kind == "step-started");
        ports.Room.Update(new RoomState(
            ports.IsRehearsal,
            plan.Title,
            (int)(started?.Json.Number("number") ?? 0),
            plan.Steps.Count,
            AirGap(),
            acts,
            People,
            Lines.Count,
            [.. Lines.TakeLast(TailLines).Select(Told)],
            Lines.Count == 0 ? "" : Folds.HeadWords(Lines[^1].Hash))
        {
            StepId = started?.Step ?? "",
        });
    }

    // People want to read what was approved and done, not the number of the line that says so.
    private JournalLineView Told(JournalLine line)
    {
        JournalLineView told = Folds.LineText(line);
        var at = (line.Json.Find("proposed") ?? line.Json.Find("intended")) as JsonNumber;
        JournalLine? about = line.Kind switch
        {
            "step-done" when line.Json.Find("exception") is null => Lines.Skip(Lines.Count - LinesBack).LastOrDefault(each => each.Kind == "step-started" && each.Step == line.Step),
            "approved" or "expired" or "performed" when at is not null => Lines.Skip(Lines.Count - LinesBack).FirstOrDefault(each => each.Seq == at.Value),
            _ => null,
        };
        return about is null ? told : told with { Text = Folds.LineText(about).Text };
    }

    /// <summary>Whether no interface is up; null where the kernel does not tell.</summary>
    public bool? AirGap()
    {
        try
        {
            return ports.Machine.Interfaces().All(each => !each.IsUp);
        }
        catch (DeviceFault)
        {
            return null;
        }
    }

    public void Dispose() => journal.Dispose();

    // Whoever sets the clock while the program is stopped is noticed as long as the machine is not started again. A line that tells of a
    // torn one was written just now.
    private static (DateTimeOffset Wall, long Mono)? LastClock(IReadOnlyList<JournalLine> lines, RunPorts ports) =>
        lines.LastOrDefault(line => line.Kind != "recovered") is { } last && last.Boot == ports.Machine.BootId ? (JournalTime.Read(last.At), last.Mono) : null;

    // The clock is compared with the monotonic time at each line: whoever sets it in the middle of a ceremony is on record.
    private void RecordClockJump()
    {
        (DateTimeOffset Wall, long Mono) now = (ports.Machine.Now, ports.Machine.MonotonicMilliseconds);
        if (_lastClock is { } last)
        {
            long jumped = (long)(now.Wall - last.Wall).TotalMilliseconds - (now.Mono - last.Mono);
            if (Math.Abs(jumped) > ToleratedJumpMilliseconds)
            {
                journal.Append("clock", null, null, new JsonMap { { "jumped", jumped } });
            }
        }

        _lastClock = now;
    }
}
