using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>A key that was made is of the kind that officers agreed to, in a token that was seen, and cannot leave it.</summary>
public class MadeKeysTests
{
    private static readonly TokenRef Hsm = new("hsm");
    private static readonly Actor[] Officers = [Cast.Original.Card1, Cast.Original.Card2];
    private static readonly byte[] Rsa = Ceremonies.AnyKey.ExportSubjectPublicKeyInfo();

    /// <summary>The algorithm that was agreed to, the public key, and what is said of it.</summary>
    public static TheoryData<string, byte[], string?> PublicKeys => new()
    {
        { "rsa-2048", Rsa, null },
        { "ec-p256", OnCurve(ECCurve.NamedCurves.nistP256), null },
        { "ec-p384", OnCurve(ECCurve.NamedCurves.nistP384), null },
        { "rsa-2048", OnCurve(ECCurve.NamedCurves.nistP256), "the public key of \"new\" is ec-p256, not rsa-2048" },
        { "rsa-3072", Rsa, "the public key of \"new\" is rsa-2048, not rsa-3072" },
        { "ec-p256", Rsa, "the public key of \"new\" is rsa-2048, not ec-p256" },
        { "ec-p256", OnCurve(ECCurve.NamedCurves.nistP384), "the public key of \"new\" is ec-p384, not ec-p256" },
        { "ec-p256", OnCurve(ECCurve.NamedCurves.nistP521), "the public key of \"new\" is no ec-p256 key: it cannot be read as a sound key" },
        { "ec-p256", OffCurve(), "the public key of \"new\" is no ec-p256 key: it cannot be read as a sound key" },
        { "rsa-2048", [1, 2, 3], "the public key of \"new\" is no rsa-2048 key: it cannot be read as a sound key" },
        { "rsa-2048", [.. Rsa, 0], "the public key of \"new\" is no rsa-2048 key: it cannot be read as a sound key" },
        { "rsa-2048", Even(), "the public key of \"new\" is no rsa-2048 key: it cannot be read as a sound key" },
    };

    [Theory]
    [MemberData(nameof(PublicKeys))]
    public void A_public_key_is_of_the_kind_and_size_that_was_agreed_to(string algorithm, byte[] publicKey, string? failure) =>
        Assert.Equal(failure is null ? [] : [$"facts: {failure}."], Generated(KeyAlgorithm.Find(algorithm)!, publicKey, Ceremonies.Attributes));

    [Theory]
    [InlineData("-CKA_NEVER_EXTRACTABLE", "the token does not confirm CKA_NEVER_EXTRACTABLE of the key \"new\"")]
    [InlineData("-CKA_ALWAYS_SENSITIVE", "the token does not confirm CKA_ALWAYS_SENSITIVE of the key \"new\"")]
    [InlineData("-CKA_SENSITIVE", "the token does not confirm CKA_SENSITIVE of the key \"new\"")]
    [InlineData("-CKA_LOCAL", "the token does not confirm CKA_LOCAL of the key \"new\"")]
    [InlineData("-CKA_TOKEN", "the token does not confirm CKA_TOKEN of the key \"new\"")]
    [InlineData("-CKA_SIGN", "the token does not confirm CKA_SIGN of the key \"new\"")]
    [InlineData("+CKA_EXTRACTABLE", "the key \"new\" has CKA_EXTRACTABLE, to which nobody agreed")]
    [InlineData("+CKA_DECRYPT", "the key \"new\" has CKA_DECRYPT, to which nobody agreed")]
    [InlineData("+CKA_UNWRAP", "the key \"new\" has CKA_UNWRAP, to which nobody agreed")]
    [InlineData("+CKA_WRAP_WITH_TRUSTED", null)]
    public void A_private_key_cannot_leave_its_token_and_does_only_what_was_agreed_to(string change, string? failure)
    {
        string[] attributes = change[0] == '-' ? [.. Ceremonies.Attributes.Where(each => each != change[1..])] : [.. Ceremonies.Attributes, change[1..]];
        Assert.Equal(failure is null ? [] : [$"facts: {failure}."], Generated(KeyAlgorithm.Rsa2048, Rsa, attributes));
    }

    [Theory]
    [InlineData("CKA_EXTRACTABLE", "the key \"kekaes256\" has CKA_EXTRACTABLE, to which nobody agreed")]
    [InlineData("CKA_DECRYPT", "the key \"kekaes256\" has CKA_DECRYPT, to which nobody agreed")]
    public void A_secret_key_cannot_leave_its_token_either(string attribute, string failure) => Assert.Contains($"facts: {failure}.", Failures(SecondHalf.Of((_, _, line) =>
        line.Find("step") is JsonText("kek") ? Deep(line, map => map.Find("attributes") is JsonList all ? With(map, "attributes", new JsonList([.. all, new JsonText(attribute)])) : map).AsMap() : line)));

