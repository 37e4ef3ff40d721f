using System.Runtime.Versioning;

namespace Ceremony.Engine.Tests.Run;

[UnsupportedOSPlatform("windows")]
public sealed class ConsoleKeyFilesTests
{
    [Fact]
    public async Task Keys_made_at_the_console_are_open_to_their_owner_alone()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        await stage.Begin();
        string folder = Path.Combine(stage.Folder, "console-keys");
        string[] files = Directory.GetFiles(folder);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(2, files.Length);
        Assert.Equal([UnixFileMode.UserRead | UnixFileMode.UserWrite], files.Select(File.GetUnixFileMode).Distinct());
    }
}
