using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What is exchanged between the look and the deed.</summary>
public sealed partial class PerformingTests
{
    [Fact]
    public async Task A_file_that_changed_since_it_was_shown_is_not_overwritten()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "Act" && prompt is ConfirmPrompt { StepNumber: not null })
            {
                Put(stage, "cm.conf", Before + "added=meanwhile\r\n");
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(Before + "added=meanwhile\r\n", Text(stage, "cm.conf"));
        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block =>
            block.Text == "The file cm.conf is no longer as it was shown, so it was not overwritten. Find out who changed it; the step shows it again when you try again."));
    }

    [Fact]
    public async Task A_file_that_changed_while_the_PIN_was_typed_is_not_overwritten()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = ChangingAtThePin(stage, "leave");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(Before + "added=meanwhile\r\n", Text(stage, "cm.conf"));
        Assert.DoesNotContain(Path.Combine(stage.Folder, "cm.conf.before-work"), stage.Installation.Files.Keys);
    }

    [Fact]
    public async Task After_a_change_the_step_shows_the_file_as_it_is_and_what_was_agreed_to_is_agreed_to_again()
    {
        using Stage stage = Acting(EditAsSeen, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = ChangingAtThePin(stage, "again");
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        AssertAgreedTwice(stage);
    }

    [Fact]
    public async Task After_a_change_a_resumed_step_looks_anew()
    {
        using Stage stage = Acting(EditAsSeen, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = ChangingAtThePin(stage, "leave");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        AssertAgreedTwice(stage);
    }

    [Fact]
    public async Task What_is_exchanged_after_it_was_opened_does_not_get_the_PIN_and_no_backup_is_left_of_what_is_gone()
    {
        using Stage stage = Acting(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action));
        Put(stage, "cm.conf", Before);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        stage.Installation.AtLastMoment = path =>
        {
            if (path.EndsWith("cm.conf", StringComparison.Ordinal))
            {
                Put(stage, "cm.conf", "another=file\r\n");
            }
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal("another=file\r\n", Text(stage, "cm.conf"));
        Assert.DoesNotContain(Path.Combine(stage.Folder, "cm.conf.before-work"), stage.Installation.Files.Keys);
    }

    [Theory]
    [InlineData("place-file")]
    [InlineData("remove-file")]
    public async Task A_file_that_is_exchanged_after_it_was_opened_is_left_as_it_is(string name)
    {
        byte[] placed = "new"u8.ToArray();
        CeremonyAction action = name switch
        {
            "place-file" => new PlaceFile("ca.cer", null, placed, Hash(placed), Hash("old"u8.ToArray()), "ca.cer.before-work"),
            _ => new RemoveFile("ca.cer", Hash("old"u8.ToArray()), "ca.cer.before-work"),
        };
        using Stage stage = Acting(_ => Task.FromResult(action), Performing);
        Put(stage, "ca.cer", "old");
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        stage.Installation.AtLastMoment = path =>
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
        stage.Installation.AtLastMoment = path =>
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

    // Somebody changes the file once, while the PIN is typed.
    private static Func<Screen, Prompt, RoomReply?> ChangingAtThePin(Stage stage, string then)
    {
        bool isChanged = false;
        return (_, prompt) =>
        {
            if (prompt is PinPrompt { Key: "pin hsm" } && !isChanged)
            {
                isChanged = true;
                Put(stage, "cm.conf", Before + "added=meanwhile\r\n");
            }

            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose(then) : null;
        };
    }
}
