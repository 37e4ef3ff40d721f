using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine;
using Ceremony.Foresight;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Machine;
using Ceremony.Machine.Files;
using Ceremony.Machine.Installations;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;
using Ceremony.Scripts;
using Ceremony.Verify;

namespace CeremonyTui.Wiring;

/// <summary>Begins, resumes and aborts ceremonies: wires engine, devices and room together for the length of one command.</summary>
internal sealed class CeremonySession : IDisposable
{
    private const int LongestJournal = 64 << 20;

    private const string RestoreOrAbort = "Nothing was changed: restore the folder from a copy, or abort the ceremony with \"ceremony abort\".";

    // What was begun, and with which parameters.
    private const int BeginningLines = 2;
    private readonly DurableFiles _files = new();
    private readonly LinuxMachine _machine = new();
    private readonly string _folder;
    private readonly AnswersRoom? _answers;
    private readonly Lazy<IRoom> _opened;
    private IReadOnlySet<string>? _begunBefore;
    private bool _isRehearsal;
    private DiagnosticLog? _log;
    private Pkcs11Tokens? _tokens;

    public CeremonySession(string folder, string? answersFile, Func<IRoom> terminal)
    {
        _folder = GivenFile.Folder(folder);
        _answers = answersFile is null ? null : new AnswersRoom(answersFile, GivenFile.Read(answersFile, "answers' file"));
        _opened = new Lazy<IRoom>(() => _answers ?? terminal());
    }

    // The screen opens only when there is something to show on it: what is wrong with script or folder is said on the command line.
    private IRoom Room => _opened.Value;

    /// <summary>Begins a ceremony; returns the lines to print and the exit code.</summary>
    public async Task<SessionEnd> Begin(string scriptPath, bool isRehearsal, IReadOnlyDictionary<string, string> set)
    {
        Script script = PlanMaker.ReadScript(scriptPath);
        RehearsalSetup? setup = isRehearsal ? new RehearsalSetup(_files, _folder) : null;
        IReadOnlyDictionary<string, string> given = isRehearsal ? RehearsalSetup.WithRehearsals(script, set) : set;
        ParameterTalk.RefuseUnfit(script, given, scriptPath);
        BeginningFolder.RefuseOther(_files, _folder);
        // The script's own program looks meanwhile whether something is left over; the room is opened once nothing is.
        Task look = setup is null ? Task.CompletedTask : Task.Run(() => setup.RefuseLeftovers(script, given, scriptPath));
        string? module = setup?.UseSoftHsm();
        Screen? opening = isRehearsal && ScriptBinding.StillToAsk(script, given).Count > 0 ? RehearsalOpening.Of(script, given, _folder) : null;
        await look;
        (BoundScript bound, RunPlan plan, string? missing) = await AskBeforehand(script, scriptPath, given, module, opening);
        RehearsalSetup.RefuseUnlabelled(isRehearsal ? plan.Tokens : []);
        RehearsalSetup.RefuseReal(isRehearsal ? plan.Services : [], _folder);
        RefuseUnsafe(plan, isRehearsal);

        // From here on the folder is written to. The empty journal marks it as ours, and its lock keeps everybody else out.
        using JournalWriter journal = BeginningFolder.Claim(_files, _machine, _folder);
        if (setup is not null)
        {
            using (Room.BeginWork("The rehearsal's room is being set up: its tokens, and a boot kit where it takes one.", TimeSpan.FromSeconds(3)))
            {
                await Task.Run(() => setup.Create(module!, bound, plan.Tokens, _machine.Now));
            }

            if (script.Rehearsal.Laboratory.Count > 0)
            {
                using IDisposable work = Room.BeginWork("The rehearsal's laboratory is being set up.", TimeSpan.FromSeconds(10));
                await Task.Run(() => setup.MakeLaboratory(bound, scriptPath));
            }
        }

        using CeremonyRun run = CeremonyRun.Begin(plan, Ports(plan, bound, isRehearsal), _folder, journal, missing);
        return End(await run.RunToEnd(resumed: false));
    }

