using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>Nothing is used after its end, and the ends come in their order.</summary>
public class EndsTests
{
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly Cast People = Cast.Original;
    private static readonly BootKitOpened Kit = new(People.BootCa.Certificate, "boot-ca.cer") { Ca = "Boot CA", Token = Hsm, KeyId = "b0", Key = "Boot CA key" };
    private static readonly CrlIssued Crl = new("Boot CA", 1, [], [1], "boot-ca.crl");
    private static readonly CaRevoked Revoked = new("Boot CA", "cessationOfOperation");
    private static readonly KeyDestroyed Destroyed = new("Boot CA key", Hsm, "HSM-1", "b0");

    [Fact]
    public void The_last_list_the_revocation_and_the_end_of_the_key_come_in_this_order()
    {
        Assert.Empty(Problems(Done(Kit), Done(Crl), Done(Revoked), Done(Destroyed)));
        Assert.Equal(["Line 2 (step-done): the CA \"Boot CA\" was revoked before its last CRL was issued."], Problems(Done(Kit), Done(Revoked)));
        Assert.Equal(["Line 2 (step-done): the CA \"Boot CA\" which was revoked, is not in the registry."], Problems(Done(Crl), Done(Revoked)));
        Assert.Equal(["Line 4 (step-done): the CA \"Boot CA\" had already been revoked."], Problems(Done(Kit), Done(Crl), Done(Revoked), Done(Revoked)));
        Assert.Equal(["Line 3 (step-done): the key \"Boot CA key\" was destroyed before its CA \"Boot CA\" was revoked."], Problems(Done(Kit), Done(Crl), Done(Destroyed)));
        Assert.Equal(["Line 5 (step-done): the key \"Boot CA key\" had already been destroyed."], Problems(Done(Kit), Done(Crl), Done(Revoked), Done(Destroyed), Done(Destroyed)));
        Assert.Empty(Problems(Done(Kit), Done(new KeyDestroyed("Another key", Hsm, "HSM-1", "b1"))));
    }

    [Fact]
    public void A_kit_and_a_CA_of_the_ceremony_are_both_known()
    {
        CaCreated made = new("Officer CA", "CA key", People.Ca.Certificate, "officer-ca.cer");
        Assert.Equal(["Line 2 (step-done): the key \"CA key\" was destroyed before its CA \"Officer CA\" was revoked."], Problems(Done(made), Done(new KeyDestroyed("CA key", Hsm, "HSM-1", "ca"))));
        Assert.Equal(["Line 2 (step-done): the CA \"Officer CA\" was revoked before its last CRL was issued."], Problems(Done(made), Done(new CaRevoked("Officer CA", "superseded"))));
    }

    [Theory]
    [InlineData("sign", "hsm", "b0", false)]
    [InlineData("sign-challenge", "hsm", "b0", false)]
    [InlineData("store-certificate", "hsm", "b0", false)]
    [InlineData("destroy-key", "hsm", "b0", true)]
    [InlineData("sign", "card-ada", "b0", true)]
    [InlineData("sign", "hsm", "b1", true)]
    public void No_key_is_used_after_it_was_destroyed(string action, string token, string key, bool isRight)
    {
        JsonMap used = Line("intended", new JsonMap { { "action", new JsonMap { { "do", action }, { "token", token }, { "key-id", key } } } });
        Assert.Equal(isRight ? [] : ["Line 2 (intended): the key \"Boot CA key\" was used, but had been destroyed in line 1."], Problems(Done(Destroyed), used));
        Assert.Empty(Problems(used, Done(Destroyed)));

        // Another key takes the place of a destroyed one.
        Assert.Empty(Problems(Done(Destroyed), Done(new KeyGenerated("New key", Hsm, "HSM-1", "b0", "rsa-2048", ["sign"], [1], ["CKA_SIGN"])), used));
    }

    [Fact]
    public void Nobody_confirms_under_a_revoked_CA()
    {
        JsonMap[] before = [Done(Kit), Done(Crl), Done(Revoked)];
        Assert.Empty(Problems(Done(Kit), Done(Crl), Confirmed(People.Bootstrap1)));
        Assert.Equal(["Line 4 (confirmed): Bootstrap officer 1 confirmed, but \"Boot CA\", which issued the certificate, had been revoked in line 3."], Problems([.. before, Confirmed(People.Bootstrap1)]));
        Assert.Empty(Problems([.. before, Confirmed(People.Card1)]));

        // A CA of the same name is another one, and so is one with another name that signed.
        Assert.Empty(Problems([.. before, Confirmed(Cast.Forged.Bootstrap1)]));
    }

    [Fact]
    public void Nobody_confirms_after_being_replaced()
    {
        JsonMap replaced = Done(new OfficerReplaced("ada", "ill"));
        Assert.Empty(Problems(Confirmed(People.Card1), replaced));
        Assert.Equal(["Line 2 (confirmed): ada confirmed, but had been replaced in line 1."], Problems(replaced, Confirmed(People.Card1)));
        Assert.Empty(Problems(replaced, Confirmed(People.Card2)));
    }

    private static IEnumerable<string> Problems(params IReadOnlyList<JsonMap> lines)
    {
        var all = new Unchained();
        foreach (JsonMap line in lines)
        {
            all.Add(line.Text("kind"), "one", [.. line.Without("kind").Select(field => (field.Key, field.Value))]);
        }

        return Walked.Over(EndsCheck.Problems, all.Evidence());
    }

    private static JsonMap Done(CeremonyFact fact) => Line("step-done", new JsonMap { { "facts", new JsonList(fact.ToJson()) } });

    private static JsonMap Confirmed(Actor officer) => Line("confirmed", new JsonMap { { "officer", officer.Officer }, { "certificate", Convert.ToBase64String(officer.Certificate) } });

    private static JsonMap Line(string kind, JsonMap fields) => fields.With(new JsonMap { { "kind", kind } });
}
