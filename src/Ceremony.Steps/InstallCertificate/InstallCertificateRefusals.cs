using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Why a certificate is not stored.</summary>
internal static class InstallCertificateRefusals
{
    public static StepResult NotIssued(string artifact) => new StepResult.Refused(
        "not-issued",
        $"No certificate was issued in this ceremony under the name {artifact}.",
        "Compare the name with the step that issues it; if the script is wrong, abort and have it corrected.");

    public static StepResult Elsewhere(KeyGenerated key, TokenEntry holds, TokenEntry named) => new StepResult.Refused(
        "key-elsewhere",
        $"The key \"{key.Key}\" is in the token {holds.Called}, not in {named.Called}.",
        Refusals.CorrectScript);

    public static StepResult OtherKey(string artifact, KeyGenerated key) => new StepResult.Refused(
        "other-key",
        $"The certificate {artifact} is not for the key \"{key.Key}\".",
        Refusals.CorrectScript);

    /// <summary>Servers find certificates by id or by label: of each there must be only one. Null where the place is free.</summary>
    public static StepResult? Taken(TokenEntry entry, TokenView token, KeyGenerated key, string label) =>
        token.Objects?.Any(each => each.Class == "certificate" && (each.Id == key.Id || each.Label == label)) != true ? null : new StepResult.Refused(
            "certificate-there",
            $"The token {entry.Called} already holds a certificate with the id of \"{key.Key}\" or the label \"{label}\".",
            "Look at the list of the token's objects (F5); if the certificate should not be there, have it removed and try again, otherwise abort.");

    /// <summary>Whoever looks for a key by that label would find the certificate of another. Null where no other key has it.</summary>
    public static StepResult? OtherKeysLabel(TokenEntry entry, TokenView token, KeyGenerated key, string label) =>
        token.Objects?.Any(each => each.Class is "private" or "public" or "secret" && each.Label == label && each.Id != key.Id) != true ? null : new StepResult.Refused(
            "label-of-another-key",
            $"In the token {entry.Called} \"{label}\" is the label of another key than \"{key.Key}\".",
            Refusals.CorrectScript);
}
