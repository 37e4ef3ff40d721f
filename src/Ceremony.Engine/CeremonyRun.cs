using Ceremony.Core;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Judging;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// One ceremony, from its first line to its archive. Beginning, resuming and aborting are the same run over the same journal.
/// Every method may throw <see cref="DeviceFault"/> where the journal itself cannot be written: then nothing more is done.
/// </summary>
public sealed class CeremonyRun : IDisposable
{
    private readonly RunContext _run;
    private readonly TokenList _tokens;
    private readonly ArtifactStore _artifacts;
    private readonly TokenWatch _tokenWatch;
    private readonly RecordProof _proof;
    private readonly TokenComparison _comparison;
    private readonly SeenTokens _seen;
    private readonly TokenInventories _inventories;
    private CutOff? _cutOff;
    private int _undone;
    private int _corrections;
    private readonly Leaving _leaving;

    private CeremonyRun(RunPlan plan, RunPorts ports, string folder, JournalWriter journal)
    {
        var recorder = new Recorder(journal, plan, ports);
        _tokens = new TokenList(plan, ports);
        var network = new AirGapWatch(ports, recorder);
        var logins = new KeptLogins(plan, ports, recorder);
        _tokenWatch = new TokenWatch(plan, ports, recorder, logins);
        var talk = new RoomTalk(ports, recorder, _tokens, new RegistryList(plan, recorder), network, _tokenWatch, logins);
        _artifacts = new ArtifactStore(ports.Files, recorder, folder);
        _run = new RunContext(plan, ports, recorder, talk, new RoomClock(ports, recorder, talk), network, logins, folder);
        _run.Clock.DemandWitness = new Attendance(_run).DemandWitness;
        talk.AfterReply = AfterReply;
        _proof = new RecordProof(_run, _artifacts);
        _leaving = new Leaving(_run);
        _comparison = new TokenComparison(recorder);
        _seen = new SeenTokens(_run, _comparison, new OfficersException(_run));
        _inventories = new TokenInventories(_run, _tokens, _comparison, _seen);
    }

