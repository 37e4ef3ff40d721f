using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Judging;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Journal;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>
/// The folder of a ceremony that was left or killed in the middle. A forger changes it, and it is resumed in the same room, with the same tokens; then
/// the folder is set back as it was.
/// </summary>
internal sealed class LeftCeremony : IDisposable
{
    private const string Artifacts = "artifacts/";

    private readonly Stage _stage;
    private readonly Dictionary<string, byte[]> _folder;
    private readonly Dictionary<string, byte[]> _artifacts;
    private int _deeds;

    private LeftCeremony(Stage stage, Sheet sheet)
    {
        _stage = stage;
        _folder = Read();
        _artifacts = _folder.Where(file => file.Key.StartsWith(Artifacts, StringComparison.Ordinal)).ToDictionary(file => file.Key[Artifacts.Length..], file => file.Value, StringComparer.Ordinal);
        Sheet = sheet;
        Keys = StageKeys.Of(stage);
        foreach (MemoryToken token in stage.Tokens.All)
        {
            token.LoggedIn = null;
            token.AfterDeed = () => _deeds++;
        }
    }

    public Sheet Sheet { get; }

    /// <summary>The keys of the officers who have confirmed so far; the first one's is the forger's own.</summary>
    public IReadOnlyList<OfficerKey> Keys { get; }

    public byte[] Journal => _folder[JournalWriter.FileName];

    public string Folder => _stage.Folder;

    /// <summary>Left when a screen of that title came, with the last line on the witness's sheet.</summary>
    public static LeftCeremony At(Stage stage, string title)
    {
        stage.Room.Instead = (screen, _) => screen.Title == title ? new Interrupted(new LeaveWanted()) : null;
        RunOutcome outcome = stage.Begin().GetAwaiter().GetResult();
        return outcome.End == RunEnd.Left ? new LeftCeremony(stage, Sheet.Of(File.ReadAllBytes(JournalOf(stage)))) : throw new InvalidOperationException($"no screen is called {title}");
    }

    /// <summary>Left when a screen of that title came, with the last line on the sheet; resumed, and killed so many writes later.</summary>
    public static LeftCeremony Killed(Stage stage, string title, int writes)
    {
        stage.Room.Instead = (screen, _) => screen.Title == title ? new Interrupted(new LeaveWanted()) : null;
        stage.Begin().GetAwaiter().GetResult();
        var sheet = Sheet.Of(File.ReadAllBytes(JournalOf(stage)));
        stage.Room = new ObligingRoom { Instead = (_, prompt) => FromSheet(sheet, prompt) };
        IDurableFiles files = stage.Files;
        stage.Files = new StoppingFiles(files, writes, afterTheWrite: true);
        try
        {
            stage.Resume().GetAwaiter().GetResult();
            throw new InvalidOperationException($"the ceremony ended before {writes} writes");
        }
        catch (StoppedException)
        {
            stage.Files = files;
            return new LeftCeremony(stage, sheet);
        }
    }

    /// <summary>The forger's view of it.</summary>
    public Forger Forger() => new(HonestCeremony.Lines(Journal));

    /// <summary>The first thing in a journal that the program does not go on from; null where there is none.</summary>
    public Finding? Unproven(byte[] journal) =>
        JournalReader.Read(journal) is { Problem: { } problem } ? new Finding("journal", problem.Line, problem.Sentence, false)
        : _stage.Judge.Judge(new HeldRecord(journal, _folder["script.yaml"], _artifacts)).FirstOrDefault(finding => !finding.MayBeAccepted);

