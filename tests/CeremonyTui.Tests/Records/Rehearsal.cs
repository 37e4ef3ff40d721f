using System.Diagnostics;
using Ceremony.Verify;

namespace CeremonyTui.Tests.Records;

/// <summary>A rehearsal that the real program holds by answers, in a folder of its own that goes away with it.</summary>
internal sealed class Rehearsal : IDisposable
{
    private static readonly string Repository = FindRepository();

    private const int KilledBySignal = 128 + 9;

    private readonly string _root = Directory.CreateTempSubdirectory("ceremony-record-").FullName;
    private readonly string[] _program;

    /// <summary>A rehearsal to be.</summary>
    /// <param name="program">The folder of a program that needs .NET, or null for the one compiled ahead of time.</param>
    public Rehearsal(string? program = null) => _program = program is null ? [Programs.Native] : ["dotnet", Path.Combine(program, "ceremony.dll")];

    public string Folder => Path.Combine(_root, "out");

    public string Journal => Path.Combine(Folder, "journal.jsonl");

    public string Archive => Path.Combine(Folder, "transcript");

    /// <summary>A folder for what the test needs beside.</summary>
    public string Beside(string name) => Path.Combine(_root, name);

    /// <summary>The first half of the bootstrap, among the tests.</summary>
    public const string FirstHalf = "first-half";

    public static string ScriptOf(string ceremony) => ceremony == FirstHalf ? Programs.FirstHalfScript : Path.Combine(Repository, "ceremony-scripts", ceremony, "script.yaml");

    public static string AnswersOf(string ceremony, string name) => File.ReadAllText(ceremony == FirstHalf ? Programs.FirstHalfAnswers : Path.Combine(Repository, "ceremony-scripts", ceremony, "rehearsals", name + ".yaml"));

    public static string Document(string name) => File.ReadAllText(Path.Combine(Repository, "docs", name));

    /// <summary>Holds a ceremony from its beginning; gives the exit code and what was said.</summary>
    public (int Code, string Said) Begin(string ceremony, string answers) => Run("rehearse", Programs.QuickScript(ScriptOf(ceremony), Beside("script.yaml")), "--out", Folder, "--answers", Written(answers));

    public (int Code, string Said) Resume(string answers) => Run("resume", Folder, "--answers", Written(answers));

    public (int Code, string Said) Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    /// <summary>Begins a ceremony and kills the program as soon as its journal has that many lines; false where it had ended by itself.</summary>
    public bool BeginAndKill(string ceremony, string answers, int lines)
    {
        using Process process = Start("rehearse", ScriptOf(ceremony), "--out", Folder, "--answers", Written(answers));
        while (!process.HasExited && (Lines() < lines))
        {
            Thread.Sleep(1);
        }

        bool isRunning = !process.HasExited;
        process.Kill();
        process.WaitForExit();
        // A program that is killed ends by a signal; one that was quicker has ended with a code of its own.
        return isRunning && process.ExitCode == KilledBySignal;
    }

    /// <summary>The verdict of the archive with the fingerprint of its own SHA256SUMS, as a witness would have brought it.</summary>
    public Verdict Verify()
    {
        string sums = Path.Combine(Archive, "SHA256SUMS");
        string? paper = File.Exists(sums) ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(sums))) : null;
        return Verifier.Verify(Folder, new VerifyOptions { Fingerprint = paper, AllowConsoleKeys = true });
    }

    /// <summary>The failed checks, and the first line.</summary>
    public string Judged()
    {
        Verdict verdict = Verify();
        return string.Join('\n', verdict.Checks.Where(check => !check.Passed).Select(check => $"{check.Name}: {check.Sentence}").Append(verdict.FirstLine));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // The program holds the journal locked against every reader of this runtime; the shell asks for no lock.
    private int Lines()
    {
        if (!File.Exists(Journal))
        {
            return 0;
        }

        using Process count = Process.Start(new ProcessStartInfo("grep", ["-c", "", Journal]) { RedirectStandardOutput = true })!;
        return int.Parse(count.StandardOutput.ReadToEnd(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(_program[0], [.. _program.Skip(1), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private string Written(string answers)
    {
        string path = Path.Combine(_root, $"answers-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, answers);
        return path;
    }

    private static string FindRepository()
    {
        string folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "ceremony-scripts")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of their repository.");
        }

        return folder;
    }
}
