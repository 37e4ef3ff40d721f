using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Engine;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Scripts;

namespace Ceremony.Foresight;

/// <summary>How a silent rehearsal ended.</summary>
/// <param name="Step">The step at which it stopped; null where it came to its end.</param>
/// <param name="Mark">The place that is to blame.</param>
/// <param name="Says">Why it stopped, as a sentence; empty where it did not.</param>
/// <param name="IsUnjudged">Whether nothing is known to be wrong: the step could not be tried.</param>
/// <param name="Pins">Who typed how many PINs, as far as it came.</param>
internal sealed record SilentEnd(BoundStep? Step, ScriptMark Mark, string Says, bool IsUnjudged, IReadOnlyList<ForecastPins> Pins);

/// <summary>
/// One silent rehearsal: the real engine and the real steps in a world in memory, with people who answer as they should. Nothing outside of memory is read or
/// written.
/// </summary>
internal sealed class SilentRun : IDisposable
{
    private readonly BoundScript _script;
    private readonly IdealRoom _room;
    private readonly SimulatedWorld _world;
    private readonly RunPlan _plan;
    private BoundStep _open;
    private ScriptMap _fields;
    private ScriptProblem? _unfit;

    private SilentRun(BoundScript script, DateTimeOffset now)
    {
        _script = script;
        _open = script.Steps[0];
        _fields = _open.Fields;
        _plan = RunPlan.Of(script);
        _plan = _plan with { Steps = [.. _plan.Steps.Select((planned, at) => planned with { Fill = outputs => Fill(script.Steps[at], outputs), Foresee = outputs => Foresee(script.Steps[at], outputs) })] };
        _room = new IdealRoom(script.Script.Seats);
        _world = new SimulatedWorld(_plan, now);
        foreach (BoundStep step in script.Steps.Where(step => step.Do == SimulatedWorld.BootKitKind))
        {
            _world.PutBootKey((step.Fields.Find("token") as ScriptScalar)?.Text ?? "");
        }

        _world.Attest(Attested(script.Steps));
    }

    // The keys whose token presents a statement: a reference is to the step that makes the key.
    private static HashSet<string> Attested(IReadOnlyList<BoundStep> steps) =>
    [
        .. from step in steps
           where step.Do == SimulatedWorld.AttestationKind && step.Fields.Find("file") is null
           let key = (step.Fields.Find("key") as ScriptScalar)?.Text ?? ""
           select steps.Where(each => key == $"${{step.{each.Id}}}").Select(each => (each.Fields.Find("key") as ScriptScalar)?.Text).FirstOrDefault() ?? key,
    ];

    /// <summary>Holds it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="now">What the simulated clock shows at first.</param>
    public static async Task<SilentEnd> Hold(BoundScript script, DateTimeOffset now)
    {
        using var run = new SilentRun(script, now);
        return await run.Hold();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _world.Dispose();
    }

    private async Task<SilentEnd> Hold()
    {
        try
        {
            RunPorts ports = _world.Ports(_room) with { ConfirmedAlone = (step, why) => _room.Stop(new StoppedException($"it cannot be confirmed together with other steps: {why}") { Step = step }) };
            RunOutcome outcome;
            using (CeremonyRun run = CeremonyRun.Begin(_plan, ports, SimulatedDisk.Folder, JournalWriter.Create(_world.Disk, _world.Machine, SimulatedDisk.Folder)))
            {
                outcome = await run.RunToEnd(resumed: false);
            }

            return outcome.End == RunEnd.Completed ? KeyOfCa() ?? End(null, "") : End(_open, $"the ceremony ended before its last step ({outcome.End})");
        }
        catch (StoppedException stopped)
        {
            if (_script.Steps.FirstOrDefault(step => step.Id == stopped.Step) is { } other)
            {
                (_open, _fields) = (other, other.Fields);
            }

            return End(_open, stopped.Message, stopped.IsUnjudged);
        }
        catch (DeviceFault fault)
        {
            return End(_open, fault.Message);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            // Whatever ends the program here would end it in the room.
            return End(_open, trouble.Message);
        }
    }

    // What a key is for is known only when a CA is made with it.
    private SilentEnd? KeyOfCa()
    {
        IReadOnlyList<JournalLine> lines = JournalReader.Read(_world.Disk.Find(SimulatedDisk.WholePath(JournalWriter.FileName))!.Bytes).Lines;
        HashSet<string?> together = [.. lines.Telling<Proposed>().Where(each => each.Entry.Together.Count > 0).SelectMany(each => each.Entry.Together.Select(part => (string?)part.Step).Prepend(each.Line.Step))];
        HashSet<string> keys = [.. Folds.Facts(lines).Select(each => each.Fact).OfType<CaCreated>().Select(ca => ca.Key)];
        foreach ((CeremonyFact fact, JournalLine line) in Folds.Facts(lines).Where(each => together.Contains(each.Line.Step)))
        {
            if (fact is KeyGenerated key && keys.Contains(key.Key))
            {
                BoundStep step = _script.Steps.First(each => each.Id == line.Step);
                _fields = step.Fields;
                return End(step, $"it cannot be confirmed together with other steps: the key \"{key.Key}\" becomes a CA's");
            }
        }

        return null;
    }

    private IStep Fill(BoundStep step, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> outputs)
    {
        (_open, _fields) = (step, step.Fields);
        try
        {
            _fields = step.FilledFields(outputs);
            IStep filled = step.Kind.Bind(_world.Tried(step.Do, _fields));
            _world.Begin(filled, step.Do, _fields);
            return filled;
        }
        catch (ScriptProblemException unfit)
        {
            _unfit = unfit.Problem;
            throw;
        }
    }

    // What a step needs from before the ceremony is there for whoever looks ahead, too.
    private IStep Foresee(BoundStep step, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> outputs)
    {
        ScriptMap fields = step.FilledFields(outputs);
        IStep filled = step.Kind.Bind(_world.Tried(step.Do, fields));
        _world.Begin(filled, step.Do, fields);
        return filled;
    }

    private SilentEnd End(BoundStep? step, string says, bool isUnjudged = false) => new(step, _unfit?.Mark ?? Blamed.In(_fields, says), _unfit?.Sentence ?? says, isUnjudged, Pins());

    private IReadOnlyList<ForecastPins> Pins() =>
    [
        .. _script.Script.Seats.Select(seat => (Seat: seat, For: _room.Pins.Where(pin => pin.Seat == seat).Select(pin => pin.For).ToList()))
            .Where(person => person.For.Count > 0)
            .Select(person => new ForecastPins(person.Seat, [.. person.For.GroupBy(what => what).Select(what => new PinUse(what.Key, what.Count()))])),
    ];
}
