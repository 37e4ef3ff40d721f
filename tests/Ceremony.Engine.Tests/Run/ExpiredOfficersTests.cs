using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Officers whose certificates are over while the ceremony still goes on.</summary>
public sealed class ExpiredOfficersTests
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);

    private static Stage ShortLived() => Bootstrap.Stage(script => script.Replace("valid-for: 5 years", "valid-for: 1 days", StringComparison.Ordinal));

    [Fact]
    public async Task Nobody_confirms_with_a_certificate_that_is_over_and_the_room_is_told_what_to_do()
    {
        using Stage stage = ShortLived();
        var troubles = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "From here on the cards confirm")
            {
                stage.Machine.Rest(TwoDays);
            }

            if (prompt is ConfirmPrompt { Trouble: { } trouble })
            {
                troubles.Add(trouble);
                return new Interrupted(new AbortWanted("certificates are over"));
            }

            return null;
        };

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Equal(
            ["Name of officer 1 cannot confirm: the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 is not valid after 2026-03-02 … UTC. "
             + "Compare the clock with a watch first. If it is wrong, set it right and type the PIN again: a witness then compares it, and this is proposed anew. If it is right, refuse (F8), then either have officers with valid certificates confirm, or abort."],
            troubles.Select(trouble => System.Text.RegularExpressions.Regex.Replace(trouble, @"\d\d:\d\d:\d\d", "…")));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "confirmed" && line.Step == "secure-communication");
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sign-in-failed");
        Assert.Empty(stage.Lines.Single(line => line.Kind == "sealed").Json["roster"].AsList());
    }

    [Fact]
    public async Task A_certificate_that_is_over_is_told_before_the_transcript_is_closed()
    {
        using Stage stage = ShortLived();
        var told = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "What will be sealed")
            {
                stage.Machine.Rest(TwoDays);
            }

            if (prompt is ChoicePrompt { Key: "seal-card" })
            {
                told.Add(screen.Blocks.OfType<WarningBlock>().Single().Text);
                return new Chose("abort");
            }

            return null;
        };

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.StartsWith("Name of officer 1 cannot sign the seal: the certificate of C=SE, O=Example AB, CN=Officer 1, serialNumber=00004711 is not valid after 2026-03-02 ", Assert.Single(told), StringComparison.Ordinal);
        Assert.Empty(stage.Lines.Single(line => line.Kind == "sealed").Json["roster"].AsList());
    }

    [Fact]
    public async Task Officers_with_keys_of_the_console_stand_by_themselves()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "signed"));
    }
}
