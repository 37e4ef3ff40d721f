using System.Diagnostics;
using System.Text;

namespace Ceremony.Mutation;

/// <summary>
/// Every record that the tests have the verifier judge, written down as they are run once: honest archives, tampered ones, forged ones; and the record of each ceremony that the tests
/// of the engine hold, as it was when it was judged last.
/// </summary>
internal sealed class Corpus(string folder)
{
    private const long MostBytes = 4 << 20;
    private const string ForgeryTests = "Ceremony.Forgery.Tests";
    private static readonly string[] Judges = ["Ceremony.Verify.Tests", ForgeryTests, "Ceremony.Engine.Tests"];
    private static readonly string[] Big = ["*HostileSizeTests", "*LongJournalTests"];

    /// <summary>What is compiled into the verifier, so that it judges records and reads their scripts.</summary>
    public static IReadOnlyList<string> Judge => [SwitchSource.Judge, File.ReadAllText(Repository.PathOf("src/CeremonyTui/Wiring/ScriptBinder.cs"))];

    /// <summary>Where all lies that it uses then.</summary>
    public static string Libraries => Built(ForgeryTests);

    /// <summary>Where the tests of that project were built.</summary>
    public static string Built(string tests) => Repository.PathOf("tests", tests, "bin/Release/net10.0");

    /// <summary>Runs the tests with a verifier that writes down what it is given.</summary>
    public static Corpus Record(string folder)
    {
        if (Directory.Exists(folder))
        {
            return new Corpus(folder);
        }

        Directory.CreateDirectory(folder);
        var project = new MutatedProject("Ceremony.Verify", Libraries, Judge);
        project.Change(
            "src/Ceremony.Verify/Verifier.cs",
            "Verify(string path, VerifyOptions options)\n    {",
            "Verify(string path, VerifyOptions options)\n    { global::Ceremony.Mutation.Inside.Judge.Record(path, options);");
        project.Change(
            "src/Ceremony.Verify/RecordJudge.cs",
            "Judge(HeldRecord record)\n    {",
            "Judge(HeldRecord record)\n    { global::Ceremony.Mutation.Inside.Judge.Record(record);");
        byte[] recorder = project.Compile([], 1);
        foreach (string tests in Judges)
        {
            using var copy = new TemporaryFolder();
            TemporaryFolder.Copy(Built(tests), copy["bin"]);
            File.WriteAllBytes(copy["bin/Ceremony.Verify.dll"], recorder);

            // Some tests read files of the repository, which they find from where they lie.
            var start = new ProcessStartInfo(copy["bin/" + tests], Big.SelectMany(each => new[] { "--filter-not-class", each })) { RedirectStandardOutput = true };
            File.WriteAllText(copy[Repository.Solution], "");
            foreach (string name in new[] { "tests", "src", "docs", "ceremony-scripts" })
            {
                Directory.CreateSymbolicLink(copy[name], Repository.PathOf(name));
            }

            start.Environment["CEREMONY_CORPUS"] = folder;
            using Process run = Process.Start(start)!;
            string told = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            Console.Error.WriteLine(string.Join(' ', told.Split('\n').TakeLast(8)));
        }

        return new Corpus(folder);
    }

    /// <summary>The records.</summary>
    public IReadOnlyList<Item> Items() => [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(each => File.Exists(Path.Combine(each, "options")) && Size(each) <= MostBytes).Select(Read)];

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Where(file => file.Exists).Sum(file => file.Length);

    private static Item Read(string item)
    {
        string[] options = File.ReadAllLines(Path.Combine(item, "options"));
        return new Item(
            Path.Combine(item, options[0]),
            options[2] == "" ? null : Encoding.UTF8.GetString(Convert.FromBase64String(options[2])),
            options[3] == "" ? null : [.. options[4..].Select(Convert.FromBase64String)],
            options[1].Contains("console", StringComparison.Ordinal),
            options[1].Contains("script", StringComparison.Ordinal));
    }

    /// <summary>A record and what somebody brought from outside.</summary>
    internal sealed record Item(string Path, string? Fingerprint, byte[][]? Trust, bool ConsoleKeys, bool ReadsScript)
    {
        /// <summary>What the verifier says.</summary>
        public string Judge(Loaded verifier)
        {
            try
            {
                return verifier.Judge!(Path, Fingerprint, Trust, ConsoleKeys, ReadsScript);
            }
#pragma warning disable CA1031 // A mutant may throw whatever there is; the verifier never does.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                return thrown.GetType().Name;
            }
        }
    }
}
