using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A backup that holds old PINs is removed or moved only where it is the one that was kept, and is whole in its new place before it leaves the old one.</summary>
public sealed class ClearedBackupsTests
{
    private const string Kept = "tls.p12.before-work";

    [Fact]
    public async Task A_backup_is_removed()
    {
        using Stage stage = Clearing(null);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.DoesNotContain(stage.Installation.Files.Keys, name => name.Contains("tls.p12", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_is_moved_also_where_an_interruption_came_after_the_copy(bool isCopied)
    {
        using Stage stage = Clearing("vault/tls.p12.before-work");
        if (isCopied)
        {
            Put(stage, "vault/tls.p12.before-work", "key");
        }

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal("key", Text(stage, "vault/tls.p12.before-work"));
        Assert.DoesNotContain(At(stage, Kept), stage.Installation.Files.Keys);
    }

    [Fact]
    public async Task Another_file_in_the_new_place_is_not_overwritten_and_the_backup_stays()
    {
        using Stage stage = Clearing("vault/tls.p12.before-work");
        Put(stage, "vault/tls.p12.before-work", "others");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(("others", "key"), (Text(stage, "vault/tls.p12.before-work"), Text(stage, Kept)));
        Assert.Equal("Exists", stage.Lines.Entries<Failed>().Single().Code);
    }

    [Fact]
    public async Task A_backup_that_was_exchanged_stays()
    {
        using Stage stage = Clearing(null);
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "Clear" && prompt is ConfirmPrompt)
            {
                Put(stage, Kept, "others");
            }

            return before(screen, prompt);
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("others", Text(stage, Kept));
        Assert.Equal(DeviceFault.Changed, stage.Lines.Entries<Failed>().Single().Code);
    }

    private static Stage Clearing(string? to)
    {
        var stage = new Stage(PerformingTests.Script, null, new OneActionKind(
            _ => Task.FromResult<CeremonyAction>(new RemoveFile("tls.p12", Hash("key"), Kept)),
            async (desk, approval, action) =>
            {
                await desk.Perform(approval, (RemoveFile)action);
                var clear = new ClearBackup(Kept, null, Hash("key"), to);
                Approval clearing = (await desk.Approve(new Screen("Clear"), clear))!;
                await desk.Perform(clearing, clear);
            }))
        {
            Judge = new BlindJudge(),
        };
        Put(stage, "tls.p12", "key");
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : before(screen, prompt);
        return stage;
    }

    private static string At(Stage stage, string name) => Path.Combine(stage.Folder, name);

    private static void Put(Stage stage, string name, string text) => stage.Installation.Files[At(stage, name)] = new FileState(Encoding.UTF8.GetBytes(text), 7, 8, 0x1a0);

    private static string Text(Stage stage, string name) => Encoding.UTF8.GetString(stage.Installation.Files[At(stage, name)].Bytes);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