    [Theory]
    [InlineData("rsa-2048", "", "the key \"k\" is for no known use")]
    [InlineData("rsa-2048", "sign derive", "the key \"k\" is for no known use")]
    [InlineData("rsa-4097", "sign", "the key \"k\" is rsa-4097, which is no kind of key pair")]
    [InlineData("rsa-2048", "sign", null)]
    public void A_key_pair_is_of_a_known_kind_and_for_known_uses(string algorithm, string usage, string? failure) => Assert.Equal(
        failure,
        MadeKeys.OfPairs("k", algorithm, Ceremonies.AnyKey.ExportSubjectPublicKeyInfo(), usage.Split(' ', StringSplitOptions.RemoveEmptyEntries), new ToldAttributes("HSM", Ceremonies.Attributes, [], (_, _) => false)));

    [Fact]
    public void A_key_is_in_a_token_that_was_seen_with_that_serial_number()
    {
        Assert.Equal(
            ["facts: the token \"hsm\" is said to have the serial number HSM-2, but the one that was seen has HSM-1."],
            Generated(KeyAlgorithm.Rsa2048, Rsa, Ceremonies.Attributes, serial: "HSM-2"));
        Assert.DoesNotContain(Generated(KeyAlgorithm.Rsa2048, Rsa, Ceremonies.Attributes, serial: "HSM-2", seen: true), failure => failure.StartsWith("facts: ", StringComparison.Ordinal));
        Assert.Contains("facts: the token \"hsm\" had not been seen, neither in an inventory nor by a look.", Judged.Failures(Ceremonies.Small(Cast.Original, Unseen)).Select(each => each[..7] + each[(each.IndexOf("): ", StringComparison.Ordinal) + 3)..]));
    }

    [Theory]
    [InlineData("cards", "the token \"card-ada\" is said to have the serial number HSM-9, but the one that was seen has ada")]
    [InlineData("kek", "the token \"hsm\" is said to have the serial number HSM-9, but the one that was seen has HSM-1")]
    [InlineData("destroy", "the token \"hsm\" is said to have the serial number HSM-9, but the one that was seen has HSM-1")]
    public void So_are_cards_secret_keys_and_keys_that_are_destroyed(string step, string failure) => Assert.Contains($"facts: {failure}.", Failures(SecondHalf.Of((_, _, line) =>
        line.Find("step") is JsonText(var at) && at == step ? Deep(line, map => map.Find("token-serial") is null ? map : With(map, "token-serial", "HSM-9")).AsMap() : line)));

    [Theory]
    [InlineData("cards", "the public key of \"key 1\" is rsa-2048, not rsa-3072")]
    [InlineData("pin-token", "the public key of \"/media/pin.p12\" is rsa-2048, not rsa-3072")]
    public void So_are_the_keys_of_cards_and_soft_tokens_of_their_kind(string step, string failure) => Assert.Contains($"facts: {failure}.", Failures(SecondHalf.Of((_, _, line) =>
        line.Find("step") is JsonText(var at) && at == step ? Deep(line, map => map.Find("algorithm") is JsonText("rsa-2048") ? With(map, "algorithm", "rsa-3072") : map).AsMap() : line)));

    private static IReadOnlyList<string> Generated(KeyAlgorithm algorithm, byte[] publicKey, IReadOnlyList<string> attributes, string serial = "HSM-1", bool seen = false)
    {
        var action = new GenerateKeyPair(Hsm, "new", "99", algorithm, ["sign"]);
        return Failures(SecondHalf.Of(
            null,
            journal =>
            {
                if (seen)
                {
                    journal.Serials["hsm"] = serial;
                    journal.Look(new Core.Looks.LookAtToken(Hsm, false).ToJson(), journal.ViewNow("hsm", false));
                }

                journal.Perform(journal.Approve(Officers, action), action, new KeyReceipt(serial, "new", "99", algorithm.Name, publicKey, attributes).ToJson());
            },
            new KeyGenerated("new", Hsm, serial, "99", algorithm.Name, ["sign"], publicKey, attributes)));
    }

    private static JsonMap? Unseen(string kind, int number, JsonMap line) => kind switch
    {
        "inventory" => With(line, "tokens", new JsonList(new JsonMap { { "token", "hsm" }, { "absent", true } })),
        "looked" when line["look"].AsMap().Text("look") == "token" => null,
        _ => line,
    };

    private static byte[] OnCurve(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[] OffCurve()
    {
        byte[] spki = OnCurve(ECCurve.NamedCurves.nistP256);
        spki[^1] ^= 1;
        return spki;
    }

    // The modulus is the last but one number of the key; its last byte stands before the exponent's five.
    private static byte[] Even()
    {
        byte[] spki = [.. Rsa];
        spki[^6] &= 0xfe;
        return spki;
    }
}
