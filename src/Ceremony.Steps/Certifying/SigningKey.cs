using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A key of the registry that is about to sign.</summary>
internal static class SigningKey
{
    /// <summary>
    /// Looks whether the token is the one that made the key, and holds exactly one private key of that id; null where it does. The token's PIN
    /// is asked for here, before anybody confirms.
    /// </summary>
    public static async Task<StepResult?> RefuseAbsent(IDesk desk, KeyGenerated key) =>
        Refuse(desk.Token(key.Token), await desk.Look(new LookAtToken(key.Token, LoggedIn: true)), key);

    /// <summary>The same of a token that was looked at after a login.</summary>
    public static StepResult? Refuse(TokenEntry entry, TokenView token, KeyGenerated key) =>
        token.Serial == key.TokenSerial ? RefuseCount(entry, token, key.Key, key.Id) : OtherToken(entry);

    /// <summary>Whether the token holds exactly one private key of that id; null where it does.</summary>
    public static StepResult? RefuseCount(TokenEntry entry, TokenView token, string key, string id)
    {
        int count = token.Objects?.Count(each => each.Class == "private" && each.Id == id) ?? 0;
        return count == 1 ? null : new StepResult.Refused(
            "key-missing",
            $"The token {entry.Called} holds {StepWords.Count(count, "private key")} with the id of \"{key}\" instead of exactly one.",
            Refusals.FindOutAboutKey);
    }

    /// <summary>
    /// The same for a CA's key, which was perhaps not made here: the token holds exactly one private key of its id, and beside it the public half
    /// that the CA's certificate certifies.
    /// </summary>
    public static async Task<StepResult?> RefuseAbsent(IDesk desk, SigningCa ca)
    {
        TokenEntry entry = desk.Token(ca.Token);
        TokenView token = await desk.Look(new LookAtToken(ca.Token, LoggedIn: true));
        return HoldsPair(token, ca.KeyId, ca.Certificate) ? null : new StepResult.Refused(
            "key-missing",
            $"The token {entry.Called} does not hold exactly one private key that belongs to the certificate of the CA \"{ca.Ca}\".",
            Refusals.FindOutAboutKey);
    }

    /// <summary>Whether a token holds exactly one private key of that id, and beside it the public half that a certificate certifies.</summary>
    public static bool HoldsPair(TokenView token, string id, byte[] certificate)
    {
        TokenObject[] underId = [.. (token.Objects ?? []).Where(each => each.Id == id)];
        byte[] publicKey = CertificateView.Read(certificate).PublicKey;
        return underId.Count(each => each.Class == "private") == 1 && underId.Any(each => each.PublicKey?.AsSpan().SequenceEqual(publicKey) == true);
    }

    /// <summary>A token that bears the right name but another serial number.</summary>
    public static StepResult OtherToken(TokenEntry token) => new StepResult.Refused(
        "other-token",
        $"The token {token.Called} does not have the serial number that it had when its keys were made.",
        "Insert the token that was used before, then try again.");
}
