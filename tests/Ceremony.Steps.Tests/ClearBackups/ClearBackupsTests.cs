using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ClearBackupsTests
{
    private const string Conf = "config.before/cm.conf.before-the-step";
    private const string Key = "certs.before/tls.p12.before-the-step";

    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task Every_backup_with_PINs_goes_and_all_others_stay()
    {
        await _cutOver.Change();
        Desk.Calls.Clear();
        Desk.Screens.Clear();
        StepResult.Done done = Says.IsDone(await _cutOver.Room.Run("clear-backups"));
        Assert.Equal(
            [$"look at the state of {Key}", $"look at config {Conf}", "officers approve Remove backups with old PINs: clear-backup, clear-backup", "perform clear-backup", "perform clear-backup", "show The backups are removed"],
            Desk.Calls);
        Assert.Equal([new BackupCleared(Key, null), new BackupCleared(Conf, null)], done.Facts);
        Assert.Contains($"{Path.GetFileName(Key)} | a soft token\n{Path.GetFileName(Conf)} | SSL.pin", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Contains("Deleting a file on flash memory does not erase it", Desk.Screens[1].Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, Desk.Files.Keys);
        Assert.DoesNotContain(Conf, Desk.Files.Keys);
        Assert.Contains("cistrust.before/bootca.cer.before-the-step", Desk.Files.Keys);
        Assert.DoesNotContain("1111", string.Join('\n', Desk.Performed.Select(action => action.ToJson().ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_moved_to_where_the_script_says()
    {
        await _cutOver.Change();
        StepResult.Done done = Says.IsDone(await _cutOver.Room.Run("clear-backups", ("to", "vault/")));
        Assert.Equal([new BackupCleared(Key, "vault/tls.p12.before-the-step"), new BackupCleared(Conf, "vault/cm.conf.before-the-step")], done.Facts);
        Assert.Equal("SSL.file=certs/tls.p12\nSSL.pin=1111\n", _cutOver.Text("vault/cm.conf.before-the-step"));
        Assert.DoesNotContain(Conf, Desk.Files.Keys);
    }

    [Fact]
    public async Task Where_there_is_none_it_says_so()
    {
        await _cutOver.Room.Do("remove-file", ("file", "cistrust/bootca.cer"));
        Assert.Empty(Says.IsDone(await _cutOver.Room.Run("clear-backups", ("to", "nowhere"))).Facts);
        Assert.Equal("No backup holds old PINs", Desk.Screens[^1].Title);
    }

    [Fact]
    public async Task A_backup_that_was_cleared_is_not_cleared_again()
    {
        await _cutOver.Change();
        await _cutOver.Room.Do("clear-backups");
        Assert.Empty(Says.IsDone(await _cutOver.Room.Run("clear-backups")).Facts);
    }

    [Fact]
    public async Task A_backup_that_is_another_is_refused()
    {
        await _cutOver.Change();
        Desk.Files[Conf] = "SSL.file=another\n"u8.ToArray();
        Says.IsRefused(await _cutOver.Room.Run("clear-backups"), "other-backup", $"The file {Conf} is not the backup that this ceremony kept.", "Find out who changed it; put the right one back, then try again.");
        Desk.Files.Remove(Conf);
        Says.IsRefused(await _cutOver.Room.Run("clear-backups"), "file-missing", $"The file {Conf} is not there.");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        await _cutOver.Change();
        Desk.Media["nowhere"] = null;
        Says.IsRefused(await _cutOver.Room.Run("clear-backups", ("to", "nowhere")), "no-medium", "There is no folder nowhere.");
    }

    [Fact]
    public async Task What_the_officers_decline_stays()
    {
        await _cutOver.Change();
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await _cutOver.Room.Run("clear-backups"), "declined", "The removal of the backups was declined.");
        Assert.Contains(Conf, Desk.Files.Keys);
    }

    [Fact]
    public async Task No_service_is_started_afterwards()
    {
        await _cutOver.Change();
        await _cutOver.Room.Do("clear-backups");
        Says.IsRefused(
            await _cutOver.Room.Run("start-service", ("service", "cf")),
            "backups-cleared",
            "The service cf cannot be started any more: backups were removed or moved, so where it did not come up the old state could not be brought back.");
    }
}
