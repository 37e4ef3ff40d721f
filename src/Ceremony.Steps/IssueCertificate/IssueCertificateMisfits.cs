using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>What speaks by the text of a script against issuing for a request.</summary>
internal static class IssueCertificateMisfits
{
    /// <summary>What the token procedure does not allow.</summary>
    public static IEnumerable<ScriptProblem> ByTokenProcedure(ToldStep step, IEarlierSteps earlier, string field) =>
        step.As<IssueCertificateStep>() is not { TokenProcedure: not null } own ? [] :
            from procedure in earlier.Behind<CreateTokenProcedureStep>(step, field, Thing.TokenProcedure)
            let refusal = IssueCertificateRefusals.ByTokenProcedure(Telling.RegistryOf(procedure.Step.Procedure), own)
            where refusal is not StepResult.Refused { Code: "other-procedure" } || Telling.AreSame(procedure.Step.Procedure.CertificateProcedure, own.Procedure) == false
            from problem in refusal.At(step, field)
            select problem;

    /// <summary>What the request's key and subject do not allow, and what became of the key since.</summary>
    public static IEnumerable<ScriptProblem> ByRequest(ToldStep step, IEarlierSteps earlier, string field, IssuingMisfits issuing)
    {
        foreach ((ToldStep told, RequestCertificateStep request) in earlier.Behind<RequestCertificateStep>(step, field, Thing.Request))
        {
            foreach ((_, GenerateKeyStep key) in earlier.Behind<GenerateKeyStep>(told, "key", Thing.Key))
            {
                foreach (ScriptProblem problem in issuing.Key(field, $"The key in the request {request.Artifact}", key.Algorithm.Name))
                    yield return problem;
            }

            foreach (ScriptProblem problem in issuing.Subject(field, $"the request {request.Artifact}", [.. request.Subject.Select(each => each.Type)]))
                yield return problem;
            foreach (ScriptProblem problem in issuing.Purposes(field, request.Asked.ExtendedKeyUsage))
                yield return problem;
            if (earlier.All<CreateCaStep>().FirstOrDefault(ca => ca.Step.Key == request.Key && ca.Told.CanMeet(told)) is { Step: { } ca })
                yield return step.Problem(field, $"the key in the request {request.Artifact} is the key of the CA {Telling.Quoted(ca.Called)}");

            // Of the requests of one key the latest counts.
            if (earlier.All<RequestCertificateStep>().LastOrDefault(each => each.Step.Key == request.Key && each.Told.CanMeet(told)) is { Step: { } latest } && latest.Artifact != request.Artifact)
                yield return step.Problem(field, $"the key in the request {request.Artifact} asked for a certificate again, in the request {latest.Artifact}");
        }
    }
}
