using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What people see while a key is proven by decrypting.</summary>
internal static class ProveDecryptionScreens
{
    public static ProvenKey Of(TokenEntry token, KeyGenerated key) => new(
        $"The token {Hostile.Escape(token.Called)}",
        [Detail.From("token", token.Called), new Detail("key", key.Key), new Detail("id", key.Id)],
        "The token's custodian types its PIN where it is asked for.");

    public static ProvenKey Of(SoftTokenIssued soft) => new(
        $"The soft token {Hostile.Escape(InstalledFiles.NameOf(soft.File))}",
        [Detail.From("soft token", soft.File), new Detail("holder", soft.Holder)],
        $"{soft.Holder} types the soft token's PIN.");

    public static Screen Propose(ProveDecryptionStep step, ProvenKey key, byte[] value) => new(
        "Prove a key by decrypting",
        new TextBlock($"A random value was encrypted under the certificate {step.Certificate}, by RSA with the padding of PKCS #1 v1.5. {key.Who} will decrypt it, and what comes back is compared with the value."),
        new FactsBlock([new Detail("certificate", step.Certificate), .. key.Facts, new Detail("value", $"SHA-256 {HexText.Groups(StepWords.Sha256(value))}")]))
    {
        Help = $"You are the operator: let the key decrypt the value. Nothing is changed, and the value protects nothing. {key.Pin}",
    };

    public static Screen Proven(ProveDecryptionStep step, ProvenKey key, byte[] value) => new(
        "The key is proven",
        new TextBlock($"{key.Who} decrypted the value, and it is the same: what is encrypted under the certificate {step.Certificate} can be read again."),
        new FactsBlock([.. key.Facts, new Detail("value", $"SHA-256 {HexText.Groups(StepWords.Sha256(value))}")]))
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };
}
