using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class RemoveFileTests
{
    private const string NotErased = "Deleting a file on flash memory does not erase it: its bytes may be read until they are overwritten. Keep the medium as safe as the file was, or have it destroyed.";

    private static readonly TlsProbed Probed = new("localhost", 8443, [1], "tls.crt");

    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task A_file_goes_and_is_kept_beside()
    {
        StepResult.Done done = Says.IsDone(await Run(("file", "cistrust/bootca.cer")));
        Assert.Equal(["look at the state of cistrust/bootca.cer", "look for the certificates of cistrust/bootca.cer in other files", "officers approve Remove a file: remove-file", "perform remove-file", "show The file is removed"], Desk.Calls);
        Assert.False(Desk.Files.ContainsKey("cistrust/bootca.cer"));
        Assert.Equal([3], Desk.Files["cistrust.before/bootca.cer.before-the-step"]);
        Assert.Equal("cistrust.before/bootca.cer.before-the-step", Assert.IsType<FileRemoved>(Assert.Single(done.Facts)).Backup);
    }

    [Fact]
    public async Task A_file_without_a_backup_is_gone_but_not_erased()
    {
        Desk.Registry = new Registry([new ServiceStarted("cf"), Probed]);
        StepResult.Done done = Says.IsDone(await Run(("file", "media/tls.p12"), ("backup", "no"), ("needs", "tls-probed")));
        Assert.All(Desk.Screens, screen => Assert.Contains($"! {NotErased}", screen.Text(), StringComparison.Ordinal));
        Assert.False(Desk.Files.ContainsKey("media/tls.p12"));
        Assert.Null(Assert.IsType<FileRemoved>(Assert.Single(done.Facts)).Backup);
    }

    [Fact]
    public async Task What_needs_a_probe_is_refused_before_one_since_the_last_start()
    {
        const string Reason = "The file media/tls.p12 may only be removed once it was seen which certificate is presented since a service was last started.";
        Says.IsRefused(await Run(("file", "media/tls.p12"), ("needs", "tls-probed")), "not-probed", Reason, "Have the step that makes a TLS connection done first, then try again.");
        Desk.Registry = new Registry([Probed, new ServiceStarted("cf")]);
        Says.IsRefused(await Run(("file", "media/tls.p12"), ("needs", "tls-probed")), "not-probed", Reason);
        Assert.Empty(Desk.Calls);
    }

    [Fact]
    public async Task A_certificate_that_another_file_of_the_folder_holds_too_stays()
    {
        Desk.Host.Copies["cistrust/bootca.cer"] = ["old.cer"];
        const string Reason = "The folder cistrust holds that certificate in old.cer too: a server that reads all of it goes on trusting it.";
        Says.IsRefused(await Run(("file", "cistrust/bootca.cer")), "held-elsewhere", Reason, "Have that file removed as well, then try again.");
        Assert.Empty(Desk.Screens);
        Desk.Host.Copies["cistrust/bootca.cer"] = ["old.cer", "kept/boot.pem"];
        Says.IsRefused(await Run(("file", "cistrust/bootca.cer")), "held-elsewhere", Reason.Replace("old.cer", "old.cer, kept/boot.pem", StringComparison.Ordinal), "Have those files removed as well, then try again.");
        Assert.True(Desk.Files.ContainsKey("cistrust/bootca.cer"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() =>
        Says.IsRefused(await Run(("file", "media/pin.p12")), "file-missing", "The file media/pin.p12 is not there.");

    [Fact]
    public async Task What_the_officers_decline_stays()
    {
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(("file", "cistrust/bootca.cer")), "declined", "The removal of bootca.cer was declined.");
        Assert.True(Desk.Files.ContainsKey("cistrust/bootca.cer"));
    }

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _cutOver.Room.Run("remove-file", fields);
}
