using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What speaks by the text of a script against a certificate that a step would issue.</summary>
/// <param name="earlier">The steps before it.</param>
/// <param name="step">The step that issues.</param>
/// <param name="procedureBy">The step that names the certificate procedure: itself, or the one that made its token procedure.</param>
/// <param name="procedureField">The field that names it there.</param>
internal sealed class IssuingMisfits(IEarlierSteps earlier, ToldStep step, ToldStep procedureBy, string procedureField)
{
    // Dates of every sort: a span of months is longer or shorter by the day on which it begins.
    private static readonly DateTimeOffset[] Days =
        [.. Enumerable.Range(0, 48).Select(month => new DateTimeOffset(2025, 1, 31, 0, 0, 0, TimeSpan.Zero).AddMonths(month))];

    private IEnumerable<(ToldStep Told, CreateCertificateProcedureStep Step)> Procedures =>
        earlier.Behind<CreateCertificateProcedureStep>(procedureBy, procedureField, Thing.CertificateProcedure).Where(each => each.Told.CanMeet(step));

    /// <summary>A key that is not certified.</summary>
    /// <param name="field">The field that the problem is about.</param>
    /// <param name="what">Which key it is, at the beginning of a sentence.</param>
    /// <param name="algorithm">Its kind and size.</param>
    public IEnumerable<ScriptProblem> Key(string field, string what, string algorithm) =>
        Procedures.SelectMany(each => Issuing.RefuseKey(each.Step.Procedure, what, algorithm).At(step, field));

    /// <summary>A subject that does not consist of what the procedure demands.</summary>
    /// <param name="field">The field that the problem is about.</param>
    /// <param name="what">Whose subject it is.</param>
    /// <param name="types">The types of its attributes.</param>
    public IEnumerable<ScriptProblem> Subject(string field, string what, IReadOnlyList<string> types) =>
        Procedures.SelectMany(each => Issuing.RefuseSubject(each.Step.Procedure, what, types).At(step, field));

    /// <summary>An extended key usage that a server's certificate cannot have.</summary>
    /// <param name="field">The field that the problem is about.</param>
    /// <param name="asked">The extended key usage that is asked for.</param>
    public IEnumerable<ScriptProblem> Purposes(string field, IReadOnlyList<string> asked) =>
        Procedures.Where(each => each.Step.Procedure.ExtendedKeyUsage.Count == 0).SelectMany(each => Issuing.RefusePurposes(each.Step.Procedure, asked).At(step, field));

    /// <summary>A CA that was revoked before, and certificates that would outlive its own, which begins before them.</summary>
    /// <param name="field">The field that names the procedure in the step that issues.</param>
    public IEnumerable<ScriptProblem> Ca(string field) =>
        from procedure in Procedures
        from ca in earlier.Behind<CreateCaStep>(procedure.Told, "issuer", Thing.Ca)
        where ca.Told.CanMeet(step)
        from problem in Ca(field, procedure, ca)
        select problem;

    /// <summary>A certificate that no officer can have, by the procedure that it would be issued by.</summary>
    /// <param name="field">The field that the problem is about.</param>
    /// <param name="asked">The extensions that are asked for.</param>
    public IEnumerable<ScriptProblem> ForOfficers(string field, RequestedExtensions asked)
    {
        foreach ((_, CreateCertificateProcedureStep each) in Procedures)
        {
            CertificateProcedureCreated procedure = each.Procedure;
            IReadOnlyList<string> usage = Issuing.InForce(procedure.KeyUsage, asked.KeyUsage);
            IReadOnlyList<string> purposes = Issuing.InForce(procedure.ExtendedKeyUsage, asked.ExtendedKeyUsage);
            string? unfit = procedure.Format == "server-certificate" ? "they are a service's, for serverAuth"
                : purposes.FirstOrDefault(OfficerFitness.OfServices.Contains) is { } purpose ? $"they are a service's, for {purpose}"
                : usage.Count > 0 && !usage.Intersect(OfficerFitness.Signing).Any() ? $"they are not for signatures: their key usage is {StepWords.And(usage)}"
                : null;
            if (unfit is not null)
                yield return step.Problem(field, $"certificates of the procedure {Telling.Quoted(procedure.Procedure)} cannot be an officer's: {unfit}");
        }
    }

    private IEnumerable<ScriptProblem> Ca(string field, (ToldStep Told, CreateCertificateProcedureStep Step) procedure, (ToldStep Told, CreateCaStep Step) ca)
    {
        CertificateProcedureCreated created = procedure.Step.Procedure;
        if (earlier.All<RevokeCaStep>().Any(each => each.Step.Ca == created.Issuer))
        {
            foreach (ScriptProblem revoked in Issuing.Revoked(created).At(step, field))
                yield return revoked;
        }

        if (Validity.TryParse(created.ValidFor, out Validity validity) && Days.All(day => validity.LastSecond(day) >= ca.Step.ValidFor.LastSecond(day)))
            yield return procedure.Told.Problem("valid-for", $"certificates of the procedure {Telling.Quoted(created.Procedure)} would be valid for {validity}, and outlive that of the CA {Telling.Quoted(ca.Step.Called)}, which begins before them and is valid for {ca.Step.ValidFor}");
    }
}
