using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A file that is exchanged between its comparison and its change is left as it is, and the next try shows it as it is then.</summary>
public sealed class ChangedFilesTests
{
    private const string Before = "# servers\r\nSSL.file=old.p12\r\nSSL.pin=1234\r\n";
    private const string Others = "# servers\r\nSSL.file=old.p12\r\nSSL.pin=1234\r\nadded=meanwhile\r\n";

    [Fact]
    public async Task A_configuration_that_is_exchanged_at_the_last_moment_gets_no_PIN_and_is_looked_at_anew()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        ExchangeOnce(stage, "cm.conf", Others);
        string? left = null;
        OnRefusal(stage, () =>
        {
            left = Text(stage, "cm.conf");
            Assert.DoesNotContain(At(stage, "cm.conf.before-work"), stage.Installation.Files.Keys);
            return "again";
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(Others, left);
        Assert.Equal("# servers\r\nSSL.file=new.p12\r\nSSL.pin=hsm-pin\r\nadded=meanwhile\r\n", Text(stage, "cm.conf"));
        Assert.Equal(Others, Text(stage, "cm.conf.before-work"));
        Assert.Equal(["looked", "intended", "failed", "looked", "intended", "performed"], Deeds(stage));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "approved" && line.Step == "work"));
    }

    [Fact]
    public async Task A_ceremony_that_was_left_after_that_looks_anew_when_it_is_resumed()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        ExchangeOnce(stage, "cm.conf", Others);
        OnRefusal(stage, () => "leave");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(Others, Text(stage, "cm.conf"));
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal("# servers\r\nSSL.file=new.p12\r\nSSL.pin=hsm-pin\r\nadded=meanwhile\r\n", Text(stage, "cm.conf"));
        Assert.Equal(["looked", "intended", "failed", "looked", "intended", "performed"], Deeds(stage));
    }

    [Fact]
    public async Task Owner_and_mode_are_those_of_the_file_that_was_compared()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Installation.AtLastMoment = path => stage.Installation.Files[path] = new FileState(Encoding.UTF8.GetBytes(Before), 0, 0, 0x1b6);
        OnRefusal(stage, () => "leave");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(Before, Text(stage, "cm.conf"));
    }

    [Fact]
    public async Task A_file_that_is_exchanged_before_another_takes_its_place_is_looked_at_anew()
    {
        byte[] bytes = "new"u8.ToArray();
        using Stage stage = Acting(
            async desk =>
            {
                FileView? there = await desk.Look(new LookAtFileState("ca.cer"));
                return new PlaceFile("ca.cer", null, bytes, Hash("new"), there!.Sha256, "ca.cer.before-work");
            },
            (desk, approval, action) => desk.Perform(approval, (PlaceFile)action));
        Put(stage, "ca.cer", "old");
        ExchangeOnce(stage, "ca.cer", "others");
        OnRefusal(stage, () => "again");
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("new", "others"), (Text(stage, "ca.cer"), Text(stage, "ca.cer.before-work")));
        Assert.Equal(["looked", "intended", "failed", "looked", "intended", "performed"], Deeds(stage));
    }

    [Fact]
    public async Task Where_nothing_stood_and_something_came_nothing_is_overwritten()
    {
        using Stage stage = Acting(
            async desk =>
            {
                FileView? there = await desk.Look(new LookAtFileState("ca.cer"));
                return new PlaceFile("ca.cer", null, "new"u8.ToArray(), Hash("new"), there?.Sha256, there is null ? null : "ca.cer.before-work");
            },
            (desk, approval, action) => desk.Perform(approval, (PlaceFile)action));
        ExchangeOnce(stage, "ca.cer", "others");
        OnRefusal(stage, () => "again");
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("new", "others"), (Text(stage, "ca.cer"), Text(stage, "ca.cer.before-work")));
    }

    [Fact]
    public async Task A_file_that_stands_there_already_is_kept_all_the_same()
    {
        using Stage stage = Acting(
            _ => Task.FromResult<CeremonyAction>(new PlaceFile("ca.cer", null, "new"u8.ToArray(), Hash("new"), Hash("new"), "ca.cer.before-work")),
            (desk, approval, action) => desk.Perform(approval, (PlaceFile)action));
        Put(stage, "ca.cer", "new");
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("new", "new"), (Text(stage, "ca.cer"), Text(stage, "ca.cer.before-work")));
    }

    [Fact]
    public async Task A_medium_that_is_exchanged_before_the_copy_is_not_copied()
    {
        using Stage stage = Acting(
            async desk =>
            {
                FileView? source = await desk.Look(new LookAtFileState("stick/tls.p12"));
                return new PlaceFile("tls.p12", "stick/tls.p12", null, source!.Sha256, null, null);
            },
            (desk, approval, action) => desk.Perform(approval, (PlaceFile)action));
        Put(stage, "stick/tls.p12", "good");
        OnConfirm(stage, () => Put(stage, "stick/tls.p12", "bad"));
        OnRefusal(stage, () => "leave");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.DoesNotContain(At(stage, "tls.p12"), stage.Installation.Files.Keys);
        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<WarningBlock>().Any(block => block.Text.StartsWith("The file stick/tls.p12 is no longer as it was shown, so it was not copied.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_is_exchanged_before_its_removal_stays_and_is_looked_at_anew()
    {
        using Stage stage = Acting(
            async desk => new RemoveFile("boot.cer", (await desk.Look(new LookAtFileState("boot.cer")))!.Sha256, "boot.cer.before-work"),
            (desk, approval, action) => desk.Perform(approval, (RemoveFile)action));
        Put(stage, "boot.cer", "boot");
        ExchangeOnce(stage, "boot.cer", "others");
        OnRefusal(stage, () =>
        {
            Assert.Equal("others", Text(stage, "boot.cer"));
            return "again";
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.DoesNotContain(At(stage, "boot.cer"), stage.Installation.Files.Keys);
        Assert.Equal("others", Text(stage, "boot.cer.before-work"));
    }

    [Fact]
    public async Task A_backup_that_was_exchanged_is_not_brought_back()
    {
        using Stage stage = Acting(
            _ => Task.FromResult<CeremonyAction>(new RemoveFile("boot.cer", Hash("boot"), "boot.cer.before-work")),
            async (desk, approval, action) =>
            {
                await desk.Perform(approval, (RemoveFile)action);
                var restore = new RestoreFiles([new RestoredFile("boot.cer", "boot.cer.before-work")]);
                Approval restoring = (await desk.Approve(new Screen("Restore"), restore))!;
                await desk.Perform(restoring, restore);
            });
        Put(stage, "boot.cer", "boot");
        bool isFirst = true;
        OnConfirm(stage, () =>
        {
            if (stage.Installation.Files.ContainsKey(At(stage, "boot.cer.before-work")) && isFirst)
            {
                isFirst = false;
                Put(stage, "boot.cer.before-work", "bad");
            }
        });
        OnRefusal(stage, () =>
        {
            Assert.DoesNotContain(At(stage, "boot.cer"), stage.Installation.Files.Keys);
            Put(stage, "boot.cer.before-work", "boot");
            return "again";
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.False(isFirst);
        Assert.Equal("boot", Text(stage, "boot.cer"));
        Assert.Equal("OtherBackup", stage.Lines.Entries<Failed>().Single().Code);
    }

    [Fact]
    public async Task A_file_that_is_exchanged_before_its_backup_is_brought_back_is_left_as_it_is()
    {
        Stage? room = null;
        using Stage stage = Acting(
            async desk =>
            {
                FileView? there = await desk.Look(new LookAtFileState("ca.cer"));
                return new PlaceFile("ca.cer", null, "new"u8.ToArray(), Hash("new"), there!.Sha256, "ca.cer.before-work");
            },
            async (desk, approval, action) =>
            {
                await desk.Perform(approval, (PlaceFile)action);
                await desk.Look(new LookAtFileState("ca.cer"));
                var restore = new RestoreFiles([new RestoredFile("ca.cer", "ca.cer.before-work")]);
                Approval restoring = (await desk.Approve(new Screen("Restore"), restore))!;
                ExchangeOnce(room!, "ca.cer", "others");
                await desk.Perform(restoring, restore);
            });
        room = stage;
        Put(stage, "ca.cer", "old");
        OnRefusal(stage, () =>
        {
            stage.Installation.AtLastMoment = null;
            return "leave";
        });
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("others", Text(stage, "ca.cer"));
        Assert.Equal(DeviceFault.Changed, stage.Lines.Entries<Failed>().Single().Code);
    }

    [Fact]
    public async Task What_somebody_else_put_in_its_place_already_is_not_taken_for_this_ceremonys_work()
    {
        using Stage stage = Acting(
            async desk =>
            {
                FileView? there = await desk.Look(new LookAtFileState("ca.cer"));
                return new PlaceFile("ca.cer", null, "new"u8.ToArray(), Hash("new"), there!.Sha256, "ca.cer.before-work");
            },
            (desk, approval, action) => desk.Perform(approval, (PlaceFile)action));
        Put(stage, "ca.cer", "old");
        bool isFirst = true;
        OnConfirm(stage, () =>
        {
            if (isFirst)
            {
                isFirst = false;
                Put(stage, "ca.cer", "new");
            }
        });
        OnRefusal(stage, () => "again");
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(("new", "new"), (Text(stage, "ca.cer"), Text(stage, "ca.cer.before-work")));
        Assert.Equal(["looked", "intended", "failed", "looked", "intended", "performed"], Deeds(stage));
    }

    [Fact]
    public async Task No_key_is_written_where_a_medium_was_taken_out()
    {
        using Stage stage = Acting(
            async desk =>
            {
                await desk.Look(new LookAtMedium("."));
                return new MakeSoftToken("tls.p12", "Name of officer 1", KeyAlgorithm.EcP256, 12);
            },
            (desk, approval, action) => desk.Perform(approval, (MakeSoftToken)action));
        // The operator agrees to it alone.
        stage.Room.Instead = (screen, _) =>
        {
            stage.Installation.Device = screen.Title == "Act" ? "/dev/sda2" : stage.Installation.Device;
            return null;
        };
        OnRefusal(stage, () => "leave");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.False(File.Exists(At(stage, "tls.p12.pending")));
        Assert.Equal(
            $"tls.p12 would not be written to the medium that was shown: /dev/sdb1 was at {stage.Folder}, and now it is /dev/sda2. Insert the medium again, then try again.",
            stage.Lines.Entries<Failed>().Single().Reason);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "secret-shown");
    }

    [Fact]
    public async Task A_removal_that_was_stopped_in_the_middle_is_done_to_its_end()
    {
        using Stage stage = Acting(
            async desk => new RemoveFile("tls.p12", (await desk.Look(new LookAtFileState("tls.p12")))!.Sha256, null),
            (desk, approval, action) => desk.Perform(approval, (RemoveFile)action));
        Put(stage, "tls.p12", "key");
        OnConfirm(stage, () =>
        {
            stage.Installation.Files.Remove(At(stage, "tls.p12"), out FileState? state);
            stage.Installation.Files.Add(At(stage, "tls.p12.removing"), state!);
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.DoesNotContain(stage.Installation.Files.Keys, name => name.Contains("tls.p12", StringComparison.Ordinal));
    }

    private static async Task<CeremonyAction> Edit(IDesk desk)
    {
        ConfigText before = ConfigText.Of((await desk.Look(new LookAtConfig("cm.conf")))!.Masked);
        ConfigText after = before.With("SSL.file", "new.p12").With("SSL.pin", ConfigText.Mask);
        return new EditConfig(
            "cm.conf",
            before.MaskedSha256(),
            after.MaskedSha256(),
            [new ConfigEdit("SSL.file") { Value = "new.p12" }, new ConfigEdit("SSL.pin") { PinOf = new TokenRef("hsm") }],
            "cm.conf.before-work");
    }

    private static Stage Acting(Func<IDesk, Task<CeremonyAction>> makes, Func<IDesk, Approval, CeremonyAction, Task> performs) =>
        new(PerformingTests.Script, null, new OneActionKind(makes, performs)) { Judge = new BlindJudge() };

    private static void ExchangeOnce(Stage stage, string name, string text)
    {
        bool isDone = false;
        stage.Installation.AtLastMoment = path =>
        {
            if (path == At(stage, name) && !isDone)
            {
                isDone = true;
                Put(stage, name, text);
            }
        };
    }

    private static void OnRefusal(Stage stage, Func<string> chooses)
    {
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose(chooses()) : before(screen, prompt);
    }

    private static void OnConfirm(Stage stage, Action happens)
    {
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title is "Act" or "Restore" && prompt is ConfirmPrompt { StepNumber: not null })
            {
                happens();
            }

            return before(screen, prompt);
        };
    }

    private static IReadOnlyList<string> Deeds(Stage stage) => [.. stage.Lines.Where(line => line.Step == "work" && line.Kind is "looked" or "intended" or "performed" or "failed").Select(line => line.Kind)];

    private static string At(Stage stage, string name) => Path.Combine(stage.Folder, name);

    private static void Put(Stage stage, string name, string text) => stage.Installation.Files[At(stage, name)] = new FileState(Encoding.UTF8.GetBytes(text), 7, 8, 0x1a0);

    private static string Text(Stage stage, string name) => Encoding.UTF8.GetString(stage.Installation.Files[At(stage, name)].Bytes);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
