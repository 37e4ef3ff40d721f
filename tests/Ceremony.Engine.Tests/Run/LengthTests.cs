using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A record that nobody would judge any more is not gone on with: what is left is enough to abort and seal.</summary>
public sealed class LengthTests
{
    [Fact]
    public async Task A_record_of_too_many_facts_is_not_gone_on_with()
    {
        using Stage stage = With(new StatingKind([.. Enumerable.Range(0, 4_500).Select(number => new Attested($"thing {number}", "Name of witness 1"))]));

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Equal("The record has become so long that nobody could verify it if it went on: it has 4503 facts.", Told(stage));
        Assert.Equal("the record is too long: it has 4503 facts", stage.Lines.Single(line => line.Kind == "aborted").Json.Text("reason"));
    }

    [Fact]
    public async Task A_record_of_too_many_authorities_is_not_gone_on_with()
    {
        using Stage stage = With(new StatingKind([.. Enumerable.Range(0, 90).Select(number => new CaCreated($"CA {number}", "key", [1], "ca.cer"))]));

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Equal("The record has become so long that nobody could verify it if it went on: it has 93 authorities.", Told(stage));
    }

    [Fact]
    public async Task A_step_of_too_many_lines_is_stopped()
    {
        using Stage stage = With(new OneActionKind(
            async desk =>
            {
                for (int at = 0; ; at++)
                {
                    await desk.Look(new LookAtRandom(1));
                }
            },
            (_, _, _) => Task.CompletedTask));

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Equal("The record has become so long that nobody could verify it if it went on: it has 9000 lines of the step \"it\".", Told(stage));
    }

    [Fact]
    public async Task A_script_of_too_many_modules_is_not_begun_with()
    {
        string tokens = string.Concat(Enumerable.Range(0, 101).Select(number => $"  t{number}: {{ uri: 'pkcs11:token=T{number}', module: /usr/lib/m{number}.so, custodian: officer 1 }}\n"));
        using var stage = new Stage(Scripts.TwoKeys.Replace("tokens:\n", $"tokens:\n{tokens}", StringComparison.Ordinal));

        Assert.Equal(
            "The script names more than 100 PKCS#11 modules, and no record with so many could be verified. Have it corrected. Nothing was begun.",
            (await Assert.ThrowsAsync<DeviceFault>(stage.Begin)).Message);
        Assert.True(stage.HasNothingYet);
    }

    [Fact]
    public async Task A_reader_with_a_loose_contact_does_not_fill_the_record()
    {
        using Stage stage = With(new OneActionKind(
            async desk =>
            {
                for (int at = 0; at < 1_200; at++)
                {
                    await desk.Look(new LookAtRandom(1));
                }

                return new Core.Actions.EnterInRegistry(new Attested("nothing", "nobody"));
            },
            (desk, _, _) => desk.Show(new Screen("Nothing"))));
        stage.Tokens.IsLoose = true;

        await stage.Begin();

        Assert.Equal(500, stage.Lines.Count(line => line.Step == "it" && line.Kind is "token-inserted" or "token-removed"));
        Assert.Single(stage.Lines, line => line.Kind == "note" && line.Json.Text("text").StartsWith("Tokens come and go all the time", StringComparison.Ordinal));
    }

    // What such a step states is nothing that a verifier would let stand.
    private static Stage With(StepKind kind)
    {
        var stage = new Stage(
            Scripts.TwoKeys.Replace("{ id: first, do: generate-key, key: First key, token: hsm, algorithm: ec-p256, usage: [sign] }", $"{{ id: it, do: {kind.Name} }}", StringComparison.Ordinal), null, kind) { Judge = new BlindJudge() };
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "too-long" } ? new Chose("abort") : null;
        return stage;
    }

    private static string Told(Stage stage) => stage.Room.Screens.First(screen => screen.Title == "The record is too long").Blocks.OfType<WarningBlock>().Single().Text;
}
