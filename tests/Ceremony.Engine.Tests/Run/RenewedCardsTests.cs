using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A card whose certificate is redone: whose PIN it is by then, and what is on the card wherever the program stops.</summary>
public sealed class RenewedCardsTests
{
    private const string Card = "00004711";

    [Fact]
    public async Task The_holder_types_the_PIN_that_the_card_has_and_is_an_officer_by_the_new_certificate()
    {
        using var stage = new Stage(Scripts.Renewed);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal([], stage.Findings());
        Assert.Equal(2, stage.Lines.Entries<Intended>().Count(line => line.Action is SetPin));
        Assert.Equal(stage.Room.ReadBack["pin card-1"], stage.Tokens[Card].Pin);
        IsRenewed(stage);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public async Task Stopped_between_storing_and_taking_away_or_right_after_it_is_brought_to_its_end(int certificatesLeft)
    {
        using var stage = new Stage(Scripts.Renewed);
        MemoryToken card = stage.Tokens[Card];
        Throw(new StoppedException(), card, certificatesLeft);
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        Assert.Equal(certificatesLeft, card.Certificates.Count);
        card.LoggedIn = null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal([], stage.Findings());
        Assert.DoesNotContain(stage.Room.Asked, asked => asked.Prompt is ChoicePrompt);
        IsRenewed(stage);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public async Task A_card_that_fails_between_both_deeds_or_right_after_is_brought_to_its_end_when_somebody_tries_again(int certificatesLeft)
    {
        using var stage = new Stage(Scripts.Renewed);
        Func<bool> hasFailed = Throw(new DeviceFault("CKR_DEVICE_ERROR", "The card has an error."), stage.Tokens[Card], certificatesLeft);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("again") : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(hasFailed());
        Assert.Equal([], stage.Findings());
        IsRenewed(stage);
    }

    // Once, as soon as both certificates of the key were on the card and so many of all are left. Whether it happened.
    private static Func<bool> Throw(Exception trouble, MemoryToken card, int certificatesLeft)
    {
        bool wereBoth = false;
        bool isThrown = false;
        card.AfterDeed = () =>
        {
            wereBoth |= card.Certificates.Count == 3;
            if (wereBoth && !isThrown && card.Certificates.Count == certificatesLeft)
            {
                isThrown = true;
                throw trouble;
            }
        };
        return () => isThrown;
    }

    // What stands on the card is what was issued last, and nothing else.
    private static void IsRenewed(Stage stage)
    {
        Core.Facts.Registry registry = Folds.Registry(stage.Lines);
        CardProduced produced = registry.Find<CardProduced>(each => each.Number == Card)!;
        Assert.Equal(
            produced.Keys.Select(key => Convert.ToHexString(registry.Find<CertificateIssued>(each => each.KeyId == key.Id)!.Certificate)).Order(),
            stage.Tokens[Card].Certificates.Select(each => Convert.ToHexString(each.Certificate!)).Order());
        Assert.Equal(3, registry.All<CertificateIssued>().Count(each => each.Token == produced.Token));
        Assert.Equal(registry.All<CertificateIssued>().Last(each => each.Artifact == "officer-1-signature-2.cer").Certificate, registry.Officer("Officer 1")!.Certificate);
    }
}
