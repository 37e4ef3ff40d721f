using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class SealTranscriptTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task What_the_ceremony_leaves_behind_is_shown()
    {
        await _room.WithOfficer();
        Says.IsDone(await _room.Run("seal-transcript"));
        Assert.Equal(["ask What will be sealed: seal"], _room.Desk.Calls);
        Assert.EndsWith(
            """
            keys: CA key
            authorities: Officer and system CA
            certificate procedures: Officer certificates
            token procedures: Officer cards
            cards: 00004711
            officers: Officer 1
            present: Ines Olsen (operator 1); Ana Vega (officer 1); Bo Ek (officer 2); Wim Zorn (witness 1)
            """,
            _room.Desk.Screens[0].Text(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("!", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Boot_CA_that_is_not_revoked_is_warned_of()
    {
        _room.Desk.Registry = new Registry([new BootKitOpened([1], "boot-ca.cer")]);
        Says.IsDone(await _room.Run("seal-transcript"));
        Assert.Contains("! The Boot CA is NOT revoked: its officers can still sign in.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_ended_is_told_and_not_counted_among_what_stays()
    {
        BootRoom room = await BootRoom.Revoked();
        room.Add(new OfficerReplaced("Officer 2", "the card died"), new KeyDestroyed("bootca", new TokenRef("boot"), "serial-of-boot", BootCa.KeyId));
        Says.IsDone(await room.Run("seal-transcript"));
        Assert.DoesNotContain("NOT revoked", room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal(
            ("CA key", "bootca", "Officer and system CA", "Boot CA", "Officer 1", "Officer 2"),
            (Value("keys"), Value("keys destroyed"), Value("authorities"), Value("authorities revoked"), Value("officers"), Value("officers replaced")));

        string Value(string name) => room.Desk.Screens[0].Value(name);
    }

    [Fact]
    public async Task Console_keys_are_warned_of()
    {
        _room.Desk.Registry = new Registry([new OfficerRecognised("officer 1", "Ana Vega", "console", false, "x.p12", [1])]);
        Says.IsDone(await _room.Run("seal-transcript"));
        Assert.Contains("! Officers' keys were made at this console.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_forecast_counts_the_signature_of_the_archive() => Assert.Equal(1, Script.Step("seal-transcript").Forecast().Confirmations);
}
