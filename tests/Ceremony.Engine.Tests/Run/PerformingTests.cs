using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What is done to files and services of the installation: only as it was shown, no PIN in the record, and once however often it is begun.</summary>
public sealed partial class PerformingTests
{
    internal const string Script = """
        format: ceremony-script/1
        ceremony: acting
        version: 1
        title: Acting
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: The work
            steps:
              - { id: work, do: one-action }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;

    private const string Before = "# servers\r\nSSL.file=old.p12\r\nSSL.pin=1234\r\n";
    private static readonly ServiceEntry Cf = new("cf", ["bin/control", "start", "cf"], ["bin/control", "stop", "cf"], ["bin/control", "is-active", "cf"], ["bin/control", "log", "cf"], 1);

    [Fact]
    public async Task Settings_are_made_and_a_PIN_is_written_that_opened_the_token()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal("# servers\r\nSSL.file=new.p12\r\nSSL.pin=hsm-pin\r\nSSL.tokenlabel=HSM\r\n", Text(stage, "cm.conf"));
        Assert.Equal(Before, Text(stage, "cm.conf.before-work"));
        Assert.Equal((7u, 8u, 0x1a0u), (State(stage, "cm.conf").Owner, State(stage, "cm.conf").Group, State(stage, "cm.conf").Mode));
        string journal = File.ReadAllText(Path.Combine(stage.Folder, JournalWriter.FileName));
        Assert.DoesNotContain("hsm-pin", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("hsm-pin"))[..8], journal, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(State(stage, "cm.conf").Bytes)), journal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/usr/bin/systemctl")]
    [InlineData("systemctl")]
    [InlineData("out/control")]
    public async Task A_rehearsal_runs_no_program_outside_its_folder(string program)
    {
        var ran = new List<string>();
        var service = new ServiceEntry("cf", [program, "start"], [program, "stop"], [program, "is-active"], [program, "log"], 1);
        using Stage stage = Acting(_ => Task.FromResult<CeremonyAction>(new StartService("cf", service.Start)), Performing, service);
        Directory.CreateSymbolicLink(Path.Combine(stage.Folder, "out"), "/usr/bin");
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        stage.Installation.Runs = command =>
        {
            ran.Add(command[0]);
            return new CommandResult(0, ["active"]);
        };
        RunOutcome outcome = await stage.Begin();
        Assert.All(ran, each => Assert.Equal(Path.Combine(stage.Folder, "systemctl"), each));
        Assert.Equal(program == "systemctl" ? RunEnd.Completed : RunEnd.Left, outcome.End);
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/etc/hostname")]
    [InlineData("out/hostname")]
    public async Task A_rehearsal_looks_at_nothing_outside_its_folder(string file)
    {
        using Stage stage = Acting(
            async desk => new RemoveFile(file, (await desk.Look(new LookAtFileState(file)))!.Sha256, null),
            Performing);
        Directory.CreateSymbolicLink(Path.Combine(stage.Folder, "out"), "/etc");
        stage.Installation.Files[Path.GetFullPath(Path.Combine(stage.Folder, file))] = new FileState([1], 7, 8, 0x1a0);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block => block.Text ==
            $"{file} leads out of the rehearsal's folder, and a rehearsal works with nothing outside it. Abort, and begin again with parameters that suit a rehearsal."));
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "looked" && line.Step == "work");
    }

    [Fact]
    public async Task Wherever_the_program_is_stopped_the_file_is_edited_once_and_the_first_backup_stays()
    {
        int writes;
        using (Stage whole = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action)))
        {
            Put(whole, "cm.conf", Before);
            var counting = new StoppingFiles(whole.Files, int.MaxValue, afterTheWrite: false);
            whole.Files = counting;
            Assert.Equal(RunEnd.Completed, (await whole.Begin()).End);
            writes = counting.Writes;
        }

        for (int stop = writes - 20; stop <= writes; stop++)
        {
            using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
            Put(stage, "cm.conf", Before);
            IDurableFiles files = stage.Files;
            stage.Files = new StoppingFiles(files, stop, afterTheWrite: stop % 2 == 0);
            await Assert.ThrowsAnyAsync<StoppedException>(stage.Begin);
            stage.Files = files;
            Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
            Assert.Equal("# servers\r\nSSL.file=new.p12\r\nSSL.pin=hsm-pin\r\nSSL.tokenlabel=HSM\r\n", Text(stage, "cm.conf"));
            Assert.Equal(Before, Text(stage, "cm.conf.before-work"));
        }
    }

    [Fact]
    public async Task A_file_is_placed_removed_and_brought_back()
    {
        byte[] placed = "new"u8.ToArray();
        using Stage stage = Acting(
            _ => Task.FromResult<CeremonyAction>(new PlaceFile("ca.cer", null, placed, Hash(placed), Hash("old"u8.ToArray()), "ca.cer.before-work")),
            async (desk, approval, action) =>
            {
                await desk.Perform(approval, (PlaceFile)action);
                var remove = new RemoveFile("boot.cer", Hash("boot"u8.ToArray()), "boot.cer.before-work");
                await desk.Perform((await desk.Approve(new Core.Screens.Screen("Remove"), remove))!, remove);
                var restore = new RestoreFiles([new RestoredFile("boot.cer", "boot.cer.before-work"), new RestoredFile("ca.cer", "ca.cer.before-work")]);
                await desk.Perform((await desk.Approve(new Core.Screens.Screen("Restore"), restore))!, restore);
            });
        Put(stage, "ca.cer", "old");
        Put(stage, "boot.cer", "boot");
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("old", "boot"), (Text(stage, "ca.cer"), Text(stage, "boot.cer")));
        Assert.Equal(
            ["place-file", "remove-file", "restore-files"],
            stage.Lines.Where(line => line.Kind == "intended").Select(line => line.Json["action"].AsMap().Text("do")));
    }

    [Fact]
    public async Task A_service_that_does_not_come_up_is_told_with_its_last_lines()
    {
        ServiceReceipt? receipt = null;
        using Stage stage = Acting(
            _ => Task.FromResult<CeremonyAction>(new StartService("cf", Cf.Start)),
            async (desk, approval, action) => receipt = await desk.Perform(approval, (StartService)action),
            Cf);
        stage.Installation.Runs = command => command[1] switch
        {
            "start" => new CommandResult(1, ["could not start"]),
            "is-active" => new CommandResult(3, ["failed"]),
            _ => new CommandResult(0, ["12:00 wrong PIN of tls.p12"]),
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("failed", "12:00 wrong PIN of tls.p12"), (receipt!.State, Assert.Single(receipt.Log)));
    }

    [Fact]
    public async Task A_service_that_does_not_go_down_is_told_with_its_last_lines()
    {
        ServiceReceipt? receipt = null;
        using Stage stage = Acting(
            _ => Task.FromResult<CeremonyAction>(new StopService("cf", Cf.Stop)),
            async (desk, approval, action) => receipt = await desk.Perform(approval, (StopService)action),
            Cf);
        stage.Installation.Runs = command =>
        {
            stage.Machine.Rest(TimeSpan.FromSeconds(1));
            return command[1] switch
            {
                "stop" => new CommandResult(1, ["could not stop"]),
                "is-active" => new CommandResult(0, ["active"]),
                _ => new CommandResult(0, ["12:00 a client holds on"]),
            };
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("active", "12:00 a client holds on"), (receipt!.State, Assert.Single(receipt.Log)));
    }

    [Fact]
    public async Task A_soft_token_is_made_under_a_PIN_that_its_holder_alone_was_shown()
    {
        byte[]? publicKey = null;
        using Stage stage = Acting(
            _ => Task.FromResult<CeremonyAction>(new MakeSoftToken("tls.p12", "Name of officer 1", KeyAlgorithm.EcP256, 12)),
            async (desk, approval, action) => publicKey = (await desk.Perform(approval, (MakeSoftToken)action)).PublicKey);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        string pin = stage.Room.ReadBack["pin tls.p12"];
        Assert.Equal(12, pin.Length);
        using var secret = Core.Secrets.Secret.FromText(pin);
        using var key = Pki.SoftKey.Open(File.ReadAllBytes(Path.Combine(stage.Folder, "tls.p12.pending")), secret);
        Assert.Equal(publicKey, key.PublicKey);
        Assert.Equal("PIN of tls.p12", stage.Lines.Single(line => line.Kind == "secret-shown").Json.Text("secret"));
        Assert.DoesNotContain(pin, File.ReadAllText(Path.Combine(stage.Folder, JournalWriter.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_at_a_configuration_file_sees_no_PIN()
    {
        ConfigView? seen = null;
        using Stage stage = Acting(Edit, async (desk, _, _) => seen = await desk.Look(new LookAtConfig("cm.conf")));
        Put(stage, "cm.conf", Before);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal("# servers\r\nSSL.file=old.p12\r\nSSL.pin=****\r\n", Encoding.UTF8.GetString(seen!.Masked));
        Assert.Equal((7L, 8L, 0x1a0L), (seen.Owner, seen.Group, seen.Mode));
    }

    private static Task<CeremonyAction> Edit(IDesk desk)
    {
        ConfigText before = ConfigText.Of(Encoding.UTF8.GetBytes(Before)).Masked();
        ConfigText after = before.With("SSL.file", "new.p12").With("SSL.pin", ConfigText.Mask).With("SSL.tokenlabel", "HSM");
        return Task.FromResult<CeremonyAction>(new EditConfig(
            "cm.conf",
            before.MaskedSha256(),
            after.MaskedSha256(),
            [new ConfigEdit("SSL.file") { Value = "new.p12" }, new ConfigEdit("SSL.pin") { PinOf = new TokenRef("hsm") }, new ConfigEdit("SSL.tokenlabel") { Value = "HSM" }],
            "cm.conf.before-work"));
    }

    private static async Task<CeremonyAction> EditAsSeen(IDesk desk)
    {
        ConfigText before = ConfigText.Of((await desk.Look(new LookAtConfig("cm.conf")))!.Masked);
        ConfigText after = before.With("SSL.pin", ConfigText.Mask);
        return new EditConfig("cm.conf", before.MaskedSha256(), after.MaskedSha256(), [new ConfigEdit("SSL.pin") { PinOf = new TokenRef("hsm") }], "cm.conf.before-work");
    }

    private static void AssertAgreedTwice(Stage stage)
    {
        Assert.Equal(Before.Replace("1234", "hsm-pin", StringComparison.Ordinal) + "added=meanwhile\r\n", Text(stage, "cm.conf"));
        Assert.Equal(Before + "added=meanwhile\r\n", Text(stage, "cm.conf.before-work"));
        Assert.Equal(
            ["looked", "approved", "intended", "failed", "looked", "approved", "intended", "performed"],
            stage.Lines.Where(line => line.Step == "work" && line.Kind is "looked" or "approved" or "intended" or "failed" or "performed" && line.Step == "work").Select(line => line.Kind));
    }

    private static Task Performing(IDesk desk, Approval approval, CeremonyAction action) => action switch
    {
        PlaceFile place => desk.Perform(approval, place),
        RemoveFile remove => desk.Perform(approval, remove),
        RestoreFiles restore => desk.Perform(approval, restore),
        _ => desk.Perform(approval, (StartService)action),
    };

    private static Stage Acting(Func<IDesk, Task<CeremonyAction>> makes, Func<IDesk, Approval, CeremonyAction, Task> performs, params IReadOnlyList<ServiceEntry> services) =>
        new(Script, null, new OneActionKind(makes, performs)) { Services = services, Judge = new BlindJudge() };

    private static void Put(Stage stage, string name, string text) =>
        stage.Installation.Files[Path.Combine(stage.Folder, name)] = new FileState(Encoding.UTF8.GetBytes(text), 7, 8, 0x1a0);

    private static FileState State(Stage stage, string name) => stage.Installation.Files[Path.Combine(stage.Folder, name)];

    private static string Text(Stage stage, string name) => Encoding.UTF8.GetString(State(stage, name).Bytes);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
