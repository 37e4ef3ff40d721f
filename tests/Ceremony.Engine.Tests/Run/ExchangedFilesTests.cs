using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using static Ceremony.Engine.Tests.Run.PerformingTests;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What was looked at is what is changed: whatever came to its path meanwhile stays as it is, and a rehearsal stays in its folder.</summary>
public sealed class ExchangedFilesTests
{
    [Fact]
    public async Task After_a_change_the_step_shows_the_file_as_it_is_and_what_was_agreed_to_is_agreed_to_again()
    {
        using Stage stage = Acting(EditAsSeen, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        bool isChanged = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is PinPrompt { Key: "pin hsm" } && !isChanged)
            {
                isChanged = true;
                Put(stage, "cm.conf", Before + "added=meanwhile\r\n");
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("again") : null;
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        AssertAgreedTwice(stage);
    }

    [Fact]
    public async Task After_a_change_a_resumed_step_looks_anew()
    {
        using Stage stage = Acting(EditAsSeen, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is PinPrompt { Key: "pin hsm" })
            {
                Put(stage, "cm.conf", Before + "added=meanwhile\r\n");
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        AssertAgreedTwice(stage);
    }

    [Fact]
    public async Task What_is_exchanged_after_it_was_opened_does_not_get_the_PIN_and_is_not_kept_as_the_backup()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        stage.Installation.AfterOpening = path =>
        {
            if (path.EndsWith("cm.conf", StringComparison.Ordinal))
            {
                Put(stage, "cm.conf", "another=file\r\n");
            }
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("another=file\r\n", Text(stage, "cm.conf"));
        Assert.Equal(Before, Text(stage, "cm.conf.before-work"));
    }

    [Theory]
    [InlineData("place-file")]
    [InlineData("remove-file")]
    [InlineData("restore-files")]
    public async Task A_file_that_is_exchanged_after_it_was_opened_is_left_as_it_is(string name)
    {
        byte[] placed = "new"u8.ToArray();
        CeremonyAction action = name switch
        {
            "place-file" => new PlaceFile("ca.cer", null, placed, Hash(placed), Hash("old"u8.ToArray()), "ca.cer.before-work"),
            "remove-file" => new RemoveFile("ca.cer", Hash("old"u8.ToArray()), "ca.cer.before-work"),
            _ => new RestoreFiles([new RestoredFile("ca.cer", "kept")]),
        };
        using Stage stage = Acting(_ => Task.FromResult(action), Performing);
        Put(stage, "ca.cer", "old");
        Put(stage, "kept", "before");
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        stage.Installation.AfterOpening = path =>
        {
            if (path.EndsWith("ca.cer", StringComparison.Ordinal))
            {
                Put(stage, "ca.cer", "another");
            }
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("another", Text(stage, "ca.cer"));
        Assert.Equal("Changed", stage.Lines.Last(line => line.Kind == "failed").Json.Text("code"));
    }

    [Fact]
    public async Task A_file_that_appears_where_there_was_none_is_left_as_it_is()
    {
        byte[] placed = "new"u8.ToArray();
        using Stage stage = Acting(_ => Task.FromResult<CeremonyAction>(new PlaceFile("ca.cer", null, placed, Hash(placed), null, null)), Performing);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        stage.Installation.AfterOpening = path =>
        {
            if (path.EndsWith("ca.cer", StringComparison.Ordinal))
            {
                Put(stage, "ca.cer", "another");
            }
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("another", Text(stage, "ca.cer"));
    }

    [Fact]
    public async Task A_file_that_was_opened_wider_since_it_was_shown_does_not_get_the_PIN()
    {
        using Stage stage = Acting(EditAsSeen, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is PinPrompt { Key: "pin hsm" })
            {
                string path = Path.Combine(stage.Folder, "cm.conf");
                stage.Installation.Files[path] = stage.Installation.Files[path] with { Mode = 0x1b6 };
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(Before, Text(stage, "cm.conf"));
    }

    [Fact]
    public async Task A_backup_that_was_exchanged_since_it_was_seen_is_not_brought_back()
    {
        using Stage stage = Acting(
            async desk =>
            {
                await desk.Look(new LookAtFileState("ca.cer"));
                await desk.Look(new LookAtFileState("kept"));
                return new RestoreFiles([new RestoredFile("ca.cer", "kept")]);
            },
            Performing);
        Put(stage, "ca.cer", "new");
        Put(stage, "kept", "before");
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "Act" && prompt is ConfirmPrompt { StepNumber: not null })
            {
                Put(stage, "kept", "another");
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("new", Text(stage, "ca.cer"));
        Assert.StartsWith("The file kept is no longer as it was shown", stage.Lines.Last(line => line.Kind == "failed").Json.Text("reason"), StringComparison.Ordinal);
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
}