    /// <summary>Resumes, or aborts with a reason, the ceremony in the folder.</summary>
    public async Task<SessionEnd> Return(string? abortReason)
    {
        bool isAborted = abortReason is not null;
        LinkedFiles.Refuse(_folder, ExitCodes.Refused);
        JournalFile journal = ReadJournal(isAborted);
        bool saysItIsOver = journal.Lines.Any(line => line.Kind == "compared" && line.Json.Find("of") is JsonText { Value: "archive" });
        if (saysItIsOver && ArchiveFingerprint() is { } fingerprint && journal.Lines.Any(line => line.Kind == "archived" && line.Json.Find("fingerprint") is JsonText { Value: var told } && told == fingerprint))
        {
            return Finished(fingerprint, isAborted);
        }

        // Said here, before anything is asked or set up for it. Lines of another edition may tell what no entry of this one is.
        if (JournalEdition.Refusal(journal.Lines[0], _folder) is { } otherEdition)
        {
            throw new CommandFailure(ExitCodes.Refused, otherEdition);
        }

        if (!isAborted && journal.Unreadable is { } unreadable)
        {
            throw new CommandFailure(ExitCodes.Refused, $"The journal in {_folder} cannot be continued: {unreadable.Sentence} {RestoreOrAbort}");
        }

        // Whoever has the folder can write that a ceremony is over. What shows it is the archive, and the fingerprint on the witness's paper.
        if (saysItIsOver && !isAborted)
        {
            throw new CommandFailure(ExitCodes.Refused, $"The journal in {_folder} says that the ceremony is over, but its archive is not in {Path.Combine(_folder, "transcript")}. Put the archive back there and verify it; if there is none, somebody changed the journal: restore the folder from a copy, or abort the ceremony with \"ceremony abort\".");
        }

        Opened opened = journal.Lines.Entries<Opened>().First();
        bool isRehearsal = opened.IsRehearsal;

        if (_answers is not null && !isRehearsal)
        {
            throw new CommandFailure(ExitCodes.WrongInput, "Answers from a file are for rehearsals only: this is a production ceremony. Resume it without --answers.");
        }

        string? module = isRehearsal ? new RehearsalSetup(_files, _folder).UseSoftHsmAgain() : null;
        Script script = ReadSameScript(opened.ScriptSha256);

        Room.Update(RoomState.Empty with { IsRehearsal = isRehearsal, Ceremony = script.Title });
        IReadOnlyDictionary<string, string> known = journal.Lines.Entries<Parameters>().First().Values;
        BoundScript bound = ParameterTalk.Bind(script, known, Path.Combine(_folder, "script.yaml"));
        RunPlan plan = PlanMaker.Make(bound, module);
        RefuseUnsafe(plan, isRehearsal || isAborted);
        if (!isAborted && !journal.Lines.Entries<Entered>().Any())
        {
            plan = plan.With(await Foresee(bound));
        }

        // The step that was open may have had its answers before: what was recorded then is not asked again.
        _begunBefore = journal.Lines.Where(line => line.Kind == "step-started").Select(line => line.Step ?? "").ToHashSet();
        using CeremonyRun run = isAborted ? CeremonyRun.TakeUpToAbort(plan, Ports(plan, bound, isRehearsal), _folder) : CeremonyRun.Resume(plan, Ports(plan, bound, isRehearsal), _folder, journal);
        if (isAborted && run.IsOver)
        {
            throw new CommandFailure(ExitCodes.Refused, $"The ceremony in {_folder} is over and sealed: it can no longer be aborted. Its archive is no longer in {Path.Combine(_folder, "transcript")}.");
        }

        RunOutcome outcome = isAborted ? await run.Abort(abortReason!) : await run.RunToEnd(resumed: true);
        SessionEnd end = End(outcome);

        // Whoever asked for the abort has it once it is sealed, and not where the program was left before.
        return isAborted && outcome.End != RunEnd.Left ? end with { ExitCode = ExitCodes.Done } : end;
    }

    public void Dispose()
    {
        if (_opened.IsValueCreated)
        {
            Room.Dispose();
        }

        _tokens?.Dispose();
        _log?.Dispose();
    }

