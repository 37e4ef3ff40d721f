using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class PlaceFileTests
{
    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task An_artifact_is_put_where_nothing_stood()
    {
        StepResult.Done done = Says.IsDone(await Run(("file", "cistrust/system_ca.cer"), ("artifact", "tls.crt")));
        Assert.Equal(["look at the state of cistrust/system_ca.cer", "officers approve Place a file: place-file", "perform place-file", "show The file is in place"], Desk.Calls);
        Assert.StartsWith("It is tls.crt of the archive. There is nothing there now.", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal(Desk.Artifact("tls.crt"), Desk.Files["cistrust/system_ca.cer"]);
        Assert.Null(Assert.IsType<FilePlaced>(Assert.Single(done.Facts)).Backup);
    }

    [Fact]
    public async Task A_copy_replaces_what_stood_there_which_is_kept()
    {
        StepResult.Done done = Says.IsDone(await Run(("file", "certs/tls.p12"), ("from", "media/tls.p12")));
        Assert.Equal("0640", Desk.Screens[0].Value("mode"));
        Assert.Equal([2], Desk.Files["certs/tls.p12"]);
        Assert.Equal([1], Desk.Files["certs.before/tls.p12.before-the-step"]);
        Assert.Equal("certs.before/tls.p12.before-the-step", Assert.IsType<FilePlaced>(Assert.Single(done.Facts)).Backup);
    }

    [Fact]
    public async Task The_very_same_is_kept_too_so_that_a_restore_does_not_remove_it()
    {
        Desk.Files["certs/tls.p12"] = [2];
        StepResult.Done done = Says.IsDone(await Run(("file", "certs/tls.p12"), ("from", "media/tls.p12")));
        Assert.Contains("The very same file is there now; it is kept as a backup all the same.", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("certs.before/tls.p12.before-the-step", Assert.IsType<FilePlaced>(Assert.Single(done.Facts)).Backup);
    }

    [Theory]
    [InlineData("tls.p12")]
    [InlineData("/tls.p12")]
    [InlineData("//tls.p12")]
    [InlineData("./tls.p12")]
    [InlineData("certs/../tls.p12")]
    public async Task What_lies_in_no_folder_is_not_replaced(string file)
    {
        Desk.Files[file] = [1];
        Says.IsRefused(
            await Run(("file", file), ("from", "media/tls.p12")),
            "no-backup-folder",
            $"The file {file} is not in a folder beside which another can be made, so no backup of it can be kept outside of the folder that a server reads.",
            "Abort and have the file moved into a folder of its own, or named by its whole path.");
        Says.IsRefused(await _cutOver.Room.Run("remove-file", ("file", file)), "no-backup-folder", $"The file {file} is not in a folder beside which another can be made, so no backup of it can be kept outside of the folder that a server reads.");
        Desk.Files.Remove(file);
        Says.IsDone(await Run(("file", file), ("from", "media/tls.p12")));
    }

    [Fact]
    public async Task A_configuration_is_neither_placed_nor_removed()
    {
        Desk.Registry = Desk.Registry.With([new ConfigEdited("certs/tls.p12", [], "00", "01", "certs.before/tls.p12.before-edit")]);
        StepResult[] both = [await Run(("file", "certs/tls.p12"), ("from", "media/tls.p12")), await _cutOver.Room.Run("remove-file", ("file", "certs/tls.p12"))];
        Assert.All(both, result => Says.IsRefused(
            result,
            "configuration",
            "The file certs/tls.p12 is a configuration that this ceremony edited: with its PINs in it, its hash must not be on record.",
            "Abort and have the script edit it instead."));
        Assert.Empty(Desk.Calls);
    }

    [Fact]
    public async Task What_took_the_place_of_another_file_is_not_edited_as_a_configuration()
    {
        Desk.Registry = Desk.Registry.With([new FilePlaced("config/cm.conf", "00", "cm.conf.before")]);
        Says.IsRefused(
            await _cutOver.Room.Run("edit-config", ("file", "config/cm.conf"), ("set", Settings.Of(("port", "1")))),
            "hash-on-record",
            "The file config/cm.conf was replaced or removed in this ceremony, so the hash of all that was in it is on record: as a configuration it could have held PINs.",
            "Abort and have the script edit it before anything takes its place.");
        Assert.Empty(Desk.Calls);
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_refused()
    {
        Says.IsRefused(await Run(("file", "a"), ("artifact", "none.crt")), "no-artifact", "This ceremony has kept nothing under the name none.crt.");
        Says.IsRefused(await Run(("file", "a"), ("from", "media/none.p12")), "file-missing", "The file media/none.p12 is not there.");
    }

    [Fact]
    public async Task What_the_officers_decline_is_not_placed()
    {
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(("file", "certs/tls.p12"), ("from", "media/tls.p12")), "declined", "The placing of tls.p12 was declined.");
        Assert.Equal([1], Desk.Files["certs/tls.p12"]);
    }

    [Fact]
    public async Task A_file_that_is_read_back_otherwise_is_refused()
    {
        Desk.Host.ReadsBack = _ => "00";
        Says.IsRefused(await Run(("file", "a"), ("from", "media/tls.p12")), "file-differs", "The file a was written, but what was read back is not what was approved.");
    }

    [Theory]
    [InlineData("", "", "give either \"artifact\" or \"from\", to say what is put there")]
    [InlineData("a.crt", "b", "give either \"artifact\" or \"from\", to say what is put there")]
    [InlineData("", "to", "\"from\" and \"file\" are the same file")]
    public void What_is_put_there_is_said_once(string artifact, string from, string sentence)
    {
        (string, object)[] fields = [("file", "to"), .. artifact.Length == 0 ? [] : new[] { ("artifact", (object)artifact) }, .. from.Length == 0 ? [] : new[] { ("from", (object)from) }];
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Script.Step("place-file", fields)).Message);
    }

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _cutOver.Room.Run("place-file", fields);
}
