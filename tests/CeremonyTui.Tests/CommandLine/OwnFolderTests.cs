using Ceremony.Core.Services;
using Ceremony.Machine.Files;
using Ceremony.Machine.Rehearsals;
using CeremonyTui.Wiring;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>A ceremony's folder is taken literally, and what the program keeps in it is there and nowhere else.</summary>
public sealed class OwnFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("${machinename}")]
    [InlineData("a${shortdate}b{#}")]
    [InlineData("plain")]
    public void The_diagnostic_log_is_in_the_folder_whatever_that_is_called(string name)
    {
        Directory.CreateDirectory(_folder[name]);
        using (var log = new DiagnosticLog(_folder[name]))
        {
            log.Write("token hsm: NoToken");
        }

        Assert.EndsWith(" info token hsm: NoToken\n", File.ReadAllText(Path.Combine(_folder[name], "diagnostic.log")), StringComparison.Ordinal);
        Assert.Equal([_folder[name]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("journal.jsonl")]
    [InlineData("script.yaml")]
    [InlineData("artifacts")]
    [InlineData("transcript")]
    [InlineData("rehearsal")]
    [InlineData("diagnostic.log")]
    public async Task What_the_program_keeps_there_is_no_link(string name)
    {
        string script = Repository.PathOf("ceremony-scripts/single-key/script.yaml");
        Directory.CreateDirectory(_folder["out"]);
        File.CreateSymbolicLink(Path.Combine(_folder["out"], name), _folder["elsewhere"]);
        string sentence = $"{Path.Combine(_folder["out"], name)} is a link, which is not followed: put what it leads to in its place, or give another folder.";
        using var session = new CeremonySession(_folder["out"], null, () => throw new InvalidOperationException("Nothing is to be shown."));
        foreach (Func<Task> command in (Func<Task>[])[() => session.Begin(script, true, new Dictionary<string, string>()), () => session.Return(null), () => session.Return("because")])
        {
            CommandFailure failure = await Assert.ThrowsAsync<CommandFailure>(command);
            Assert.Equal((ExitCodes.Refused, sentence), (failure.ExitCode, failure.Message));
        }

        Assert.False(Path.Exists(_folder["elsewhere"]));
    }

    [Fact]
    public void A_copied_rehearsal_uses_its_own_tokens()
    {
        SoftHsmRoom.Create(new DurableFiles(), _folder["original/rehearsal"]);
        Directory.CreateDirectory(_folder["copy"]);
        Tool.Run("cp", "-a", _folder["original/rehearsal"], _folder["copy"]).Expect();
        string configuration = _folder["copy/rehearsal/softhsm2.conf"];
        Assert.Contains(_folder["original"], File.ReadAllText(configuration), StringComparison.Ordinal);
        new RehearsalSetup(new DurableFiles(), _folder["copy"]).UseSoftHsm();
        Assert.Contains($"directories.tokendir = {_folder["copy/rehearsal/tokens"]}\n", File.ReadAllText(configuration), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder["original"], File.ReadAllText(configuration), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_whose_tokens_are_elsewhere_is_refused()
    {
        Directory.CreateDirectory(_folder["out/rehearsal"]);
        Directory.CreateDirectory(_folder["tokens"]);
        Directory.CreateSymbolicLink(_folder["out/rehearsal/tokens"], _folder["tokens"]);
        CommandFailure failure = Assert.Throws<CommandFailure>(() => new RehearsalSetup(new DurableFiles(), _folder["out"]).UseSoftHsm());
        Assert.Equal($"The rehearsal's tokens in {_folder["out/rehearsal"]} are a link to another folder, and a rehearsal uses only its own: put the tokens themselves there, or begin a new rehearsal.", failure.Message);
    }

    [Theory]
    [InlineData("rehearsal/laboratory/service", true)]
    [InlineData("../elsewhere", false)]
    [InlineData("/usr/bin/systemctl", false)]
    [InlineData("systemctl", false)]
    [InlineData("out/systemctl", false)]
    public void A_rehearsal_s_services_are_its_own(string program, bool isOwn)
    {
        Directory.CreateSymbolicLink(_folder["out"], "/usr/bin");
        ServiceEntry[] services = [new("cf", ["rehearsal/service"], ["rehearsal/service"], ["rehearsal/service"], [program], 1)];
        Exception? refusal = Record.Exception(() => RehearsalSetup.RefuseReal(services, _folder.Path));
        Assert.Equal(isOwn, refusal is null);
        Assert.True(isOwn || refusal is CommandFailure && refusal.Message.StartsWith($"The service \"cf\" is controlled by {program}, but", StringComparison.Ordinal));
    }
}
