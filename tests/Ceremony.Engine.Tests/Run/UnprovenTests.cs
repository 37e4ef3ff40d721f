using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What the verifier would refuse in the end is refused before it is done or written, whichever step asks for it.</summary>
public sealed class UnprovenTests
{
    [Fact]
    public async Task What_the_record_would_not_prove_is_not_done_though_it_was_agreed_to()
    {
        // A step that has the officers sign with a key which it calls by another name.
        using Stage stage = WithStep(new OneActionKind(
            desk => Task.FromResult<CeremonyAction>(new Sign(new TokenRef("hsm"), desk.Registry.Key("First key")!.Id, "Some key", SignatureAlgorithm.Sha256Ecdsa, "anything"u8.ToArray())),
            async (desk, approval, action) => await desk.Perform(approval, (Sign)action)));

        await stage.Begin();

        Assert.Contains(stage.Lines, line => line.Kind == "approved" && line.Step == "it");
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "intended" or "performed" && line.Step == "it");
        string refused = Assert.Single(stage.Lines, line => line.Kind == "refused").Json.Text("reason");
        Assert.StartsWith("What was agreed to was not done, since the record would not prove it: Line ", refused, StringComparison.Ordinal);
        Assert.EndsWith("in the token \"hsm\" is \"First key\", not \"Some key\".", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_is_not_recorded_as_done_with_a_fact_that_nothing_bears()
    {
        using Stage stage = WithStep(new StatingKind(new ServiceStarted("cm")));

        await stage.Begin();

        Assert.EndsWith("nothing shows that the service cm is up.", Assert.Single(stage.Lines, line => line.Kind == "refused").Json.Text("reason"), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "step-done" && line.Step == "it");
    }

    [Fact]
    public async Task A_certificate_is_not_recorded_at_a_time_at_which_it_is_not_valid_yet()
    {
        using Stage stage = Bootstrap.Stage();
        bool wasSet = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title.StartsWith("The CA", StringComparison.Ordinal) && !wasSet)
            {
                wasSet = true;
                stage.Machine.ClockMovedMilliseconds = -3_600_000;
            }
            else if (prompt is ChoicePrompt { Key: "after-refusal" })
            {
                stage.Machine.ClockMovedMilliseconds = 0;
            }

            return prompt is ChoicePrompt { Key: "clock-wrong" } ? new Chose("right") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(wasSet);
        Journal.JournalLine said = Assert.Single(stage.Lines, line => line.Kind == "refused");
        Assert.True(said.Seq < stage.Lines.Single(line => line.Kind == "step-done" && line.Step == said.Step).Seq);
        string refused = said.Json.Text("reason");
        Assert.StartsWith("The step cannot be recorded as done, since the record would not prove it: ", refused, StringComparison.Ordinal);
        Assert.Contains("is not valid", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confirm: { officers: 2, within: 10 minutes }", "confirm:\n  officers: 2\n  within: \"10 \\x6dinutes\"")]
    [InlineData("confirm: { officers: 2, within: 10 minutes }", "\"con\\x66irm\": { officers: 2, within: 10 minutes }")]
    public async Task A_script_that_the_verifier_cannot_read_is_not_begun_with(string confirm, string otherwise)
    {
        using var stage = new Stage(Scripts.TwoKeys.Replace(confirm, otherwise, StringComparison.Ordinal));

        Core.Devices.DeviceFault fault = await Assert.ThrowsAsync<Core.Devices.DeviceFault>(stage.Begin);

        Assert.Equal(
            "The ceremony cannot be held with this script, since its record would not hold: What script.yaml says under confirm: is written in a way that cannot be read here, so nobody has compared it with line 1. Have the script corrected. Nothing was begun.",
            fault.Message);
        Assert.True(stage.HasNothingYet);
        Assert.Empty(stage.Room.Screens);
    }

    [Fact]
    public async Task A_ceremony_without_officers_is_not_closed_as_completed()
    {
        using var stage = new Stage(Scripts.TwoKeys
            .Replace("      - { id: kit, do: open-boot-kit, folder: boot-kit }\n", "", StringComparison.Ordinal)
            .Replace("      - { id: first, do: generate-key, key: First key, token: hsm, algorithm: ec-p256, usage: [sign] }\n", "", StringComparison.Ordinal)
            .Replace("{ id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }", "{ id: texts, do: read, text: Nothing is made. }", StringComparison.Ordinal));

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Contains("2 officers have to sign, but it names only 0", Core.Json.CanonicalJson.WriteText(stage.Room.Screens.Single(screen => screen.Title == "The record is not proven").ToJson()), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sealed");
    }

    private static Stage WithStep(StepKind kind)
    {
        var stage = new Stage(
            Scripts.TwoKeys.Replace("{ id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }", $"{{ id: it, do: {kind.Name} }}", StringComparison.Ordinal), null, kind);
        stage.Room.Instead = (screen, _) => screen.Title == "The step cannot be done" ? new Chose("leave") : null;
        return stage;
    }
}