    /// <summary>Writes a journal in the place of the honest one, resumes, and sets the folder back.</summary>
    /// <param name="journal">The forged journal.</param>
    /// <param name="sheet">What the witness reads; null for what was written down.</param>
    /// <param name="goesOn">Whether people go on where the program does; otherwise they leave at the first screen that is not about the resume itself.</param>
    /// <param name="beside">Changes other files of the folder.</param>
    public Resumption Resume(byte[] journal, Sheet? sheet = null, bool goesOn = false, Action<string>? beside = null)
    {
        File.WriteAllBytes(JournalOf(_stage), journal);
        beside?.Invoke(Folder);
        Dictionary<string, byte[]> before = Read();
        var people = new PeopleAfterAForgery(sheet ?? Sheet, goesOn);
        _stage.Room = new ObligingRoom { Instead = people.Answer };
        _deeds = 0;
        string? fault = null;
        try
        {
            _stage.Resume().GetAwaiter().GetResult();
        }
        catch (Exception refused) when (refused is JournalBrokenException or JsonFormatException or BrokenInvariantException)
        {
            fault = refused.Message;
        }

        byte[] after = File.ReadAllBytes(JournalOf(_stage));
        IReadOnlyList<JsonMap> written = fault is null && after.AsSpan().StartsWith(journal) ? HonestCeremony.Lines(after[journal.Length..]) : [];
        string[] files = [.. Read().Where(file => file.Key != JournalWriter.FileName && !(before.TryGetValue(file.Key, out byte[]? same) && same.AsSpan().SequenceEqual(file.Value))).Select(file => file.Key)];
        int pins = _stage.Room.Asked.Count(asked => asked.Reply is PinTyped or OfficerPinTyped);
        SetBack();
        return fault is null ? new Resumption(people.Came, people.Why, written, _deeds, pins, files) : new Resumption(WhatCame.RefusedByTheProgram, fault, written, _deeds, pins, files);
    }

    /// <summary>
    /// Writes a journal in the place of the honest one, aborts the ceremony, and sets the folder back. What kept it from being aborted, or was done in it; null where all is well, also
    /// where no line is left that tells which ceremony it was.
    /// </summary>
    public string? Abort(byte[] journal)
    {
        File.WriteAllBytes(JournalOf(_stage), journal);
        _stage.Room = new ObligingRoom { Instead = new Signers().Answer };
        _stage.Archive = new ProgramsArchive(_stage.Files);
        _deeds = 0;
        try
        {
            RunEnd end = _stage.Abort("The folder was changed.").GetAwaiter().GetResult().End;
            return end != RunEnd.Aborted ? $"it ends as {end}" : _deeds > 0 ? "tokens did something" : null;
        }
        catch (JournalBrokenException) when (JournalReader.Read(journal) is { Problem.Line: <= 2 })
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever comes of it but an abort is what is looked for.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return $"{thrown.GetType().Name}: {thrown.Message}";
        }
        finally
        {
            SetBack();
        }
    }

    public void Dispose() => _stage.Dispose();

    // Each officer signs; whoever cannot, since no line says that they are here, refuses, and is not asked again.
    private sealed class Signers
    {
        private readonly HashSet<int> _refused = [];

        public RoomReply? Answer(Screen screen, Prompt prompt)
        {
            if (prompt is not ConfirmPrompt confirm)
            {
                return null;
            }

            int pane = confirm.Panes.Index().First(each => each.Item.ConfirmedAt is null && !_refused.Contains(each.Index)).Index;
            return confirm.Trouble is not null && _refused.Add(pane) ? new OfficerRefused(pane, "They are not here.") : new OfficerPinTyped(pane, Secret.FromText(confirm.Panes[pane].Hint ?? "000000"));
        }
    }

    private static RoomReply? FromSheet(Sheet sheet, Prompt prompt) => PeopleAfterAForgery.Read(sheet, prompt);

    private static string JournalOf(Stage stage) => Path.Combine(stage.Folder, JournalWriter.FileName);

    private Dictionary<string, byte[]> Read() => Directory.EnumerateFiles(_stage.Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(_stage.Folder, path), File.ReadAllBytes, StringComparer.Ordinal);

    private void SetBack()
    {
        foreach (string path in Directory.EnumerateFiles(_stage.Folder, "*", SearchOption.AllDirectories).Where(path => !_folder.ContainsKey(Path.GetRelativePath(_stage.Folder, path))))
        {
            File.Delete(path);
        }

        foreach (string folder in Directory.EnumerateDirectories(_stage.Folder, "*", SearchOption.AllDirectories).OrderByDescending(folder => folder.Length).Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }

        foreach ((string path, byte[] bytes) in _folder)
        {
            File.WriteAllBytes(Path.Combine(_stage.Folder, path), bytes);
        }

        foreach (MemoryToken token in _stage.Tokens.All)
        {
            token.LoggedIn = null;
        }
    }
}
