using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about keys must rest on; what is wrong with that is given as a clause.</summary>
internal static class KeyFacts
{
    public static string? Generated(FactBasis basis, KeyGenerated key) => basis.Find("generate-key-pair", (action, receipt) => Made(action, receipt, key)) is { } deed
        ? MadeKeys.OfPairs(key.Key, key.Algorithm, key.PublicKey, key.Usage, ToldAttributes.Of(basis, deed)) ?? basis.Deeds.Tokens.Problem(key.Token, key.TokenSerial, deed.Line.Seq)
        : $"no action made the key \"{key.Key}\" as it is described";

    public static string? Generated(FactBasis basis, SecretKeyGenerated key) => basis.Find("generate-secret-key", (action, receipt) => Made(action, receipt, key)) is { } deed
        ? MadeKeys.OfSecrets(key.Key, key.Algorithm, key.Usage, ToldAttributes.Of(basis, deed)) ?? basis.Deeds.Tokens.Problem(key.Token, key.TokenSerial, deed.Line.Seq)
        : $"no action made the secret key \"{key.Key}\" as it is described";

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

    public static string? Installed(FactBasis basis, CertificateInstalled installed)
    {
        bool isThere = basis.Did("store-certificate", (action, receipt) =>
            action.Text("token") == installed.Token.Name
            && action.Text("key-id") == installed.KeyId
            && action.Text("label") == installed.Label
            && FactBasis.Holds(action, "certificate", installed.Certificate)
            && action.Find("replaces") is null
            && receipt.Text("sha256") == FactBasis.Hash(installed.Certificate));
        bool isOfKey = basis.Registry.Key(installed.Key) is { } key && key.Token == installed.Token && key.Id == installed.KeyId
            && key.PublicKey.AsSpan().SequenceEqual(CertificateView.Read(installed.Certificate).PublicKey);
        return !isThere ? $"no action stored the certificate of the key \"{installed.Key}\" as it is described"
            : !isOfKey ? $"the certificate that was stored is not one for the key \"{installed.Key}\""
            : basis.Registry.Find<CertificateIssued>(each => each.Certificate.AsSpan().SequenceEqual(installed.Certificate)) is null ? $"the certificate that was stored for the key \"{installed.Key}\" was not issued here"
            : null;
    }

    // A token hides its private keys before a login: only a look after a login shows that none is there.
    public static string? Destroyed(FactBasis basis, KeyDestroyed key)
    {
        Deed? done = basis.Find("destroy-key", (action, receipt) =>
            action.Text("token") == key.Token.Name
            && action.Text("key-id") == key.Id
            && action.Text("key-label") == key.Key
            && receipt.Text("token-serial") == key.TokenSerial);
        if (done is null)
        {
            return $"no action destroyed the key \"{key.Key}\" as it is described";
        }

        return basis.Deeds.Tokens.Problem(key.Token, key.TokenSerial, done.Line.Seq)
            ?? (basis.Registry.Key(key.Key) is { } made && (made.Token, made.Id, made.TokenSerial) != (key.Token, key.Id, key.TokenSerial)
                ? $"the key that was destroyed is not the key \"{key.Key}\" of the registry"
                : basis.Saw("token", (look, seen) => IsGone(look, seen, key), after: done.Line.Seq) ? null : $"nobody logged in and checked that the key \"{key.Key}\" is gone")
            ?? basis.EndOfBootKit(basis.Registry.Find<BootKitOpened>(kit => kit.Key == key.Key)?.Ca);
    }

    private static bool IsGone(JsonMap look, JsonMap seen, KeyDestroyed key) =>
        look.Text("token") == key.Token.Name
        && look["logged-in"].AsBool()
        && seen.Text("serial") == key.TokenSerial
        && seen.Find("objects") is JsonList objects
        && objects.Select(each => each.AsMap()).All(each => each.Text("id") != key.Id || each.Text("class") is not ("private" or "public" or "secret"));
}
