using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>What start-service offers where a service does not come up with what this ceremony changed.</summary>
public class RestoreTests
{
    private static readonly (string, object)[] Proven = [("service", "cf"), ("probe", "localhost:8443"), ("certificate", "old.crt")];

    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task The_old_state_is_brought_back_whole_and_proven()
    {
        Dictionary<string, byte[]> before = new(Desk.Files);
        await _cutOver.Change();
        await _cutOver.Room.Do("start-service", ("service", "cis"));
        Fails("cf");
        Says.IsRefused(
            await Run(Proven),
            "restored",
            "The service cf did not come up, so the files were brought back: the old state works again, and localhost:8443 was seen to present the old certificate.",
            "Abort, find out with the record why it did not come up, and hold the ceremony again once that is repaired.");

        Assert.Equal(
            [
                "ask The service did not come up: choice",
                "look at service cis",
                "look at service cf",
                "officers approve Restore: restore-files",
                "operator approves Services for the old state: stop-service, start-service, start-service",
                "perform stop-service",
                "perform restore-files",
                "perform start-service",
                "perform start-service",
                "look at TLS of localhost:8443",
                "show The files are brought back",
            ],
            Desk.Calls.TakeLast(11));
        Assert.Equal(
            [("config/cm.conf", "config.before/cm.conf.before-the-step"), ("certs/tls.p12", "certs.before/tls.p12.before-the-step"), ("cistrust/bootca.cer", "cistrust.before/bootca.cer.before-the-step"), ("cistrust/system_ca.cer", null)],
            Desk.Performed.OfType<RestoreFiles>().Single().Files.Select(file => (file.File, file.Backup)));
        Assert.Equal(["cis", "cf"], Desk.Performed.OfType<StartService>().Skip(1).Select(start => start.Service));
        Assert.All(before.Where(file => file.Key != "media/tls.p12"), file => Assert.Equal(file.Value, Desk.Files[file.Key]));
        Assert.DoesNotContain("cistrust/system_ca.cer", Desk.Files.Keys);
        Assert.DoesNotContain("media/tls.p12", Desk.Files.Keys);
        Assert.Equal("4 files are as before this ceremony. The backups are still there.\nThe services are up, and localhost:8443 presents the old certificate.", Desk.Screens[^1].Text());
    }

    [Fact]
    public async Task After_a_restore_the_service_is_not_taken_for_one_with_the_new_files()
    {
        await _cutOver.Change();
        Fails("cf");
        await Run(Proven);
        Says.IsRefused(
            await Run(Proven),
            "files-restored",
            "The file config/cm.conf is as it was before this ceremony changed it, so the service cf would work with the old state.",
            "If it was brought back on purpose, abort: the old state stays. Otherwise find out who brought it back, put the new one in its place and try again.");
    }

    [Fact]
    public async Task A_file_that_was_new_and_is_gone_counts_as_brought_back()
    {
        await _cutOver.Room.Do("place-file", ("file", "new"), ("artifact", "tls.crt"));
        Desk.Files.Remove("new");
        Says.IsRefused(await Run(), "files-restored", "The file new is as it was before this ceremony changed it, so the service cf would work with the old state.");
    }

    [Fact]
    public async Task A_file_that_was_repaired_by_hand_is_told_of()
    {
        await _cutOver.Change();
        Desk.Files["config/cm.conf"] = "SSL.file=certs/tls.p12\nSSL.pin=2\n#repaired\n"u8.ToArray();
        Says.IsDone(await Run());
        Assert.Contains("! Somebody has changed these files since this ceremony did. Say in a note (F2) what was changed, and why.\nfile: config/cm.conf", Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_certificate_may_be_one_that_was_seen_before_the_services_were_stopped()
    {
        await _cutOver.Room.Do("probe-tls", ("host", "localhost"), ("port", "8443"), ("certificate", "old.crt"));
        await _cutOver.Change();
        Desk.Registry = Desk.Registry.With([new TlsProbed("localhost", 8443, CutOver.New, "tls.crt")]);
        Fails("cf");
        Says.IsRefused(
            await Run(),
            "restored",
            "The service cf did not come up, so the files were brought back: the old state works again, and localhost:8443 was seen to present the old certificate.");
    }

    [Fact]
    public async Task Another_certificate_proves_nothing()
    {
        await _cutOver.Change();
        Fails("cf");
        _cutOver.Presented = CutOver.New;
        await NotProven("localhost:8443 does not present the old certificate", Proven);
    }

    [Fact]
    public async Task No_connection_proves_nothing()
    {
        await _cutOver.Change();
        Fails("cf");
        Desk.Host.Presents = _ => new TlsView("", [], "nobody listens there.");
        await NotProven("no TLS connection to localhost:8443 could be made (nobody listens there)", Proven);
    }

    [Fact]
    public async Task Where_nobody_knows_the_old_certificate_nothing_is_proven()
    {
        await _cutOver.Change();
        Fails("cf");
        await NotProven("nobody knows which certificate was presented before");
        Assert.Contains("! Nobody knows which certificate was presented before, so it cannot be proven that the old state works again.", Desk.Screens[^3].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_fails_with_the_old_files_too_shows_its_log()
    {
        await _cutOver.Change();
        Fails("cf");
        Desk.Host.Comes["cf"].Enqueue(new ServiceReceipt("failed", ["disk full"]));
        await NotProven("the service cf does not come up with them either", Proven);
        Assert.EndsWith("The service cf is \"failed\".\nlog: disk full", Desk.Screens[^1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_stop_may_still_have_the_new_files()
    {
        await _cutOver.Change();
        await _cutOver.Room.Do("start-service", ("service", "cis"));
        Desk.Host.Comes["cis"] = new([new("active", [])]);
        Fails("cf");
        await NotProven("the service cis did not stop, so it may still work with the new ones", Proven);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Where_the_restore_is_declined_nothing_is_done_and_they_choose_once_more(int declined)
    {
        await _cutOver.Change();
        Fails("cf");
        Desk.DeclinesApproval = declined;
        Says.IsRefused(await Run(Proven), "restored", "The service cf did not come up, so the files were brought back: the old state works again, and localhost:8443 was seen to present the old certificate.");
        Assert.Equal(2, Desk.Calls.Count(call => call.StartsWith("ask ", StringComparison.Ordinal)));
        Assert.Single(Desk.Performed.OfType<RestoreFiles>());
    }

    private void Fails(string service)
    {
        Desk.Host.Comes[service] = new([new("failed", ["no token"])]);
        Desk.Says["choice"] = "restore";
    }

    private async Task NotProven(string why, params (string Name, object Value)[] fields) => Says.IsRefused(
        await Run(fields),
        "restored",
        $"The service cf did not come up, and the files were brought back, but it is not proven that the old state works again: {why}.",
        "Bring the services up by hand, with their logs in view (the backups are still there); then abort.");

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _cutOver.Room.Run("start-service", fields.Length == 0 ? [("service", "cf")] : fields);
}
