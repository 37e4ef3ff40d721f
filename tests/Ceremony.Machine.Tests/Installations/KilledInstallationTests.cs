using System.Globalization;
using System.Runtime.Versioning;

namespace Ceremony.Machine.Tests.Installations;

/// <summary>
/// A child is killed by the kernel as it is about to make a call that changes a file of the installation, each call in turn: the file is what it was or what it becomes, never half of it,
/// and the same can be done again.
/// </summary>
[SupportedOSPlatform("linux")]
public class KilledInstallationTests
{
    private const string Old = "as it was\n";
    private const string New = "written by the child\n";
    private const int MostCalls = 30;
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    [Theory]
    [InlineData("write")]
    [InlineData("fsync")]
    [InlineData("fchmod")]
    [InlineData("renameat2")]
    [InlineData("unlink")]
    public void A_file_that_is_changed_is_the_old_one_or_the_new_one(string call)
    {
        int kills = Sweep("change-installed", call, hasFile: true, folder =>
        {
            bool isOld = File.ReadAllText(folder["cm.conf"]) == Old;
            Assert.Equal(Mode, File.GetUnixFileMode(folder["cm.conf"]));
            Assert.True(isOld || File.ReadAllText(folder["cm.conf"]) == New);

            // What has its final name as a copy is whole.
            Assert.True(!File.Exists(folder["cm.conf.before"]) || File.ReadAllText(folder["cm.conf.before"]) == Old);
            Assert.True(isOld || File.Exists(folder["cm.conf.before"]));
            if (isOld)
            {
                Again("change-installed", folder);
                Assert.Equal(New, File.ReadAllText(folder["cm.conf"]));
                Assert.Equal(["cm.conf", "cm.conf.before"], Names(folder));
            }
        });
        Assert.True(kills > 0, $"The child makes no call {call}.");
    }

    [Theory]
    [InlineData("write")]
    [InlineData("fsync")]
    [InlineData("renameat2")]
    public void A_file_that_is_placed_is_there_whole_or_not_at_all(string call)
    {
        int kills = Sweep("install", call, hasFile: false, folder =>
        {
            if (File.Exists(folder["cm.conf"]))
            {
                Assert.Equal(New, File.ReadAllText(folder["cm.conf"]));
            }
            else
            {
                Again("install", folder);
                Assert.Equal(["cm.conf"], Names(folder));
            }
        });
        Assert.True(kills > 0, $"The child makes no call {call}.");
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("renameat2")]
    [InlineData("unlink")]
    public void A_file_that_is_removed_is_there_or_can_be_given_its_name_back_or_is_gone(string call)
    {
        int kills = Sweep("remove-installed", call, hasFile: true, folder =>
        {
            string[] names = Names(folder);
            Assert.True(names is [] or ["cm.conf"] or ["cm.conf.removing"], string.Join(' ', names));
            if (names is [var left])
            {
                Assert.Equal(Old, File.ReadAllText(folder[left]));
                Again("remove-installed", folder);
                Assert.Empty(Names(folder));
            }
        });
        Assert.True(kills > 0, $"The child makes no call {call}.");
    }

    private static int Sweep(string verb, string call, bool hasFile, Action<TemporaryFolder> holds)
    {
        for (int number = 1; number < MostCalls; number++)
        {
            using var folder = new TemporaryFolder();
            if (hasFile)
            {
                File.WriteAllText(folder["cm.conf"], Old);
                File.SetUnixFileMode(folder["cm.conf"], Mode);
            }

            Ran ran = Run(verb, folder, $"inject={call}:signal=KILL:when={number.ToString(CultureInfo.InvariantCulture)}");
            if (ran.Told.Contains("done", StringComparison.Ordinal))
            {
                return number - 1;
            }

            holds(folder);
        }

        throw new InvalidOperationException($"The child makes {call} without an end.");
    }

    private static void Again(string verb, TemporaryFolder folder) => Assert.Equal("done\n", Run(verb, folder, null).Told);

    // -P keeps it to calls that touch the file, what is made beside it, and the folder.
    private static Ran Run(string verb, TemporaryFolder folder, string? inject)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Ceremony.Machine.Tests");
        string path = folder["cm.conf"];
        string[] touched = [.. new[] { path, path + ".new", path + ".before", path + ".before.new", path + ".removing", folder.Path }.SelectMany(each => new[] { "-P", each })];
        return inject is null
            ? Tool.Run(program, "child", verb, path)
            : Tool.Run("strace", ["-f", "-qq", "-o", "/dev/null", .. touched, "-e", inject, program, "child", verb, path]);
    }

    private static string[] Names(TemporaryFolder folder) => [.. Directory.GetFiles(folder.Path).Select(each => Path.GetFileName(each)).Order(StringComparer.Ordinal)];
}
