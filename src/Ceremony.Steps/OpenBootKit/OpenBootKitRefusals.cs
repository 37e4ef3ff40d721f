using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a boot kit is not used.</summary>
internal static class OpenBootKitRefusals
{
    private const string TakeTheRightOne = "Bring the boot kit that was delivered with this installation, then try again.";

    public static StepResult FileMissing(string path) => new StepResult.Refused(
        "file-missing",
        $"The boot kit's file {Hostile.Escape(path)} is not there.",
        "Insert the medium with the boot kit, or put its files into that folder, then try again.");

    public static StepResult BootCaFaulty(string path, LintFinding finding) => new StepResult.Refused(
        "boot-ca-faulty",
        $"The certificate in {Hostile.Escape(path)} cannot be a Boot CA's: {finding}.",
        TakeTheRightOne);

    public static StepResult IssuedFaulty(string path, PkiException faulty) => new StepResult.Refused(
        "issued-faulty",
        $"The file {Hostile.Escape(path)} does not list what the Boot CA issued: {faulty.Message}.",
        TakeTheRightOne);

    public static StepResult ProceduresFaulty(string path) => new StepResult.Refused(
        "procedures-faulty",
        $"The file {Hostile.Escape(path)} is not a list of procedures: UTF-8, a name of at most 64 characters a line.",
        TakeTheRightOne);

    /// <summary>The Boot CA's key must be found by its public half, before anybody logs in to a token that does not hold it.</summary>
    public static StepResult KeyNotFound(TokenEntry token, int count) => new StepResult.Refused(
        "boot-key-missing",
        $"The token {token.Called} holds {StepWords.Count(count, "public key")} with label and id that {(count == 1 ? "is" : "are")} the Boot CA's, not exactly one.",
        "Insert the token that holds the Boot CA's key, then try again.");

    public static StepResult NotOfThisKit(string token, string broken) => new StepResult.Refused(
        "other-boot-ca",
        $"The soft token {Hostile.Escape(token)} was not issued by this Boot CA: {broken}.",
        TakeTheRightOne);

    public static StepResult Unfit(string token, string unfit) => new StepResult.Refused(
        "not-for-officers",
        $"The soft token {Hostile.Escape(token)} cannot be an officer's: {unfit}.",
        TakeTheRightOne);

    /// <summary>Two officers with one key are one officer; null where all three keys differ.</summary>
    public static StepResult? SameKey(byte[] bootCa, IReadOnlyList<OfficerRecognised> officers)
    {
        string[] keys = [.. officers.Select(officer => officer.Certificate).Append(bootCa).Select(each => CertificateView.Read(each).KeySha256)];
        return keys.Distinct().Count() == keys.Length ? null : new StepResult.Refused(
            "same-key",
            "Two of the boot kit's certificates are for the same key, so one person could confirm for two.",
            TakeTheRightOne);
    }

    /// <summary>Two certificates of one subject are one person's; null where all subjects differ.</summary>
    public static StepResult? SameSubject(byte[] bootCa, IReadOnlyList<OfficerRecognised> officers) =>
        OfficersApart.SameSubject([bootCa, .. officers.Select(officer => officer.Certificate)]) is { } same
            ? new StepResult.Refused("same-subject", $"Two of the boot kit's certificates are for {same.Subject}, so one person could confirm for two.", TakeTheRightOne)
            : null;
}
