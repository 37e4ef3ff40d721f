using Ceremony.Core.Judging;
using Ceremony.Core.Room;
using Ceremony.Journal;
using Ceremony.Verify;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A real ceremony on a machine whose network cannot be taken down, which the people in the room accept.</summary>
public sealed class AcceptedNetworkTests
{
    [Fact]
    public async Task An_interface_that_was_accepted_on_record_is_not_refused_again_by_check_room()
    {
        using var stage = new Stage(Scripts.TwoKeys) { IsProduction = true };
        stage.Machine.IsPlugged = true;
        stage.Room.Instead = (_, prompt) => prompt switch
        {
            ChoicePrompt { Key: "air-gap" } => new Chose("go-on"),
            // Without hints nobody here knows a PIN: it is left at the first.
            PinPrompt => new Interrupted(new LeaveWanted()),
            _ => null,
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal("up: eth0", Assert.Single(stage.Lines, line => line.Kind == "exception").Json.Text("happened"));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "refused");
        Assert.Equal(["room", "people"], stage.Lines.Where(line => line.Kind == "step-done").Select(line => line.Step));
        Assert.Equal(["eth0"], stage.Lines.First(line => line.Kind == "looked").Json["seen"].AsMap().Texts("accepted"));
        Assert.Empty(new RecordJudge(null).Judge(new HeldRecord(File.ReadAllBytes(Path.Combine(stage.Folder, "journal.jsonl")), File.ReadAllBytes(Path.Combine(stage.Folder, "script.yaml")), new Dictionary<string, byte[]>())));
    }

    [Fact]
    public async Task A_step_does_not_begin_with_an_interface_that_came_up_just_then_and_nobody_accepted()
    {
        using var stage = new Stage(Scripts.TwoKeys) { IsProduction = true };
        int looks = 0;
        stage.Machine.OnInterfaces = () => stage.Machine.IsPlugged = ++looks > 1;
        stage.Room.Instead = (_, prompt) => prompt switch
        {
            ChoicePrompt { Key: "air-gap" } => new Chose("go-on"),
            PinPrompt => new Interrupted(new LeaveWanted()),
            _ => null,
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        JournalLine begun = stage.Lines.First(line => line.Kind == "step-started");
        Assert.False(begun.Json["air-gap"].AsBool());
        Assert.True(stage.Lines.First(line => line.Kind == "exception").Seq < begun.Seq);
    }
}
