namespace Ceremony.Machine.Tests.Files;

/// <summary>Faults that the kernel is made to report by <c>strace -e inject</c>, in a child.</summary>
public class InjectedFaultTests
{
    /// <summary>The call, what is injected, and what people read; {0} stands for the file, {1} for its folder.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        {
            "write-new", "fsync:error=EIO:when=1",
            "EIO|{0} could not be written because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy."
        },
        {
            "write-new", "fsync:error=EIO:when=2",
            "EIO|{1} could not be written because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy."
        },
        { "write-new", "write:error=ENOSPC:when=1", "ENOSPC|{0} could not be written because its disk is full (ENOSPC): free some space there, then resume." },
        { "write-new", "write:error=EDQUOT:when=1", "EDQUOT|{0} could not be written because its disk is full (EDQUOT): free some space there, then resume." },
        { "write-new", "openat:error=EROFS:when=1", "EROFS|{0} could not be written because its disk is read-only (EROFS): mount it writable, or choose another folder." },
        { "write-new", "openat:error=EACCES:when=1", "EACCES|{0} could not be written because permission was denied (EACCES): have its permissions corrected, or choose another folder." },
        { "write-new", "openat:error=EMFILE:when=1", "EMFILE|{0} could not be written (EMFILE): check the disk and the path." },
        { "replace", "write:error=ENOSPC:when=1", "ENOSPC|{0}.new could not be written because its disk is full (ENOSPC): free some space there, then resume." },
        { "replace", "rename:error=EROFS:when=1", "EROFS|{0}.new could not be renamed because its disk is read-only (EROFS): mount it writable, or choose another folder." },
        { "create-folder", "mkdir:error=EACCES:when=1", "EACCES|{0} could not be created because permission was denied (EACCES): have its permissions corrected, or choose another folder." },
        { "open", "flock:error=EAGAIN:when=1+", "Locked|{0} is in use by another ceremony program: end that one first." },
        {
            "open", "flock:error=EIO:when=1",
            "EIO|{0} could not be locked because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy."
        },
        { "write-new", "write:error=EINTR:when=1", "done" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_of_the_kernel_is_told_in_one_sentence(string verb, string inject, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder["lines"];
        string[] lines = RunChild(verb, path, folder, inject);
        Assert.Equal([expected.Replace("{0}", path, StringComparison.Ordinal).Replace("{1}", folder.Path, StringComparison.Ordinal)], lines);
    }

    [Fact]
    public void A_file_whose_fsync_failed_once_is_never_fsynced_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder["lines"];
        // The first fsync is of the file as it was opened, the second of its first line.
        string[] lines = RunChild("append-twice", path, folder, "fsync:error=EIO:when=3");
        Assert.Equal(
            [
                $"EIO|{path} could not be written because its disk failed (EIO): stop here, copy what is there to another disk, and go on from the copy.",
                $"Broken|{path} is no longer written, because an earlier write failed: end the program, repair the disk, then resume.",
            ],
            lines);
        Assert.Equal(3, File.ReadAllLines(folder["trace"]).Count(line => line.Contains("fsync(", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_could_not_be_finished_is_not_left_behind()
    {
        using var folder = new TemporaryFolder();
        Assert.StartsWith("EIO|", Assert.Single(RunChild("write-new", folder["lines"], folder, "fsync:error=EIO:when=1")), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["lines"]));
    }

    [Fact]
    public void A_file_whose_successor_could_not_be_written_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["lines"], "old");
        Assert.StartsWith("EIO|", Assert.Single(RunChild("replace", folder["lines"], folder, "fsync:error=EIO:when=1")), StringComparison.Ordinal);
        Assert.Equal(["lines", "trace"], Directory.GetFiles(folder.Path).Select(each => Path.GetFileName(each)).Order());
        Assert.Equal("old", File.ReadAllText(folder["lines"]));
    }

    // -P keeps the injection to calls that touch the path or its folder; the runtime makes thousands of others.
    private static string[] RunChild(string verb, string path, TemporaryFolder folder, string inject)
    {
        string call = inject[..inject.IndexOf(':', StringComparison.Ordinal)];
        string program = Path.Combine(AppContext.BaseDirectory, "Ceremony.Machine.Tests");
        Ran ran = Tool.Run(
            "strace", "-f", "-qq", "-o", folder["trace"], "-P", path, "-P", path + ".new", "-P", folder.Path, "-e", $"trace={call}", "-e", $"inject={inject}", program, "child", verb, path);
        Assert.True(ran.ExitCode == 0, $"strace could not run the child (does this machine permit ptrace?): {ran.Told}");
        return ran.Told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
