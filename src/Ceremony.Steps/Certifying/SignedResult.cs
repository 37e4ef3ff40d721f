using Ceremony.Core.Actions;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Whether what a token gave back is a signature of the key that was asked for; judged in software before it counts as made.</summary>
internal static class SignedResult
{
    /// <summary>A refusal where it is not; null where it is.</summary>
    /// <param name="sign">What was asked for.</param>
    /// <param name="publicKey">DER of the key's SubjectPublicKeyInfo.</param>
    /// <param name="token">The token that signed.</param>
    public static Func<SignatureReceipt, StepResult?> Of(Sign sign, byte[] publicKey, TokenEntry token) =>
        signed => Signatures.VerifyRaw(publicKey, sign.Algorithm, sign.Bytes, signed.Signature) ? null : new StepResult.Refused(
            "wrong-signature",
            $"What the token {token.Called} gave back is not a signature of the key \"{sign.KeyLabel}\" over what was confirmed.",
            "Nothing was made with it. Try again: the officers confirm anew. If it happens again, abort and have the token examined.");
}
