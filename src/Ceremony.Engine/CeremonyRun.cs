using Ceremony.Core;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>
/// One ceremony, from its first line to its archive. Beginning, resuming and aborting are the same run over the same journal.
/// Every method may throw <see cref="DeviceFault"/> where the journal itself cannot be written: then nothing more is done.
/// </summary>
public sealed class CeremonyRun : IDisposable
{
    private readonly RunPlan _plan;
    private readonly RunPorts _ports;
    private readonly string _folder;
    private readonly Recorder _recorder;
    private readonly TokenList _tokens;
    private readonly RoomTalk _talk;
    private readonly ArtifactStore _artifacts;
    private readonly AirGapWatch _watch;
    private readonly TokenWatch _tokenWatch;

    private CeremonyRun(RunPlan plan, RunPorts ports, string folder, JournalWriter journal)
    {
        _plan = plan;
        _ports = ports;
        _folder = folder;
        _recorder = new Recorder(journal, ports, plan);
        _tokens = new TokenList(ports, plan);
        _watch = new AirGapWatch(ports, _recorder);
        _tokenWatch = new TokenWatch(ports, plan, _recorder);
        _talk = new RoomTalk(ports, _recorder, _tokens, new RegistryList(_recorder, plan), _watch, _tokenWatch);
        _artifacts = new ArtifactStore(ports.Files, _recorder, folder);
    }

