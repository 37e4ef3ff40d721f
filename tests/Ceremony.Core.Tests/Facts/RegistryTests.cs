using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Tests.Facts;

public class RegistryTests
{
    private static readonly OfficerRecognised[] Bootstrap =
        [new("bootstrap officer 1", "Ana Vega", "soft", true, "officer1.p12", [1]), new("bootstrap officer 2", "Bo Ek", "soft", true, "officer2.p12", [2])];

    [Fact]
    public void Officers_confirm_once_there_are_as_many_as_must()
    {
        Assert.Equal(["bootstrap officer 1", "bootstrap officer 2"], Confirmers(Profile("active"), Officer("Officer 1")));
        Assert.Equal(["Officer 1", "Officer 2"], Confirmers(Profile("active"), Officer("Officer 1"), Officer("Officer 2")));
        Assert.Equal(["bootstrap officer 1", "bootstrap officer 2"], Confirmers(Profile("active"), Officer("Officer 1"), Officer("Officer 2", "inactive")));
    }

    [Fact]
    public void Officers_of_an_inactive_profile_do_not_confirm()
    {
        Assert.Equal(["bootstrap officer 1", "bootstrap officer 2"], Confirmers(Profile("inactive"), Officer("Officer 1"), Officer("Officer 2")));
        Assert.Empty(Fold(Profile("inactive"), Officer("Officer 1")).ActiveOfficers);
    }

    [Fact]
    public void An_officer_who_was_replaced_confirms_no_more()
    {
        Assert.Equal(
            ["Officer 1", "Officer 3"],
            Confirmers(Profile("active"), Officer("Officer 1"), Officer("Officer 2"), Officer("Officer 3"), new OfficerReplaced("Officer 2", "the card died")));
        Registry registry = Fold(Profile("active"), Officer("Officer 1"), new OfficerReplaced("Officer 1", "the card died"));
        Assert.True(registry.IsReplaced("Officer 1"));
        Assert.Empty(registry.ActiveOfficers);
        Assert.NotNull(registry.Officer("Officer 1"));
    }

    [Fact]
    public void Where_too_few_officers_are_left_those_of_the_beginning_who_hold_no_card_in_force_stand_in() => Assert.Equal(
        ["Officer 1", "bootstrap officer 2"],
        Confirmers(Profile("active"), Officer("Officer 1", person: "Ana Vega"), Officer("Officer 2", person: "Bo Ek"), new OfficerReplaced("Officer 2", "the card died")));

    [Fact]
    public void Nobody_stands_in_before_the_new_officers_had_taken_over() => Assert.Equal(
        ["bootstrap officer 1", "bootstrap officer 2"],
        Confirmers(Profile("active"), Officer("Officer 1", person: "Ana Vega"), new OfficerReplaced("Officer 1", "the card died"), Officer("Officer 2", person: "Bo Ek")));

    [Fact]
    public void The_officer_who_takes_the_place_ends_the_standing_in() => Assert.Equal(
        ["Officer 1", "Officer 3"],
        Confirmers(
            Profile("active"), Officer("Officer 1"), Officer("Officer 2"), new OfficerReplaced("Officer 2", "the card died"), Officer("Officer 3")));

    [Fact]
    public void Bootstrap_officers_stand_in_until_their_CA_is_revoked()
    {
        CeremonyFact[] before = [new BootKitOpened([9], "boot-ca.cer"), Profile("active"), Officer("Officer 1", person: "Ana Vega"), Officer("Officer 2", person: "Bo Ek")];
        var replaced = new OfficerReplaced("Officer 2", "the officer left");
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Confirmers([.. before, replaced]));
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Confirmers([.. before, new CaRevoked("Another CA", "superseded"), replaced]));
        Assert.Equal(["Officer 1"], Confirmers([.. before, new CaRevoked("Boot CA", "cessationOfOperation"), replaced]));
    }

    [Fact]
    public void Officers_with_keys_made_at_the_console_stand_in_whatever_is_revoked()
    {
        Registry registry = new(
        [
            new BootKitOpened([9], "boot-ca.cer"),
            new OfficerRecognised("officer 1", "Ana Vega", "console", false, "1.p12", [1]),
            new OfficerRecognised("officer 2", "Bo Ek", "console", false, "2.p12", [2]),
            Profile("active"),
            Officer("Vega", person: "Ana Vega"),
            Officer("Ek", person: "Bo Ek"),
            new CaRevoked("Boot CA", "cessationOfOperation"),
            new OfficerReplaced("Ek", "the card died"),
        ]);
        Assert.Equal(["Vega", "officer 2"], registry.Confirmers(2).Select(each => each.Officer));
    }

    [Fact]
    public void An_officer_with_a_soft_token_confirms_with_its_file()
    {
        OfficerCreated soft = Officer("Officer 2") with { Token = null, KeyId = null, File = "media/officer-2.p12" };
        Confirmer confirmer = Fold(Profile("active"), Officer("Officer 1"), soft).Confirmers(2)[1];
        Assert.Equal(("soft", "media/officer-2.p12", (TokenRef?)null, (string?)null), (confirmer.Origin, confirmer.File, confirmer.Token, confirmer.KeyId));
        Assert.Equal(soft.ToJson(), CeremonyFact.FromJson(soft.ToJson()).ToJson());
    }

    [Fact]
    public void The_Boot_CA_can_sign_where_its_token_is_known_and_a_CA_of_the_ceremony_where_its_key_is()
    {
        var kit = new BootKitOpened([9], "boot-ca.cer");
        Assert.Null(Fold(kit).SigningCa("Boot CA"));
        Registry registry = Fold(
            kit with { Token = new TokenRef("boot"), KeyId = "0b", Key = "bootca" },
            new KeyGenerated("CA key", new TokenRef("hsm"), "serial", "0a", "rsa-2048", ["sign"], [7], []),
            new CaCreated("System CA", "CA key", [8], "system-ca.cer"));
        Assert.Equal(("bootca", "boot", "0b"), Of(registry.SigningCa("Boot CA")));
        Assert.Equal(("CA key", "hsm", "0a"), Of(registry.SigningCa("System CA")));
        Assert.Null(registry.SigningCa("Another CA"));

        static (string, string, string) Of(SigningCa? ca) => (ca!.Key, ca.Token.Name, ca.KeyId);
    }

    private static IEnumerable<string> Confirmers(params CeremonyFact[] facts) => Fold(facts).Confirmers(2).Select(each => each.Officer);

    private static Registry Fold(params CeremonyFact[] facts) => new([.. Bootstrap, .. facts]);

    private static OfficerProfileCreated Profile(string state) => new("First officers", state, "System", "subject", ["Use AWB"]);

    private static OfficerCreated Officer(string name, string state = "active", string? person = null) =>
        new(name, state, "System", "First officers", person ?? $"holder of {name}", new TokenRef(name), "01", [3]);
}