    // Until the ceremony begins everything can be put right: the parameters, and in production what has to be there.
    private async Task<(BoundScript Bound, RunPlan Plan, string? Missing)> AskBeforehand(Script script, string scriptPath, IReadOnlyDictionary<string, string> given, string? rehearsalModule, Screen? opening)
    {
        bool isRehearsal = rehearsalModule is not null;
        NetworkState network = NetworkState.Of(_machine, script.InterfacesUp);
        Room.Update(RoomState.Empty with { IsRehearsal = isRehearsal, Ceremony = script.Title, AirGap = network.AirGap, Up = network.Up, UpByScript = network.UpByScript });
        var talk = new ParameterTalk(Room, scriptPath);
        if (opening is not null)
        {
            await talk.Show(opening, "Go on to the parameters");
        }

        BoundScript bound = await talk.Ask(script, given, isRehearsal);
        while (true)
        {
            Forecast forecast = await Foresee(bound);
            RunPlan plan = PlanMaker.Make(bound, rehearsalModule).With(forecast);
            if (await talk.Show(forecast.ToScreen(), isRehearsal ? "Begin the ceremony" : "See what must be there"))
            {
                if (isRehearsal)
                {
                    return (bound, plan, null);
                }

                if (await Preflight(plan, scriptPath) is { } rows)
                {
                    return (bound, plan, PreflightWords.CountMissing(rows) > 0 ? PreflightWords.Noted(rows) : null);
                }
            }

            bound = await talk.Correct(script, bound.Parameters, isRehearsal);
        }
    }

    private async Task<Forecast> Foresee(BoundScript bound)
    {
        using IDisposable work = Room.BeginWork("The ceremony is gone through in memory, to count who will type which PIN how often.", TimeSpan.FromSeconds(2));
        return await Task.Run(() => SilentRehearsal.Foresee(bound, _machine.Now));
    }

    private Task<IReadOnlyList<Readiness>?> Preflight(RunPlan plan, string scriptPath) =>
        new PreflightTalk(Room).Hold(PreflightOf.Plan(plan, new PreflightPorts(_files, _machine, () => new Pkcs11Tokens(Watch(_ => { }), plan.Setups), new Installation()), _folder, scriptPath).Look);

    // An abort is always possible; whoever signs it has their PIN in memory that is locked.
    private void RefuseUnsafe(RunPlan plan, bool isExempt)
    {
        if (!isExempt && Secrecy.WhyNot(plan, _machine) is { } whyNot)
        {
            throw new CommandFailure(ExitCodes.Refused, whyNot);
        }
    }

    private string? ArchiveFingerprint() => TryRead(Path.Combine(_folder, "transcript", "SHA256SUMS")) is { } sums ? Convert.ToHexStringLower(SHA256.HashData(sums)) : null;

    private SessionEnd Finished(string fingerprint, bool toBeAborted)
    {
        string archive = Path.Combine(_folder, "transcript");
        return toBeAborted
            ? new SessionEnd(ExitCodes.Refused, [$"The ceremony in {_folder} is over and sealed: it can no longer be aborted. Its archive: {archive}"])
            : new SessionEnd(ExitCodes.Done, [$"The ceremony in {_folder} is over already; there is nothing to resume. Its archive: {archive}", $"Ceremony fingerprint: {fingerprint}"]);
    }

    // The hash is looked at first: whatever else is wrong with the file, it is not the script that the ceremony began with.
    private Script ReadSameScript(string sha256)
    {
        string path = Path.Combine(_folder, "script.yaml");
        byte[]? bytes = TryRead(path);
        return bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? PlanMaker.ReadScript(path, bytes)
            : throw new CommandFailure(ExitCodes.Refused, $"The script in {_folder} is not the one that the ceremony began with. Put the reviewed script.yaml with the SHA-256 {sha256} back, then try again.");
    }

    private JournalFile ReadJournal(bool toBeAborted)
    {
        byte[] bytes = TryRead(Path.Combine(_folder, JournalWriter.FileName))
            ?? throw new CommandFailure(ExitCodes.WrongInput, $"There is no ceremony in {_folder}: give the folder that was named with --out.");
        JournalFile journal = JournalReader.Read(bytes);
        return journal switch
        {
            // What another edition has in its lines is no damage.
            { Problem: not null, Lines: [var opened, ..] } when JournalEdition.Refusal(opened, _folder) is { } otherEdition => throw new CommandFailure(ExitCodes.Refused, otherEdition),

            // Not even an abort is possible where nothing tells which ceremony it ends; what cannot be read after that it puts aside.
            _ when LostBeginning(journal) is { } lost => throw new CommandFailure(ExitCodes.Refused, [NothingToSeal(lost), .. CeremonyRun.KeysToldOf(bytes).Select(Told)]),
            { Problem: not null } when toBeAborted => journal,
            { Problem: { } problem } => throw new CommandFailure(ExitCodes.Refused, $"The journal in {_folder} is damaged in line {problem.Line}: {problem.Sentence} {RestoreOrAbort}"),
            _ when !JournalWriter.HasBegun(journal) => throw new CommandFailure(ExitCodes.Refused, $"The ceremony in {_folder} had not begun yet: begin it with \"run\" or \"rehearse\" and the same folder."),
            _ => journal,
        };
    }

