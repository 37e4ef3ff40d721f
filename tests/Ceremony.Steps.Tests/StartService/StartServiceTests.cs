using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class StartServiceTests
{
    private static readonly (string, object)[] Proven = [("service", "cf"), ("probe", "localhost:8443"), ("certificate", "old.crt")];

    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task A_service_is_started_and_its_state_read_back()
    {
        Desk.Host.States["cf"] = "inactive";
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at service cf", "operator approves Start a service: start-service", "perform start-service", "show The service is up"], Desk.Calls);
        Assert.Equal("/bin/start cf", Desk.Screens[0].Value("command"));
        Assert.Equal([new ServiceStarted("cf")], done.Facts);
    }

    [Fact]
    public async Task A_service_that_is_up_already_is_left_so()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at service cf", "show The service is up already"], Desk.Calls);
        Assert.Equal([new ServiceStarted("cf")], done.Facts);
    }

    [Fact]
    public async Task What_its_log_tells_is_repaired_and_it_is_tried_again()
    {
        await CutOverAsync();
        Desk.Host.Comes["cf"] = new([new("failed", ["wrong PIN\u001B[31m", "giving up"])]);
        Desk.Says["choice"] = "try again";
        Says.IsDone(await Run(Proven));
        Assert.Equal(
            ["perform start-service", "ask The service did not come up: choice", "operator approves Start a service: start-service", "perform start-service", "show The service is up"],
            Desk.Calls.TakeLast(5));
        Assert.Equal(
            """
            ! The service cf did not come up within 60 seconds: its state is "failed".
            log: wrong PIN\u{1b}[31m
            : giving up
            "try again": what the log tells was repaired.
            "restore": the 4 files that this ceremony has changed will be as before, the services are started with them, and it is proven that the old TLS certificate is presented.
            """.ReplaceLineEndings("\n"),
            Desk.Screens[^3].Text());
    }

    [Fact]
    public async Task The_old_state_is_brought_back_whole_and_proven()
    {
        Dictionary<string, byte[]> before = new(Desk.Files);
        await CutOverAsync();
        await _cutOver.Room.Do("start-service", ("service", "cis"));
        Fails("cf");
        Says.IsRefused(
            await Run(Proven),
            "restored",
            "The service cf did not come up, so the files were brought back: the old state serves again, and localhost:8443 was seen to present the old certificate.",
            "Abort, find out with the record why it did not come up, and hold the ceremony again when that is mended.");

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
            [("cm.conf", "cm.conf.before-the-step"), ("certs/tls.p12", "certs/tls.p12.before-the-step"), ("cistrust/bootca.cer", "cistrust/bootca.cer.before-the-step"), ("cistrust/system_ca.cer", null)],
            Desk.Performed.OfType<RestoreFiles>().Single().Files.Select(file => (file.File, file.Backup)));
        Assert.Equal(["cis", "cf"], Desk.Performed.OfType<StartService>().Skip(1).Select(start => start.Service));
        Assert.All(before.Where(file => file.Key != "media/tls.p12"), file => Assert.Equal(file.Value, Desk.Files[file.Key]));
        Assert.DoesNotContain("cistrust/system_ca.cer", Desk.Files.Keys);
        Assert.DoesNotContain("media/tls.p12", Desk.Files.Keys);
        Assert.Equal("4 files are as before this ceremony. The backups are still there.\nThe services are up, and localhost:8443 presents the old certificate.", Desk.Screens[^1].Text());
        Assert.Contains("cistrust/system_ca.cer | (was not there: removed)", Desk.Screens[^3].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restore_the_service_is_not_taken_for_one_with_the_new_files()
    {
        await CutOverAsync();
        Fails("cf");
        await Run(Proven);
        Says.IsRefused(
            await Run(Proven),
            "files-restored",
            "The file cm.conf is as it was before this ceremony changed it, so that the service cf would work with the old state.",
            "If it was brought back on purpose, abort: the old state stays. Otherwise find out who brought it back, put the new one in its place and try again.");
    }

    [Fact]
    public async Task A_file_that_was_new_and_is_gone_counts_as_brought_back()
    {
        await _cutOver.Room.Do("place-file", ("file", "new"), ("artifact", "tls.crt"));
        Desk.Files.Remove("new");
        Says.IsRefused(await Run(), "files-restored", "The file new is as it was before this ceremony changed it, so that the service cf would work with the old state.");
    }

    [Fact]
    public async Task A_file_that_was_repaired_by_hand_is_told_of()
    {
        await CutOverAsync();
        Desk.Files["cm.conf"] = "SSL.file=certs/tls.p12\nSSL.pin=2\n#repaired\n"u8.ToArray();
        Says.IsDone(await Run());
        Assert.Contains("! Somebody has changed these files since this ceremony did. Let it stand in a note (F2) what was changed, and why.\nfile: cm.conf", Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_certificate_may_be_one_that_was_seen_before_the_services_were_stopped()
    {
        await _cutOver.Room.Do("probe-tls", ("host", "localhost"), ("port", "8443"), ("certificate", "old.crt"));
        await CutOverAsync();
        Desk.Registry = Desk.Registry.With([new TlsProbed("localhost", 8443, CutOver.New, "tls.crt")]);
        Fails("cf");
        Says.IsRefused(
            await Run(),
            "restored",
            "The service cf did not come up, so the files were brought back: the old state serves again, and localhost:8443 was seen to present the old certificate.");
    }

    [Fact]
    public async Task Another_certificate_proves_nothing()
    {
        await CutOverAsync();
        Fails("cf");
        _cutOver.Presented = CutOver.New;
        await NotProven("localhost:8443 does not present the old certificate", Proven);
    }

    [Fact]
    public async Task No_connection_proves_nothing()
    {
        await CutOverAsync();
        Fails("cf");
        Desk.Host.Presents = _ => new TlsView("", [], "nobody listens there.");
        await NotProven("no TLS connection to localhost:8443 came about (nobody listens there)", Proven);
    }

    [Fact]
    public async Task Where_nobody_knows_the_old_certificate_nothing_is_proven()
    {
        await CutOverAsync();
        Fails("cf");
        await NotProven("nobody knows which certificate was presented before");
        Assert.Contains("! Nobody knows which certificate was presented before, so it will not be proven that the old state serves again.", Desk.Screens[^3].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_fails_with_the_old_files_too_shows_its_log()
    {
        await CutOverAsync();
        Fails("cf");
        Desk.Host.Comes["cf"].Enqueue(new ServiceReceipt("failed", ["disk full"]));
        await NotProven("the service cf does not come up with them either", Proven);
        Assert.EndsWith("The service cf is \"failed\".\nlog: disk full", Desk.Screens[^1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_stop_may_still_have_the_new_files()
    {
        await CutOverAsync();
        await _cutOver.Room.Do("start-service", ("service", "cis"));
        Desk.Host.Comes["cis"] = new([new("active", [])]);
        Fails("cf");
        await NotProven("the service cis did not stop, so that it may still work with the new ones", Proven);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Where_the_restore_is_declined_nothing_is_done_and_they_choose_once_more(int declined)
    {
        await CutOverAsync();
        Fails("cf");
        Desk.DeclinesApproval = declined;
        Says.IsRefused(await Run(Proven), "restored", "The service cf did not come up, so the files were brought back: the old state serves again, and localhost:8443 was seen to present the old certificate.");
        Assert.Equal(2, Desk.Calls.Count(call => call.StartsWith("ask ", StringComparison.Ordinal)));
        Assert.Single(Desk.Performed.OfType<RestoreFiles>());
    }

    [Fact]
    public async Task Where_nothing_was_changed_it_is_left_down()
    {
        Desk.Host.States["cf"] = "inactive";
        Desk.Host.Comes["cf"] = new([new("activating", [])]);
        Desk.Says["choice"] = "leave it down";
        Says.IsRefused(
            await Run(),
            "not-up",
            "The service cf did not come up within 60 seconds: its state is \"activating\".",
            "Repair what its log tells, and try again.");
        Assert.Contains("Its log says nothing.", Desk.Screens[^1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_operator_declines_is_not_started()
    {
        Desk.Host.States["cf"] = "inactive";
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The starting of the service cf was declined.");
    }

    [Fact]
    public async Task What_the_script_names_must_be_there()
    {
        Says.IsRefused(await Run(("service", "snmp")), "unknown-service", "There is no service snmp under \"services\" in the script.");
        Says.IsRefused(await Run(Proven.But("certificate", "none.crt")), "no-artifact", "This ceremony has kept nothing under the name none.crt.");
        Says.IsRefused(await Run(Proven.But("certificate", "note.txt")), "no-certificate", "What is kept under the name note.txt is not a certificate.");
        Assert.Empty(Desk.Calls);
    }

    [Theory]
    [InlineData("localhost", "\"probe\" must be a host and a port, such as localhost:8443, not \"localhost\"")]
    [InlineData("localhost:70000", "the port of \"probe\" must be from 1 to 65535")]
    public void A_place_that_is_none_is_a_problem_of_the_script(string probe, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Script.Step("start-service", ("service", "cf"), ("probe", probe))).Message);

    // As far as the start: the trust store, both services stopped, the new token and its PIN.
    private async Task CutOverAsync()
    {
        Installation room = _cutOver.Room;
        await room.Do("place-file", ("file", "cistrust/system_ca.cer"), ("artifact", "tls.crt"));
        await room.Do("remove-file", ("file", "cistrust/bootca.cer"));
        await room.Do("stop-service", ("service", "cis"));
        await room.Do("stop-service", ("service", "cf"));
        await room.Do("place-file", ("file", "certs/tls.p12"), ("from", "media/tls.p12"));
        await room.Do("edit-config", ("file", "cm.conf"), ("set", Settings.Of(("SSL.tokenlabel", "CM-HSM"), ("SSL.pin", Settings.From("pin-of", "hsm")))));
        await room.Do("remove-file", ("file", "media/tls.p12"), ("backup", "no"));
    }

    private void Fails(string service)
    {
        Desk.Host.Comes[service] = new([new("failed", ["no token"])]);
        Desk.Says["choice"] = "restore";
    }

    private async Task NotProven(string why, params (string Name, object Value)[] fields) => Says.IsRefused(
        await Run(fields),
        "restored",
        $"The service cf did not come up, and the files were brought back, but it is not proven that the old state serves again: {why}.",
        "Bring the services up by hand with their logs in view, the backups are still there; then abort.");

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _cutOver.Room.Run("start-service", fields.Length == 0 ? [("service", "cf")] : fields);
}
