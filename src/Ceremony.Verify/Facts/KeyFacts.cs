using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about keys and cards must rest on; what is wrong with that is given as a clause.</summary>
internal static class KeyFacts
{
    public static string? Generated(FactBasis basis, KeyGenerated key) =>
        basis.Did("generate-key-pair", (action, receipt) => Made(action, receipt, key)) ? null : $"no action made the key \"{key.Key}\" as it is described";

    public static string? Generated(FactBasis basis, SecretKeyGenerated key) =>
        basis.Did("generate-secret-key", (action, receipt) => Made(action, receipt, key)) ? null : $"no action made the secret key \"{key.Key}\" as it is described";

    public static string? Produced(FactBasis basis, CardProduced card) =>
        card.Keys.Where(key => !basis.Did("generate-key-pair", (action, receipt) => Made(action, receipt, card, key)))
            .Select(key => $"no action made the key \"{key.Label}\" of the card {card.Number} as it is described").FirstOrDefault();

    public static string? Personalised(FactBasis basis, CardPersonalised card) =>
        basis.Did("set-pin", (action, _) => action.Text("token") == card.Token.Name && action.Text("holder") == card.Holder)
            ? null
            : $"no action set the PIN of the card {card.Number}";

    private static bool Made(JsonMap action, JsonMap receipt, KeyGenerated key) =>
        action.Text("token") == key.Token.Name
        && action.Text("label") == key.Key && receipt.Text("label") == key.Key
        && action.Text("id") == key.Id && receipt.Text("id") == key.Id
        && action.Text("algorithm") == key.Algorithm && receipt.Text("algorithm") == key.Algorithm
        && action["usage"] == JsonList.OfText(key.Usage)
        && receipt.Text("token-serial") == key.TokenSerial
        && receipt["attributes"] == JsonList.OfText(key.Attributes)
        && FactBasis.Holds(receipt, "public-key", key.PublicKey);

    private static bool Made(JsonMap action, JsonMap receipt, SecretKeyGenerated key) =>
        action.Text("token") == key.Token.Name
        && action.Text("label") == key.Key && receipt.Text("label") == key.Key
        && action.Text("id") == key.Id && receipt.Text("id") == key.Id
        && action.Text("algorithm") == key.Algorithm && receipt.Text("algorithm") == key.Algorithm
        && action["usage"] == JsonList.OfText(key.Usage)
        && receipt.Text("token-serial") == key.TokenSerial
        && receipt["attributes"] == JsonList.OfText(key.Attributes);

    private static bool Made(JsonMap action, JsonMap receipt, CardProduced card, CardKey key) =>
        action.Text("token") == card.Token.Name
        && receipt.Text("token-serial") == card.TokenSerial
        && receipt.Text("label") == key.Label
        && action.Text("id") == key.Id && receipt.Text("id") == key.Id
        && receipt.Text("algorithm") == key.Algorithm
        && FactBasis.Holds(receipt, "public-key", key.PublicKey);

    public static string? Installed(FactBasis basis, CertificateInstalled installed)
    {
        bool isThere = basis.Did("store-certificate", (action, receipt) =>
            action.Text("token") == installed.Token.Name
            && action.Text("key-id") == installed.KeyId
            && action.Text("label") == installed.Label
            && FactBasis.Holds(action, "certificate", installed.Certificate)
            && receipt.Text("sha256") == FactBasis.Hash(installed.Certificate));
        bool isOfKey = basis.Registry.Key(installed.Key) is { } key && key.Token == installed.Token && key.Id == installed.KeyId
            && key.PublicKey.AsSpan().SequenceEqual(CertificateView.Read(installed.Certificate).PublicKey);
        return !isThere ? $"no action stored the certificate of the key \"{installed.Key}\" as it is described"
            : isOfKey ? null : $"the certificate that was stored is not one for the key \"{installed.Key}\"";
    }

    // A token hides its private keys before a login: only a look after a login shows that none is there.
    public static string? Destroyed(FactBasis basis, KeyDestroyed key)
    {
        long? done = basis.Deeds.Last(basis.Line, "destroy-key", (action, receipt) =>
            action.Text("token") == key.Token.Name
            && action.Text("key-id") == key.Id
            && action.Text("key-label") == key.Key
            && receipt.Text("token-serial") == key.TokenSerial);
        if (done is null)
        {
            return $"no action destroyed the key \"{key.Key}\" as it is described";
        }

        return basis.Saw("token", (look, seen) => IsGone(look, seen, key), after: done.Value) ? null : $"nobody logged in and checked that the key \"{key.Key}\" is gone";
    }

    private static bool IsGone(JsonMap look, JsonMap seen, KeyDestroyed key) =>
        look.Text("token") == key.Token.Name
        && look["logged-in"].AsBool()
        && seen.Text("serial") == key.TokenSerial
        && seen.Find("objects") is JsonList objects
        && objects.Select(each => each.AsMap()).All(each => each.Text("id") != key.Id || each.Text("class") is not ("private" or "public" or "secret"));
}
