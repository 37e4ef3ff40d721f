using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Killing;

/// <summary>
/// A rehearsal that is killed by the kernel at a chosen call: <c>strace</c> injects the signal as the call is entered, so that the call is not
/// carried out. Only calls that touch the path count: the journal's, unless another is named.
/// </summary>
internal sealed class KilledRehearsal(string folder, string script, string answers)
{
    private const int Killed = 137;

    public Rehearsal Rehearsal { get; } = new(folder);

    /// <summary>Lines of the journal that are written to their end.</summary>
    public int Lines => File.ReadAllBytes(Rehearsal.JournalFile).Count(each => each == (byte)'\n');

    /// <summary>Begins, and is killed at the call with the number, counted from one. False where it came to its end before.</summary>
    public bool BeginUntil(string call, int number) =>
        WasKilled(Strace(Rehearsal.JournalFile, $"{call}:signal=KILL:when={number}", "rehearse", script, "--answers", answers, "--out", folder));

    /// <summary>Resumes, and is killed. False where it came to its end before.</summary>
    public bool ResumeUntil(string call, int number, string? path = null) =>
        WasKilled(Strace(path ?? Rehearsal.JournalFile, $"{call}:signal=KILL:when={number}", "resume", folder, "--answers", answers));

    /// <summary>Resumes with a fault of the journal's disk, such as <c>fsync:error=EIO:when=3</c>.</summary>
    public Ran ResumeWith(string fault) => Strace(Rehearsal.JournalFile, fault, "resume", folder, "--answers", answers);

    public Ran Resume() => Tool.Run(Programs.Native, "resume", folder, "--answers", answers);

    /// <summary>Resumes, and is killed after a time; whether it had come to its end before is not known.</summary>
    public void ResumeFor(TimeSpan time) =>
        Tool.Run("timeout", "--signal=KILL", $"{time.TotalSeconds:0.000}", Programs.Native, "resume", folder, "--answers", answers);

    /// <summary>A copy in another folder that is just as far.</summary>
    public KilledRehearsal CopyTo(string other)
    {
        TemporaryFolder.Copy(folder, other);
        var copy = new KilledRehearsal(other, script, answers);
        string configuration = File.ReadAllText(Rehearsal.SoftHsmConfiguration);
        File.WriteAllText(copy.Rehearsal.SoftHsmConfiguration, configuration.Replace(folder, other, StringComparison.Ordinal));
        return copy;
    }

    private static bool WasKilled(Ran ran)
    {
        Assert.True(ran.ExitCode is Killed or 0, $"It was neither killed nor did it end well ({ran.ExitCode}).\n{ran.Output}{ran.Errors}");
        return ran.ExitCode == Killed;
    }

    // strace counts the calls of each thread by itself: with one worker thread all lines are written by the same one.
    private static Ran Strace(string path, string injection, params IEnumerable<string> arguments) => Tool.Run(
        "env", ["DOTNET_PROCESSOR_COUNT=1", "DOTNET_ThreadPool_ForceMaxWorkerThreads=1", .. LookingInside.Words, "strace", "-f", "-qq", "-o", "/dev/null", "-P", path, "-e", $"trace={injection[..injection.IndexOf(':', StringComparison.Ordinal)]}", "-e", $"inject={injection}", Programs.Native, .. arguments]);
}
