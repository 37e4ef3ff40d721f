using Ceremony.Core.Actions;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A certificate that was stored in a token and read back.</summary>
internal static class StoredCertificate
{
    /// <summary>A refusal where another one was read back; null where it is the same.</summary>
    public static StepResult? Refuse(TokenEntry token, StoreCertificate store, StoredReceipt stored) => stored.Sha256 == StepWords.Sha256(store.Certificate) ? null : new StepResult.Refused(
        "certificate-differs",
        $"The token {token.Called} gave back another certificate than the one that was stored under the label \"{store.Label}\".",
        "Do not use what is on the token: have it removed and the token examined, then try again, or abort.");
}
