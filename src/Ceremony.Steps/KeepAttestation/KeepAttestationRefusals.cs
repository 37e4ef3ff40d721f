using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a statement about a key is not kept.</summary>
internal static class KeepAttestationRefusals
{
    private const string BringTheRightOne = "Have the vendor's tool make the statement for this very key and token, and bring it as the file that the script names; then try again.";

    /// <summary>The token presents no statement.</summary>
    public static StepResult NoneOnToken(TokenEntry token, string key) => new StepResult.Refused(
        "statement-missing",
        $"The token {token.Called} presents no certificate of its vendor's for the key \"{key}\".",
        "Have the vendor's tool make the statement, and bring it as a file: abort and have the script name that file, or end this step by an exception (F3).");

    /// <summary>It is not clear which certificate is meant.</summary>
    public static StepResult SeveralOnToken(TokenEntry token, string key, int count) => new StepResult.Refused(
        "several-statements",
        $"The token {token.Called} presents {StepWords.Count(count, "certificate")} for the key \"{key}\" that this ceremony did not make, and none of them alone names its device.",
        "Have the vendor's tool make the statement, and bring it as a file: abort and have the script name that file, or end this step by an exception (F3).");

    public static StepResult Empty(string file) => new StepResult.Refused(
        "statement-empty",
        $"The file {Hostile.Escape(file)} is empty.",
        BringTheRightOne);

    public static StepResult TooLarge(string file) => new StepResult.Refused(
        "statement-too-large",
        $"The file {Hostile.Escape(file)} has more than {AttestationStatement.MostBytes / 1024} KiB, which no statement about a key has.",
        BringTheRightOne);

    public static StepResult RootUnreadable(string file, string unread) => new StepResult.Refused(
        "root-unreadable",
        $"The file {Hostile.Escape(file)} does not hold the vendor's root certificate: {unread}.",
        "Bring the root certificate as the vendor publishes it, as PEM or DER, then try again.");

    /// <summary>A root is believed only by its fingerprint in the script.</summary>
    public static StepResult OtherRoot(string file, IReadOnlyList<CertificateView> there, string sha256) => new StepResult.Refused(
        "other-root",
        $"The file {Hostile.Escape(file)} holds no certificate with the SHA-256 {sha256} that the script names, but {string.Join(", ", there.Select(each => $"{each.Subject} with {each.Sha256}"))}.",
        "Bring the root certificate that the script means, then try again; if the script names the wrong fingerprint, abort and have it corrected.");

    /// <summary>The first check that came out otherwise; null where none did.</summary>
    public static StepResult? Differing(TokenEntry token, KeyGenerated key, AttestationChecks checks) =>
        checks.Key.Outcome == AttestationOutcome.Differs ? Refused("attests-other-key", $"The statement does not vouch for the key \"{key.Key}\": {checks.Key.Says}.", BringTheRightOne)
            : checks.Serial.Outcome == AttestationOutcome.Differs ? Refused("other-device", $"The statement does not come from the token {token.Called}: {checks.Serial.Says}.", BringTheRightOne)
            : checks.Chain.Outcome == AttestationOutcome.Differs ? Refused("chain-broken", $"The statement about the key \"{key.Key}\" is not proven: {checks.Chain.Says}.", "Bring the whole statement, and the certificates between the vendor's root and the device's in the file of the root; then try again. If the script names the wrong root, abort and have it corrected.")
            : null;

    private static StepResult.Refused Refused(string code, string reason, string next) => new(code, reason, next);
}
