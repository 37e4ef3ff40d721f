using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a key is not proven by decrypting.</summary>
internal static class ProveDecryptionRefusals
{
    /// <summary>A key that may not decrypt, or cannot; null where it can.</summary>
    public static StepResult? Unfit(KeyGenerated key) => key.Usage.Contains("decrypt") && KeyAlgorithm.Find(key.Algorithm) is { IsRsa: true } ? null : new StepResult.Refused(
        "cannot-decrypt",
        $"The key \"{key.Key}\" cannot decrypt: that takes an RSA key that was made with the usage decrypt.",
        Refusals.CorrectScript);

    /// <summary>The key of the certificate is of a kind that does not decrypt.</summary>
    public static StepResult NotRsa(string certificate) => new StepResult.Refused(
        "not-rsa",
        $"The key of the certificate {certificate} cannot decrypt: that takes an RSA key.",
        Refusals.CorrectScript);

    /// <summary>No token of this ceremony holds the key.</summary>
    public static StepResult InNoToken(string certificate) => new StepResult.Refused(
        "key-in-no-token",
        $"The key of the certificate {certificate} was not made in a token in this ceremony.",
        "If a soft token holds it, abort and have \"soft-token\" added to the script; otherwise have another certificate named.");

    /// <summary>The soft token is that of another certificate.</summary>
    public static StepResult NotItsSoftToken(string certificate, string file) => new StepResult.Refused(
        "not-its-soft-token",
        $"The certificate {certificate} is not that of the soft token {file}.",
        Refusals.CorrectScript);

    /// <summary>Something else came back.</summary>
    public static StepResult OtherValue(string certificate) => new StepResult.Refused(
        "other-value",
        $"What was encrypted under the certificate {certificate} came back as another value: what is encrypted under it could not be read again.",
        "Do not give this certificate out. Find out which key decrypted, then try again or abort.");
}