    /// <summary>Begins a ceremony.</summary>
    /// <param name="plan">What is carried out.</param>
    /// <param name="ports">Everything outside the engine.</param>
    /// <param name="folder">The ceremony's folder.</param>
    /// <param name="journal">Its empty journal, whose lock keeps everybody else out of the folder.</param>
    /// <param name="missing">What was missing when it was begun, for the record; null where nothing was.</param>
    public static CeremonyRun Begin(RunPlan plan, RunPorts ports, string folder, JournalWriter journal, string? missing = null)
    {
        var ceremony = new CeremonyRun(plan, ports, folder, journal);
        try
        {
            ModuleDemands.Check(plan, ports.Tokens);
            Entry[] beginning = [ceremony.Opened(), ceremony.Parameters(), ceremony._tokens.Inventory("before")];
            ceremony._proof.DemandBeginning([.. beginning.Select(entry => new DraftLine(entry, null))]);
            ports.Files.Replace(Path.Combine(folder, "script.yaml"), plan.Script);
            ceremony._run.Talk.IsProven = true;
            ceremony._run.Recorder.Begin(beginning);
            if (missing is not null)
            {
                ceremony._run.Recorder.Append(new Note(missing), null, null);
            }

            return ceremony;
        }
        catch
        {
            ceremony.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Continues a ceremony that was begun; its script and mode were read from its journal. Throws <see cref="JournalBrokenException"/> where it
    /// was begun in another edition, or its journal has a problem.
    /// </summary>
    /// <param name="plan">What is carried out.</param>
    /// <param name="ports">Everything outside the engine.</param>
    /// <param name="folder">The ceremony's folder.</param>
    /// <param name="before">What was read of the journal before; see <see cref="JournalWriter.Open"/>.</param>
    public static CeremonyRun Resume(RunPlan plan, RunPorts ports, string folder, JournalFile? before = null) =>
        new CeremonyRun(plan, ports, folder, JournalWriter.Open(ports.Files, ports.Machine, folder, before)).WithInventory();

    /// <summary>
    /// Takes a ceremony up to abort it, whatever its journal says; see <see cref="JournalWriter.OpenToAbort"/>. Throws <see cref="JournalBrokenException"/> as that does.
    /// </summary>
    public static CeremonyRun TakeUpToAbort(RunPlan plan, RunPorts ports, string folder)
    {
        CeremonyRun taken = TakeUpToAbort(plan, ports, folder, unproven: null);
        try
        {
            if (taken.UnprovenEnd() is not { } unproven)
            {
                return taken;
            }

            taken.Dispose();
            return TakeUpToAbort(plan, ports, folder, unproven);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>The keys that lines of a journal tell of which cannot be taken up at all, so that nothing of it is sealed: each with what may have become of it.</summary>
    /// <param name="journal">The bytes of the journal.</param>
    public static IReadOnlyList<KeyFate> KeysToldOf(byte[] journal) => KeyFates.OfUnread(journal);

    /// <summary>Whether nothing is left to be done, not even by an abort: the archive was signed and compared.</summary>
    public bool IsOver => Tells<Sealed>() && Tells<Compared>();

    /// <summary>Runs the remaining steps, and seals.</summary>
    /// <param name="resumed">Whether this is a resume, which is recorded and begins with a look at every token.</param>
    public async Task<RunOutcome> RunToEnd(bool resumed)
    {
        try
        {
            if (resumed)
            {
                await Return();
            }

            if (Tells<Aborted>())
            {
                return await Seal("aborted");
            }

            await Faced(RunSteps, "the next step was to begin");
            return await Seal("completed");
        }
        catch (LeaveSignal)
        {
            return await Leave();
        }
        catch (CallGivenUpException given)
        {
            return LeftAtOnce(given);
        }
        catch (AbortSignal abort)
        {
            return await Abort(abort.Reason);
        }
    }

    /// <summary>Ends the ceremony for good and seals what there is, signed by whoever can.</summary>
    public async Task<RunOutcome> Abort(string reason)
    {
        _run.Recorder.HidesHead = false;
        try
        {
            if (!Tells<Sealed>() && !Tells<Aborted>())
            {
                _run.Logins.EndAll(LoginEnd.Aborted);
                _run.Logins.EndInterrupted();
                IEnumerable<UnprovenLine> unproven = _proof.Findings().Where(finding => !finding.MayBeAccepted).Select(finding => new UnprovenLine(finding.Line, finding.Check, finding.Says));
                IEnumerable<UnprovenLine> unread = _cutOff is { } cut ? [new UnprovenLine(cut.Problem.Line, "journal", $"From here on the journal was set aside: {cut.Problem.Sentence}")] : [];
                IReadOnlyList<KeyFate> fates = [.. KeyFates.Of(_run.Recorder.Lines), .. KeyFates.OfUnread(_cutOff?.Bytes ?? [])];
                _run.Recorder.Append(new Aborted(reason, fates) { Unproven = [.. unread, .. unproven] }, null, _run.Recorder.Operator);
            }

            return await Seal(Tells<Aborted>() ? "aborted" : "completed");
        }
        catch (Exception signal) when (signal is LeaveSignal or AbortSignal)
        {
            return await Leave();
        }
        catch (CallGivenUpException given)
        {
            return LeftAtOnce(given);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Logins.Dispose();
        _run.Recorder.Dispose();
    }

    private static CeremonyRun TakeUpToAbort(RunPlan plan, RunPorts ports, string folder, JournalProblem? unproven)
    {
        JournalWriter journal = JournalWriter.OpenToAbort(ports.Files, ports.Machine, folder, unproven);
        return new CeremonyRun(plan, ports, folder, journal) { _cutOff = journal.CutOff }.WithInventory();
    }

    // Nobody signs as completed what is not proven, and no seal counts that others wrote. One that closed an aborted ceremony tells of what was not proven, and is gone on with. A
    // file that is missing can be put back.
    private JournalProblem? UnprovenEnd()
    {
        IReadOnlyList<JournalLine> ends = [.. _run.Recorder.Lines.Where(line => line.Entry is Sealed or Signed or Archived or Compared)];
        bool isAborted = Tells<Aborted>() && ends is [{ Entry: Sealed }, ..] && ends.Entries<Sealed>().Count() == 1;
        return ends.Count == 0 || isAborted
            ? null
            : _proof.Findings().FirstOrDefault(finding => !finding.MayBeAccepted && finding.Check != "folder") is { } finding ? new JournalProblem(ends[0].Seq, finding.Says) : null;
    }

    // The last of the lines that a ceremony begins with may have been torn.
    private CeremonyRun WithInventory()
    {
        try
        {
            if (!Tells<Inventory>())
            {
                _run.Recorder.Append(_tokens.Inventory("before"), null, null);
            }

            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // Nobody is asked about the network while a watch is compared, nor before the record is proven: then only who is to log in.
    private async Task<bool> AfterReply(string? step) => !_run.Clock.IsAsking && (await _run.Clock.Demand(step) | (_run.Talk.IsProven && await _run.AirGap.Settle(step)));

    private async Task<RunOutcome> Leave()
    {
        bool isOpen = _run.AirGap.Holds;
        _run.AirGap.IsOff = true;
        _run.Logins.EndAll(LoginEnd.Left);
        return new(RunEnd.Left, null) { OnSheet = await _leaving.Leave(!isOpen) is { } last ? $"line {last.Seq}: {WitnessSheet.WordsOf(last)}" : null };
    }

    // A driver hangs: no token is touched any more, and the journal stays as it is. What was being done is found out by the resume.
    private RunOutcome LeftAtOnce(CallGivenUpException given)
    {
        _run.Ports.Log(given.Message);
        return new(RunEnd.Left, null) { LeftAtOnce = given.Message, OnSheet = _run.Talk.IsProven ? $"line {_run.Recorder.Lines[^1].Seq}: {WitnessSheet.WordsOf(_run.Recorder.Lines[^1])}" : null };
    }

    private async Task Return()
    {
        _tokenWatch.IsOff = true;
        _run.Recorder.HidesHead = true;
        if (_run.Recorder.Lines.Entries<Sealed>().FirstOrDefault() is { } seal)
        {
            _run.Talk.NoAbort = Sealing.NoAbort(seal);
        }

        _run.Recorder.UpdateRoom();
        int linesFound = _run.Recorder.Lines.Count;
        string? interrupted = _leaving.WhyInterrupted(_run.Recorder.Lines);
        _run.Logins.EndInterrupted();
        await _run.Clock.Demand(null);
        var check = new ResumeCheck(_run.Recorder, _tokens);
        IReadOnlyList<Finding> left = await _proof.DemandProven(() => _run.Plan.Tokens.SelectMany(check.ExchangedKeys));
        await _leaving.Return(linesFound);
        await _run.Talk.Show(null, WhereWeAre.Of([.. _run.Recorder.Lines.Take(linesFound)]));
        (string earlier, IReadOnlyList<ModuleFile> modulesBefore) = RanLast();
        var exception = new OfficersException(_run);
        JournalLine? open = _run.Recorder.LastBegun;
        await _run.AirGap.Settle(open?.Step);
        if (interrupted is not null)
        {
            await exception.Demand(open, Leaving.Expected, interrupted);
        }

        await _proof.DemandAccepted(left, open);
        if (earlier != _run.Ports.Program.Sha256)
        {
            await exception.Demand(open, $"the program with the SHA-256 {earlier}", $"another build of the program runs now, with the SHA-256 {_run.Ports.Program.Sha256}");
        }

        IReadOnlyList<ModuleFile> modules = ModuleFiles.Now(_run.Plan, _run.Ports);
        foreach ((string expected, string found) in ModuleFiles.Differences(modulesBefore, modules))
        {
            await exception.Demand(open, expected, found);
        }

        _run.Recorder.Append(new Resumed(_run.Ports.Program.Version, _run.Ports.Program.Sha256, _run.Plan.ScriptSha256, modules), null, null);
        _tokenWatch.IsOff = false;
        if (!Tells<Sealed>())
        {
            await _inventories.Take("resumed");
        }
    }

    private async Task RunSteps()
    {
        if (Tells<Sealed>())
        {
            return;
        }

        var guard = new RoomGuard(_run, _tokenWatch);
        var runner = new StepRunner(_run, _artifacts, _proof, guard, _seen, _inventories);
        bool isTold = _run.Plan.Pins.Count == 0 || AreAllSeated;
        while (FirstUndone() is { } index)
        {
            _run.Logins.EndOutside(_run.Plan.Steps[index].Act);
            await _inventories.TakeAtAct(index);
            await runner.Run(_run.Plan.Steps[index], index + 1);
            if (!isTold && AreAllSeated)
            {
                isTold = true;
                await _run.Talk.Show(null, WhoTypes.Of(_run.Plan.Pins, _run.Recorder.People));
            }
        }
    }

    private bool AreAllSeated => _run.Plan.Seats.All(seat => _run.Recorder.People.Any(person => person.Seat == seat));

    // The correction of an earlier answer goes back in the steps.
    private int? FirstUndone()
    {
        int corrections = _run.Recorder.Lines.LinesTelling<Corrected>().Count;
        (_undone, _corrections) = corrections == _corrections ? (_undone, corrections) : (0, corrections);
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> done = Folds.DoneSteps(_run.Recorder.Lines);
        while (_undone < _run.Plan.Steps.Count && done.ContainsKey(_run.Plan.Steps[_undone].Id))
        {
            _undone++;
        }

        return _undone < _run.Plan.Steps.Count ? _undone : null;
    }

    private async Task<RunOutcome> Seal(string outcome)
    {
        var sealing = new Sealing(_run, _artifacts, new OfficerTokens(_run), _proof);
        _run.Logins.EndAll(LoginEnd.Act);
        string fingerprint = "";
        await Faced(async () => fingerprint = await sealing.Seal(outcome, () => TakeLastInventory(outcome)), "the ceremony was being sealed");
        return new RunOutcome(Tells<Aborted>() ? RunEnd.Aborted : RunEnd.Completed, fingerprint);
    }

    // Within a step the runner faces it, and can say more of where it was.
    private async Task Faced(Func<Task> work, string where)
    {
        var error = new ProgramError(_run);
        try
        {
            await work();
        }
        catch (Exception trouble) when (error.Is(trouble))
        {
            throw await error.Face(trouble, null, where);
        }
    }

    // Whoever aborts has no officers to ask; what is there then stands in the inventory.
    private Task TakeLastInventory(string outcome)
    {
        if (outcome == "completed")
        {
            return _inventories.Take("after");
        }

        _run.Recorder.Append(_tokens.Inventory("after"), null, null);
        return Task.CompletedTask;
    }

    private bool Tells<T>()
        where T : Entry => _run.Recorder.Lines.Tell<T>();

    // The latest line that names a program says which one ran last.
    private (string ProgramSha256, IReadOnlyList<ModuleFile> Modules) RanLast() =>
        _run.Recorder.Lines.Entries<Resumed>().LastOrDefault() is { } resumed
            ? (resumed.ProgramSha256, resumed.Modules)
            : _run.Recorder.Lines.Entries<Opened>().Select(opened => (opened.ProgramSha256, opened.Modules)).First();

    private Opened Opened() => new(
        Edition.Current,
        _run.Plan.Ceremony,
        _run.Plan.Title,
        _run.Plan.Version,
        _run.Ports.IsRehearsal,
        _run.Plan.ScriptSha256,
        _run.Ports.Program.Version,
        _run.Ports.Program.Sha256,
        _run.Ports.Machine.Description,
        ModuleFiles.Now(_run.Plan, _run.Ports),
        _run.Plan.Quorum,
        _run.Plan.WithinSeconds)
    {
        SignOnLeave = _run.Plan.SignOnLeave,
        InterfacesUp = _run.Plan.InterfacesUp,
        Installation = _run.Plan.Installation,
    };

    private Parameters Parameters() => new(
        _run.Plan.Parameters,
        [.. _run.Plan.Steps.Select(step => new ListedStep(step.Id, step.Do, step.Act, step.Title) { Together = step.Together })],
        [.. _run.Plan.Tokens.Select(token => new CalledToken(token.Ref.Name, token.Called))]);
}
