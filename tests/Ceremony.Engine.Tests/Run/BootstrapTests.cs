using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Scripts;

namespace Ceremony.Engine.Tests.Run;

public sealed class BootstrapTests
{
    [Fact]
    public async Task The_journal_holds_no_PIN_and_no_digest_of_one()
    {
        using Stage stage = Bootstrap.Stage();
        await stage.Begin();
        string[] pins = ["hsm-pin", "so-secret", "kit-pin", .. stage.Room.ReadBack.Values];
        Assert.Equal(5, pins.Length);

        string journal = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(stage.Folder, JournalWriter.FileName)));

        foreach (byte[] pin in pins.Select(Encoding.UTF8.GetBytes))
        {
            // Six digits stand by chance in a long number; as a word of their own they do not.
            Assert.DoesNotMatch($"(?<![0-9A-Za-z+/=-]){Encoding.UTF8.GetString(pin)}(?![0-9A-Za-z+/=-])", journal);
            foreach (byte[] bytes in (byte[][])[SHA256.HashData(pin), SHA1.HashData(pin), SHA512.HashData(pin)])
            {
                Assert.DoesNotContain(Convert.ToHexString(bytes), journal, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Convert.ToBase64String(bytes), journal, StringComparison.Ordinal);
            }

            Assert.DoesNotContain($"\"{Convert.ToHexString(pin)}\"", journal, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain($"\"{Convert.ToBase64String(pin)}\"", journal, StringComparison.Ordinal);
        }

        foreach (string folder in new[] { "artifacts" }.Select(name => Path.Combine(stage.Folder, name)))
        {
            Assert.All(Directory.GetFiles(folder), file => Assert.DoesNotContain(stage.Room.ReadBack.Values, pin => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains($" {pin} ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_was_agreed_to_and_is_done_is_told_and_recorded_and_nobody_presses_a_key_for_it()
    {
        using Stage stage = Bootstrap.Stage();
        await stage.Begin();

        Assert.Contains(stage.Lines.Entries<Shown>(), shown => shown.Screen.Title == "The card is produced");
        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == "The card is produced");
        Assert.Contains(stage.Room.News, news => news.EndsWith(": the card is produced", StringComparison.Ordinal));
        Assert.Empty(stage.Room.State.News);
    }

    [Fact]
    public async Task Everybody_is_told_by_name_once_which_PINs_they_will_type()
    {
        using Stage stage = Bootstrap.Stage();
        stage.Pins = (await Foresight.SilentRehearsal.Foresee(stage.Bound(), stage.Machine.Now)).Pins;
        await stage.Begin();

        Screen told = Assert.Single(stage.Room.Screens, screen => screen.Title == "Who types which PIN");
        IReadOnlyList<Detail> facts = told.Blocks.OfType<FactsBlock>().Single().Facts;
        Assert.Equal(stage.Pins.Select(each => $"Name of {each.Who} ({each.Who})"), facts.Select(fact => fact.Name));
        Assert.All(stage.Pins.Zip(facts), each => Assert.StartsWith($"{each.First.Count} PIN", each.Second.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_forecast_tells_each_person_s_PINs_and_the_confirmations_as_they_come()
    {
        using Stage stage = Bootstrap.Stage();
        await stage.Begin();
        Forecast forecast = await Foresight.SilentRehearsal.Foresee(stage.Bound(), stage.Machine.Now);

        Assert.True(forecast.HasAllPins);
        Assert.Equal(TypedPins.Of(stage), forecast.Pins.SelectMany(each => each.Uses.Select(use => $"{each.Who}: {use.Times} {use.What}")).Order());
        int signatures = stage.Room.Asked.Count(each => each.Reply is OfficerPinTyped);
        Assert.Equal(forecast.Confirmations * 2, signatures);
    }

    [Fact]
    public async Task A_PIN_that_somebody_saw_is_void_and_the_next_one_is_the_card_s()
    {
        using Stage stage = Bootstrap.Stage();
        int seen = 0;
        stage.Room.Instead = (_, prompt) => prompt is ShowSecretPrompt && seen++ < 2 ? new SecretSeen(1, 900) : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Bootstrap.CheckTokens(stage);
        Assert.Equal(3, stage.Lines.Single(line => line.Kind == "performed" && line.Json["receipt"].AsMap().Find("made") is { } made && made.AsNumber() == 3).Json["receipt"].AsMap().Number("made"));
    }

    [Fact]
    public async Task Nothing_dangles_while_somebody_looks_for_the_PIN_that_sets_a_card_s()
    {
        using Stage stage = Bootstrap.Stage();
        stage.Room.Instead = (screen, _) => screen.Title == "The card's PIN" ? new Interrupted(new Core.Room.LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, prompt) => prompt is PinPrompt { Key: "so-pin card-1" } ? new Interrupted(new Core.Room.LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.DoesNotContain(stage.Lines, line => line.Kind == "intended" && line.Json["action"].AsMap().Text("do") == "set-pin");
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Bootstrap.CheckTokens(stage);
    }

    [Fact]
    public async Task A_card_s_last_try_is_not_spent_unasked_when_its_officer_confirms_or_signs_the_seal()
    {
        using Stage stage = Bootstrap.Stage();
        MemoryToken card = stage.Tokens[Bootstrap.Cards[1]];
        var kept = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            bool isSeal = screen.Title == "Seal the transcript";
            if (prompt is ConfirmPrompt confirm && confirm.Panes[1] is { ConfirmedAt: null, Token: "card 00004712" } && !kept.Contains(isSeal ? "seal" : "confirm"))
            {
                kept.Add(isSeal ? "seal" : "confirm");
                card.WrongTries = 2;
                return new OfficerPinTyped(1, Core.Secrets.Secret.FromText("999999"));
            }

            if (prompt is ConfirmPrompt { Trouble: "The last try was not used. Be sure of the PIN, then type it again." })
            {
                Assert.Equal(2, card.WrongTries);
                card.WrongTries = 0;
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(["confirm", "seal"], kept);
        Assert.Equal(0, card.Refused);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sign-in-failed");
    }

    [Fact]
    public async Task A_locked_card_is_told_before_the_transcript_is_closed_and_can_be_given_up_only_by_aborting()
    {
        using Stage stage = Bootstrap.Stage();
        stage.Room.Instead = (screen, prompt) =>
        {
            stage.Tokens[Bootstrap.Cards[0]].WrongTries = screen.Title == "What will be sealed" ? 3 : stage.Tokens[Bootstrap.Cards[0]].WrongTries;
            return prompt switch
            {
                ChoicePrompt { Key: "seal-card" } => new Chose("abort"),
                ConfirmPrompt { Panes: var panes } when screen.Title == "Seal the transcript" && panes[1].ConfirmedAt is not null => new OfficerRefused(0, "locked"),
                ConfirmPrompt when screen.Title == "Seal the transcript" => new OfficerPinTyped(1, Core.Secrets.Secret.FromText(stage.Room.ReadBack["pin card-2"])),
                _ => null,
            };
        };

        RunOutcome outcome = await stage.Begin();

        Assert.Equal(RunEnd.Aborted, outcome.End);
        Assert.Equal("aborted", stage.Lines.Single(line => line.Kind == "sealed").Json.Text("outcome"));
        JournalLine aborted = stage.Lines.Single(line => line.Kind == "aborted");
        Assert.Equal(["Officer and system CA key", "authentication", "signature", "authentication", "signature"], aborted.Json["keys"].AsList().Select(key => key.AsMap().Text("key")));
        Assert.Equal("it stays on the token and has signed 5 certificates, which nobody may use; destroy it before the token serves another ceremony", aborted.Json["keys"].AsList()[0].AsMap().Text("fate"));
        Assert.Equal(
            [
                "it stays on the token with its certificate, unused; destroy it before the token serves another ceremony",
                "it stays on the token with its certificate and has signed one challenge and one confirmation; destroy it before the token serves another ceremony",
            ],
            aborted.Json["keys"].AsList().Skip(1).Take(2).Select(key => key.AsMap().Text("fate")));
        Assert.Equal(0, stage.Tokens[Bootstrap.Cards[0]].Refused);
    }
}
