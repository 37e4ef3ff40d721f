using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What decides every certificate: its procedure, the issuing CA and that CA's key, found in the registry and fitting each other.</summary>
/// <param name="Procedure">The certificate procedure.</param>
/// <param name="Ca">The issuing CA.</param>
/// <param name="CaKey">Its key.</param>
internal sealed record IssuingPlan(CertificateProcedureCreated Procedure, CaCreated Ca, KeyGenerated CaKey)
{
    /// <summary>What certificates are signed with.</summary>
    public SignatureAlgorithm Algorithm => SignatureAlgorithm.Find(Procedure.SignatureAlgorithm)!;

    /// <summary>For how long certificates are valid; the procedure was entered with a span that can be read.</summary>
    public Validity ValidFor => Validity.TryParse(Procedure.ValidFor, out Validity validity)
        ? validity
        : throw new InvalidOperationException($"the procedure {Procedure.Procedure} is in the registry with a validity that cannot be read");

    /// <summary>Whether the issuers' certificates are kept with each certificate.</summary>
    public bool GivesChain => Procedure.CaChain == "include";

    /// <summary>Finds all of it; a refusal where something is missing or does not fit.</summary>
    public static (IssuingPlan? Plan, StepResult? Refusal) Find(Registry registry, string name)
    {
        if (registry.CertificateProcedure(name) is not { } procedure)
            return (null, Refusals.Unknown("certificate procedure", name));
        if (registry.Ca(procedure.Issuer) is not { } ca)
            return (null, Refusals.Unknown("CA", procedure.Issuer));
        if (registry.IsRevoked(ca.Ca))
            return (null, Issuing.Revoked(procedure));

        return Issuing.RefuseAlgorithm(registry, ca, procedure) is { } unfit ? (null, unfit) : (new IssuingPlan(procedure, ca, registry.Key(ca.Key)!), null);
    }

    /// <summary>
    /// What certificates allow: of each extension what the procedure selects; where it selects nothing, what is asked for, and where nothing is asked for, nothing. But certificates for
    /// servers are for serverAuth then.
    /// </summary>
    public CertificateProfile Profile(RequestedExtensions asked) => new(IsCa: false, PathLength: null, Issuing.InForce(Procedure.KeyUsage, asked.KeyUsage), Purposes(asked.ExtendedKeyUsage))
    {
        AlternativeNames = Issuing.InForce(Procedure.AlternativeNames, asked.AlternativeNames),
    };

    /// <summary>
    /// Looks whether the CA's key is in its token, which asks for that token's PIN, and at the clock. A refusal where the key is not there, or where
    /// certificates would be valid for longer than they can be.
    /// </summary>
    public async Task<(CertificateTerm? Term, StepResult? Refusal)> Begin(IDesk desk)
    {
        if (await SigningKey.RefuseAbsent(desk, CaKey) is { } absent)
            return (null, absent);

        return await Term(desk);
    }

    /// <summary>Looks at the clock, from which on certificates are valid. A refusal where they would be valid for longer than they can be.</summary>
    public async Task<(CertificateTerm? Term, StepResult? Refusal)> Term(IDesk desk)
    {
        DateTimeOffset from = await desk.Look(new LookAtClock());
        if (!ValidFor.FitsFrom(from))
            return (null, Issuing.BeyondCalendar(this, from));

        var term = new CertificateTerm(from, ValidFor.LastSecond(from));
        return Issuing.OutlivesIssuer(this, term) is { } tooLong ? (null, tooLong) : (term, null);
    }

    /// <summary>The certificate as PEM, and after it those above it where they are given along.</summary>
    public byte[] Pem(byte[] certificate) => GivesChain ? Chain(certificate) : Encoding.ASCII.GetBytes(Block(certificate));

    /// <summary>The certificate and those above it as PEM, the lowest first.</summary>
    public byte[] Chain(byte[] certificate) => Encoding.ASCII.GetBytes(Block(certificate) + Block(Ca.Certificate));

    private IReadOnlyList<string> Purposes(IReadOnlyList<string> asked) =>
        Issuing.InForce(Procedure.ExtendedKeyUsage, asked) is { Count: > 0 } purposes ? purposes : Procedure.Format == "server-certificate" ? ["serverAuth"] : [];

    private static string Block(byte[] certificate) => Signatures.ToPem("CERTIFICATE", certificate);
}
