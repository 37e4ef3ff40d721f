using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What nothing rests on the officers can have removed from a token there and then; the ceremony goes on, and the verifier finds nothing.</summary>
public sealed class RemovalTests
{
    private static readonly TokenObject Nameless = new("public", "", "", "ec-p256", null, null, []);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_no_line_explains_is_removed_when_an_act_begins(bool isNameless)
    {
        using Stage stage = Smuggling.Ceremony(isNameless ? Nameless : Smuggling.Object, "kit", "remove");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.DoesNotContain(stage.Tokens["HSM"].Objects, each => each.Id is "beef" or "");
        RemoveObject removed = Assert.IsType<RemoveObject>(stage.Lines.Entries<Intended>().Single(intended => intended.Action is RemoveObject).Action);
        Assert.Equal(("serial-HSM", "public", isNameless ? "" : "beef", isNameless ? "" : "First key"), (removed.TokenSerial, removed.Class, removed.Id, removed.Label));
        Assert.Empty(stage.Lines.Entries<ExceptionDecided>());
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_object_with_the_name_of_a_key_that_is_to_be_made_is_removed_where_that_is_refused()
    {
        using Stage stage = Smuggling.Ceremony(Smuggling.Object, "kit", "allow");

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("label-taken", stage.Lines.Entries<StepRefused>().Single().Code);
        Assert.Equal(["First key", "Second key"], stage.Tokens["HSM"].Keys.Select(key => key.Label));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task What_is_not_removed_after_all_is_asked_about_once_more()
    {
        using Stage stage = Smuggling.Ceremony(Smuggling.Object, "kit", "remove");
        Func<Screen, Prompt, RoomReply?> before = stage.Room.Instead;
        int refused = 0;
        stage.Room.Instead = (screen, prompt) => screen.Title == "Remove from a token" && prompt is ConfirmPrompt && refused++ == 0 ? new OfficerRefused(0, "Not mine.") : before(screen, prompt);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.InRange(refused, 2, 10);
        Assert.Single(stage.Lines.Entries<ConfirmationRefused>());
        Assert.DoesNotContain(stage.Tokens["HSM"].Objects, each => each.Id == "beef");
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_removal_that_fails_is_recorded_and_can_be_tried_again()
    {
        using Stage stage = Smuggling.Ceremony(Smuggling.Object, "kit", "remove");
        MemoryToken hsm = stage.Tokens["HSM"];
        int deeds = 0;
        hsm.WhileRemoving = () =>
        {
            if (deeds++ == 0)
            {
                throw new DeviceFault("CKR_DEVICE_ERROR", "HSM: the device reported an error. Try again.");
            }
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("CKR_DEVICE_ERROR", stage.Lines.Entries<Failed>().Single().Code);
        Assert.Equal(2, stage.Lines.Entries<Intended>().Count(intended => intended.Action is RemoveObject));
        Assert.DoesNotContain(hsm.Objects, each => each.Id == "beef");
        Assert.Equal([], stage.Findings());
    }

    /// <summary>The officers who are asked read of nothing that was there before the ceremony, nor of a key that it made.</summary>
    [Fact]
    public async Task What_was_there_before_or_was_made_is_not_offered_to_be_removed()
    {
        using Stage stage = Smuggling.Ceremony(Smuggling.Object, "first", "remove");
        stage.Tokens["HSM"].Put("Earlier", "0e", KeyAlgorithm.EcP256);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["beef"], stage.Lines.Entries<Proposed>().SelectMany(proposed => proposed.Actions).OfType<RemoveObject>().Select(action => action.Id));
        Assert.Equal(["Earlier", "First key", "Second key"], stage.Tokens["HSM"].Keys.Select(key => key.Label));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Interrupted_right_after_it_was_removed_the_ceremony_goes_on()
    {
        using Stage stage = Smuggling.Ceremony(Smuggling.Object, "kit", "remove");
        bool wasStopped = false;
        stage.Tokens["HSM"].AfterDeed = () =>
        {
            if (!wasStopped && stage.Tokens["HSM"].Objects.All(each => each.Id != "beef"))
            {
                wasStopped = true;
                throw new StoppedException();
            }
        };

        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal([], stage.Findings());
    }
}