    private static JournalProblem? LostBeginning(JournalFile journal) => new[] { journal.Problem, journal.Unreadable }.OfType<JournalProblem>().FirstOrDefault(each => each.Line <= BeginningLines);

    private string NothingToSeal(JournalProblem problem) =>
        $"The journal in {_folder} is damaged in line {problem.Line}, and does not tell which ceremony was begun: {problem.Sentence} So it can be neither resumed nor aborted, and nothing was changed: restore the folder from a copy, "
        + "and try again. Where there is none, keep the folder as it is, and look after each key that its lines name.";

    private static string Told(KeyFate fate) => $"The key \"{fate.Key}\" in the token \"{fate.Token}\": {fate.Fate}.";

    // A folder or a pipe where a file should be counts as none.
    private byte[]? TryRead(string path)
    {
        try
        {
            return _files.Read(path, LongestJournal);
        }
        catch (DeviceFault fault) when (fault.Code is "NotPlain" or "EISDIR" or "ENOTDIR")
        {
            return null;
        }
    }

    private RunPorts Ports(RunPlan plan, BoundScript bound, bool isRehearsal)
    {
        _isRehearsal = isRehearsal;
        _log = new DiagnosticLog(_folder);
        _tokens = new Pkcs11Tokens(Watch(_log.Write), plan.Setups);
        PinHints? hints = isRehearsal ? new PinHints(_files, Path.Combine(_folder, "rehearsal")) : null;
        return new RunPorts(_files, _machine, _tokens, new Installation(), Room, new ArchiveBuilderAdapter(_files), new RecordJudge(ScriptBinder.Of(bound)), ProgramFile.Identify(), hints, _log.Write);
    }

    private CallWatch Watch(Action<string> log) => new() { Slow = what => Room.BeginWork(Hostile.EscapeRest(what), null), Log = log, GivenUp = Room.GivenUp };

    // Whoever reads it on the terminal later must not take a rehearsal for the ceremony.
    private string Called => _isRehearsal ? "REHEARSAL" : "ceremony";

    private static IReadOnlyList<string> Next(string archive, string fingerprint) =>
    [
        $"Ceremony fingerprint: {fingerprint}",
        $"Copy the archive to two media, and verify each copy: ceremony verify {ShellWord.Of(archive)} --fingerprint '{fingerprint}'",
    ];

    private static IEnumerable<string> OnSheet(RunOutcome outcome) => outcome switch
    {
        { LeftAtOnce: { } why } => [why, .. outcome.OnSheet is { } now ? new[] { $"Write onto every witness's sheet: {now}" } : []],
        { OnSheet: { } sheet } => [$"On the witness's sheet: {sheet}"],
        _ => [],
    };

    private SessionEnd End(RunOutcome outcome)
    {
        IReadOnlyList<string> unasked = outcome.End is RunEnd.Left or RunEnd.Aborted ? [] : _answers?.Unasked(_begunBefore) ?? [];
        string archive = Path.Combine(_folder, "transcript");
        return outcome switch
        {
            { End: RunEnd.Left } => new SessionEnd(ExitCodes.Refused, [.. OnSheet(outcome), $"The ceremony is not finished. Go on with: ceremony resume {ShellWord.Of(_folder)}"]),
            _ when unasked.Count > 0 => new SessionEnd(ExitCodes.WrongInput, unasked),
            { End: RunEnd.Aborted } => new SessionEnd(ExitCodes.Refused, [$"The {Called} was aborted. Its archive: {archive}", .. Next(archive, outcome.Fingerprint!)]),
            _ => new SessionEnd(ExitCodes.Done, [$"The {Called} is complete. Its archive: {archive}", .. Next(archive, outcome.Fingerprint!)]),
        };
    }
}

/// <summary>What is printed when the screen is gone, and the exit code.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Lines">The lines.</param>
/// <param name="IsReport">Whether the lines are the answer that was asked for, good or bad, and so go to standard output.</param>
internal sealed record SessionEnd(int ExitCode, IReadOnlyList<string> Lines, bool IsReport = false)
{
    /// <summary>What is wrong with some of what was asked for; printed to standard error.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
