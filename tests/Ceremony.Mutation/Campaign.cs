namespace Ceremony.Mutation;

/// <summary>Tries the mutants of folders, and writes docs/mutation.md.</summary>
internal static class Campaign
{
    private const string Again = "--again";
    private const string Verify = "Ceremony.Verify";
    private const string VerifyTests = "Ceremony.Verify.Tests";
    private const string Kit = "Ceremony.TestKit";
    private const string Engine = "Ceremony.Engine";
    private const string EngineTests = "Ceremony.Engine.Tests";
    private static readonly string[] Confirming = ["src/Ceremony.Engine/Confirming", "src/Ceremony.Engine/Proving"];

    // Of the verifier's tests those whose many records stand among those that are judged anyway, those that take long, and those that look at documents.
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "ClaimsTests", "FolderTests", "HostileSizeTests", "LongJournalTests", "SealedBeforeTests", "SecondHalfTests", "TamperedFilesTests", "TamperedLinesTests",
    };

    private static readonly string[] OfConfirming =
    [
        "ConfirmationTests", "OfficersTests", "LateConfirmationTests", "ExpiredOfficersTests", "ReplacedOfficersTests", "EditedJournalTests", "RoomTests", "EndingTests",
        "ResumedRoomTests", "IncidentsTests", "ConsoleKeyFilesTests", "ApprovalProofTests", "LeavingTests", "WitnessSheetTests", "RecordProofTests", "ProposalScreensTests",
        "ConfirmingInTimeTests", "LastTryTests", "ExceptionsTests", "UnprovenTests", "WhoActsTests", "OtherTokensTests", "ResumedKeysTests", "TokensAsRecordedTests", "AnswersRoomTests",
    ];

    /// <summary>Runs it.</summary>
    /// <param name="args">
    /// Folders or files; <c>--every N</c>; <c>--again</c>, where only what the page lists as survivors is tried; <c>--corpus FOLDER</c>, where records lie or are to be kept.
    /// </param>
    public static int Run(string[] args)
    {
        bool again = args.Contains(Again);
        args = [.. args.Where(each => each != Again)];
        int every = int.Parse(Option(args, "--every") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        string[] asked = [.. args.Where((each, at) => !each.StartsWith("--", StringComparison.Ordinal) && (at == 0 || !args[at - 1].StartsWith("--", StringComparison.Ordinal))).Select(each => each.TrimEnd('/'))];
        string[] ofVerify = [.. Files("src/Ceremony.Verify", asked)];
        if (ofVerify.Length > 0)
        {
            using var folder = new TemporaryFolder();
            Tell(Verifier(ofVerify, every, again, Corpus.Record(Option(args, "--corpus") ?? folder["corpus"])), every);
        }

        string[] ofEngine = [.. Confirming.SelectMany(folder => Files(folder, asked))];
        if (ofEngine.Length > 0)
        {
            Tell(OfEngine(ofEngine, every, again), every);
        }

        return 0;
    }

    // Each folder is written down as soon as it was tried: a whole run takes long.
    private static void Tell(IEnumerable<Outcome> outcomes, int every)
    {
        List<Outcome> folder = [];
        foreach (Outcome outcome in outcomes)
        {
            if (folder.Count > 0 && folder[0].Folder != outcome.Folder)
            {
                Report.Write(folder, every);
                folder.Clear();
            }

            folder.Add(outcome);
        }

        Report.Write(folder, every);
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at && at >= 0 ? args[at + 1] : null;

    private static IEnumerable<string> Files(string folder, string[] asked) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Where(path => asked.Length == 0 || asked.Contains(path) || asked.Contains(Path.GetDirectoryName(path)))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<Outcome> Verifier(string[] files, int every, bool again, Corpus corpus)
    {
        string built = Corpus.Built(VerifyTests);
        var project = new MutatedProject(Verify, Corpus.Libraries, Corpus.Judge);
        byte[] assembly = project.Compile(files, every);
        byte[] pki = Remembering.Pki(built);
        Loaded Load() => new(assembly, Verify, [built, Corpus.Libraries], [Kit, VerifyTests], pki);
        var trials = new Trials(Load, project, loaded => [.. corpus.Items().Select(item => new Trial(item.Path, item.Judge)), .. TestTrials.Of(loaded, VerifyTests, name => !LeftOut.Contains(name))]);
        return Tried(project, again, trials.Killer);
    }

    private static IEnumerable<Outcome> OfEngine(string[] files, int every, bool again)
    {
        string built = Corpus.Built(EngineTests);
        var project = new MutatedProject(Engine, built);
        byte[] assembly = project.Compile(files, every);
        var tests = new Trials(() => new Loaded(assembly, Engine, [built], [EngineTests]), project, loaded => TestTrials.Of(loaded, EngineTests, name => OfConfirming.Contains(name)));
        return Tried(project, again, tests.Killer);
    }

    private static IEnumerable<Outcome> Tried(MutatedProject project, bool again, Func<int, string?> killer)
    {
        foreach (IGrouping<string, KeyValuePair<int, Mutant>> folder in project.Mutants.GroupBy(each => Path.GetDirectoryName(each.Value.File)!).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            IReadOnlySet<string>? survivors = again ? Report.Survivors(folder.Key, folder.Count()) : null;
            foreach ((int number, Mutant mutant) in folder.OrderBy(each => each.Key))
            {
                yield return Told(new Outcome(mutant, survivors is null || survivors.Contains(Report.Told(mutant)) ? killer(number) : "killed before"));
            }
        }
    }

    private static Outcome Told(Outcome outcome)
    {
        Console.Error.WriteLine($"{(outcome.Killer is null ? "survived" : "killed")} {outcome.Mutant.File}:{outcome.Mutant.Line} {outcome.Mutant.Change}  {outcome.Killer}");
        return outcome;
    }
}
