using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why no certificate is issued.</summary>
internal static class IssueCertificateRefusals
{
    /// <summary>What the token procedure does not allow; null where nothing does, or none is named.</summary>
    public static StepResult? ByTokenProcedure(Registry registry, IssueCertificateStep step)
    {
        if (step.TokenProcedure is null)
            return null;
        if (registry.TokenProcedure(step.TokenProcedure) is not { } procedure)
            return Refusals.Unknown("token procedure", step.TokenProcedure);
        if (procedure.StorageProfile != "pkcs10")
            return new StepResult.Refused(
                "storage-profile",
                $"The storage profile of the token procedure \"{procedure.Procedure}\" is {DialogWords.StorageProfile(procedure.StorageProfile)}, not PKCS#10.",
                Refusals.CorrectScript);

        return procedure.CertificateProcedure == step.Procedure ? null : new StepResult.Refused(
            "other-procedure",
            $"The token procedure \"{procedure.Procedure}\" issues by the certificate procedure \"{procedure.CertificateProcedure}\", not by \"{step.Procedure}\".",
            Refusals.CorrectScript);
    }

    /// <summary>What speaks against a request; null where nothing does.</summary>
    public static StepResult? ByRequest(IssuingPlan plan, IssueCertificateStep step, RequestView request)
    {
        // RFC 2986 §3: who asks must have shown to hold the key.
        if (!request.SignatureHolds)
            return new StepResult.Refused(
                "request-signature",
                $"The request {step.Request} is not signed with the key inside it.",
                "Do not issue anything for it: have the request made again, or abort.");

        return Issuing.RefuseKey(plan.Procedure, $"The key in the request {step.Request}", request.KeyAlgorithm)
            ?? Issuing.RefuseSubject(plan.Procedure, $"the request {step.Request}", Names.Types(request.SubjectDer))
            ?? Issuing.RefusePurposes(plan.Procedure, request.Asked.ExtendedKeyUsage);
    }

    /// <summary>The key of a CA certifies; it gets no certificate beside the CA's own. Null where it is not the key of a CA.</summary>
    public static StepResult? CasKey(Registry registry, IssueCertificateStep step, RequestView request) =>
        registry.Find<CaCreated>(ca => CertificateView.Read(ca.Certificate).KeySha256 == request.KeySha256) is { } other
            ? new StepResult.Refused("key-in-use", $"The key in the request {step.Request} is the key of the CA \"{other.Ca}\".", Refusals.CorrectScript)
            : null;

    /// <summary>Of the requests of one key the latest counts, whatever an earlier one asked for. Null where this is the latest.</summary>
    public static StepResult? Superseded(Registry registry, IssueCertificateStep step, RequestView request) =>
        registry.All<CertificateRequested>().LastOrDefault(each => RequestView.Read(each.Request).PublicKey.AsSpan().SequenceEqual(request.PublicKey)) is { } latest && latest.Artifact != step.Request
            ? new StepResult.Refused(
                "request-superseded",
                $"The key in the request {step.Request} asked for a certificate again, in the request {latest.Artifact}.",
                Refusals.CorrectScript)
            : null;

    public static StepResult Unreadable(string request, PkiException faulty) => new StepResult.Refused(
        "request-faulty",
        $"The request {request} is not accepted: {faulty.Message}.",
        "Compare the name with the step that keeps the request; if the script is wrong, abort and have it corrected.");

    public static StepResult Faulty(string artifact, PkiException faulty) => new StepResult.Refused(
        "certificate-faulty",
        $"The certificate {artifact} is not issued: {faulty.Message}.",
        "Find out why; if the script, the request or a procedure is at fault, abort and have it corrected, otherwise try again.");
}