    /// <summary>Begins a ceremony.</summary>
    /// <param name="plan">What is carried out.</param>
    /// <param name="ports">What is outside.</param>
    /// <param name="folder">The ceremony's folder.</param>
    /// <param name="journal">Its empty journal, whose lock keeps everybody else out of the folder.</param>
    public static CeremonyRun Begin(RunPlan plan, RunPorts ports, string folder, JournalWriter journal)
    {
        var run = new CeremonyRun(plan, ports, folder, journal);
        try
        {
            ModuleDemands.Check(plan, ports.Tokens);
            ports.Files.Replace(Path.Combine(folder, "script.yaml"), plan.Script);
            run._recorder.Begin(("opened", run.Opened()), ("parameters", run.Parameters()), ("inventory", run._tokens.Inventory("before")));
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Goes on with a ceremony that was begun; its script and mode were read from its journal. Throws <see cref="JournalBrokenException"/> where it
    /// was begun in another edition, or its journal has a problem.
    /// </summary>
    public static CeremonyRun Resume(RunPlan plan, RunPorts ports, string folder) =>
        new CeremonyRun(plan, ports, folder, JournalWriter.Open(ports.Files, ports.Machine, folder)).WithInventory();

    /// <summary>Runs what is left, and seals.</summary>
    /// <param name="resumed">Whether this is a resume, which is recorded and begins with a look at every token.</param>
    public async Task<RunOutcome> RunToEnd(bool resumed)
    {
        try
        {
            if (resumed)
            {
                await Return();
            }

            if (Find("aborted") is not null)
            {
                return await Seal("aborted");
            }

            await RunSteps();
            return await Seal("completed");
        }
        catch (LeaveSignal)
        {
            return new RunOutcome(RunEnd.Left, null);
        }
        catch (AbortSignal abort)
        {
            return await Abort(abort.Reason);
        }
    }

    /// <summary>Ends the ceremony for good and seals what there is, signed by whoever can.</summary>
    public async Task<RunOutcome> Abort(string reason)
    {
        try
        {
            if (Find("sealed") is null && Find("aborted") is null)
            {
                _ = _artifacts.All();
                _recorder.Append("aborted", null, _recorder.Operator, new JsonMap { { "reason", reason }, { "keys", KeyFates.Of(_recorder.Lines) } });
            }

            return await Seal(Find("aborted") is null ? "completed" : "aborted");
        }
        catch (Exception signal) when (signal is LeaveSignal or AbortSignal)
        {
            return new RunOutcome(RunEnd.Left, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _recorder.Dispose();

    // The last of the lines that a ceremony begins with may have been torn.
    private CeremonyRun WithInventory()
    {
        try
        {
            if (Find("inventory") is null)
            {
                _recorder.Append("inventory", null, null, _tokens.Inventory("before"));
            }

            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private async Task Return()
    {
        _tokenWatch.IsOff = true;
        JournalLine earlier = _recorder.Lines.Last(line => line.Kind is "opened" or "resumed");
        var exception = new OfficersException(_plan, _ports, _recorder, _talk, _folder);
        JournalLine? open = _recorder.Lines.LastOrDefault(line => line.Kind == "step-started");
        if (earlier.Json.Text("program-sha256") != _ports.Program.Sha256)
        {
            await exception.Demand(open, $"the program with the SHA-256 {earlier.Json.Text("program-sha256")}", $"another build of the program runs now, with the SHA-256 {_ports.Program.Sha256}");
        }

        IReadOnlyList<ModuleFile> modules = ModuleFiles.Now(_plan, _ports);
        foreach ((string expected, string found) in ModuleFiles.Differences(earlier, modules))
        {
            await exception.Demand(open, expected, found);
        }

        _recorder.Append("resumed", null, null, new JsonMap
        {
            { "program-version", _ports.Program.Version },
            { "program-sha256", _ports.Program.Sha256 },
            { "script-sha256", _plan.ScriptSha256 },
            { "modules", ModuleFile.ToJson(modules) },
        });
        _tokenWatch.IsOff = false;
        if (Find("sealed") is null)
        {
            _recorder.Append("inventory", null, null, _tokens.Inventory("resumed"));
            foreach (TokenEntry token in _plan.Tokens)
            {
                await Compare(token, open, exception);
            }
        }
    }

    // Whatever can be put right in the room is looked at again; what was decided on is not asked twice.
    private async Task Compare(TokenEntry token, JournalLine? open, OfficersException exception)
    {
        var check = new ResumeCheck(_recorder, _tokens);
        var allowed = new HashSet<string>();
        while (check.Differences(token).FirstOrDefault(each => !allowed.Contains(each)) is { } difference)
        {
            if (await exception.IsAllowed(open, "every token is as the journal says", difference))
            {
                allowed.Add(difference);
            }
            else
            {
                _recorder.Append("inventory", null, null, _tokens.Inventory("resumed"));
            }
        }
    }

    private async Task RunSteps()
    {
        if (Find("sealed") is not null)
        {
            return;
        }

        var guard = new RoomGuard(_ports, _recorder, _talk, _watch, _tokenWatch);
        var runner = new StepRunner(_plan, _ports, _recorder, _talk, _artifacts, guard, _folder);
        for (int index = 0; index < _plan.Steps.Count; index++)
        {
            PlannedStep step = _plan.Steps[index];
            if (!Folds.DoneSteps(_recorder.Lines).ContainsKey(step.Id))
            {
                await runner.Run(step, index + 1);
            }
        }
    }

    private async Task<RunOutcome> Seal(string outcome)
    {
        var sealing = new Sealing(_plan, _ports, _recorder, _talk, _artifacts, new OfficerTokens(_ports, _plan, _recorder, _talk, _folder), _folder);
        string fingerprint = await sealing.Seal(outcome, () => _tokens.Inventory("after"));
        return new RunOutcome(Find("aborted") is null ? RunEnd.Completed : RunEnd.Aborted, fingerprint);
    }

    private JournalLine? Find(string kind) => _recorder.Lines.FirstOrDefault(line => line.Kind == kind);

    private JsonMap Opened() => new()
    {
        { "format", "ceremony-journal/1" },
        { "edition", Edition.Current },
        { "ceremony", _plan.Ceremony },
        { "title", _plan.Title },
        { "version", _plan.Version },
        { "mode", _ports.IsRehearsal ? "rehearsal" : "production" },
        { "script-sha256", _plan.ScriptSha256 },
        { "program-version", _ports.Program.Version },
        { "program-sha256", _ports.Program.Sha256 },
        { "machine", _ports.Machine.Description },
        { "modules", ModuleFile.ToJson(ModuleFiles.Now(_plan, _ports)) },
        { "confirm", new JsonMap { { "officers", _plan.Quorum }, { "within", _plan.WithinSeconds } } },
    };

    private JsonMap Parameters()
    {
        var values = new JsonMap();
        foreach ((string name, string value) in _plan.Parameters)
        {
            values.Add(name, value);
        }

        return new()
        {
            { "values", values },
            { "steps", new JsonList(_plan.Steps.Select(step => (JsonValue)new JsonMap { { "id", step.Id }, { "do", step.Do }, { "act", step.Act }, { "title", step.Title } })) },
            { "tokens", new JsonList(_plan.Tokens.Select(token => (JsonValue)new JsonMap { { "token", token.Ref.Name }, { "called", token.Called } })) },
        };
    }
}
