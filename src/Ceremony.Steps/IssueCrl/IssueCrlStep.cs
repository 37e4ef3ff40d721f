using System.Globalization;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Issues the last CRL of a CA that is about to end.</summary>
/// <param name="Ca">The CA's name.</param>
/// <param name="Reason">Why its certificates end, as RFC 5280 names it.</param>
internal sealed record IssueCrlStep(string Ca, string Reason) : IStep
{
    /// <inheritdoc/>
    public string Title => $"issue the last CRL of {Ca}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"signs the last CRL of the CA \"{Ca}\", with every certificate that it issued", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (Authorities.Certificate(desk.Registry, Ca) is null)
            return Refusals.Unknown("CA", Ca);
        if (desk.Registry.SigningCa(Ca) is not { } ca)
            return IssueCrlRefusals.OutOfReach(Ca);
        if (IssueCrlRefusals.ByRegistry(desk.Registry, ca) is { } refusal)
            return refusal;

        long number = 1 + (desk.Registry.Find<CrlIssued>(crl => crl.Ca == Ca)?.Number ?? 0);
        string artifact = ArtifactOf(Ca, number);
        if (new[] { artifact, PemOf(artifact) }.FirstOrDefault(each => Artifacts.IsTaken(desk.Registry, each)) is { } taken)
            return Refusals.ArtifactTaken(taken);
        if (await SigningKey.RefuseAbsent(desk, ca) is { } absent)
            return absent;

        try
        {
            return await Issue(desk, ca, number, artifact);
        }
        catch (PkiException faulty)
        {
            return IssueCrlRefusals.Faulty(Ca, faulty);
        }
    }

    private async Task<StepResult> Issue(IDesk desk, SigningCa ca, long number, string artifact)
    {
        IReadOnlyList<CertificateView> issued = Authorities.IssuedBy(desk.Registry, Ca);
        byte[] publicKey = CertificateView.Read(ca.Certificate).PublicKey;
        SignatureAlgorithm algorithm = Signatures.For(publicKey);
        DateTimeOffset now = await desk.Look(new LookAtClock());
        LintedCrl tbs = Draft(ca, number, issued, now, algorithm);

        var sign = new Sign(ca.Token, ca.KeyId, ca.Key, algorithm, tbs.Bytes);
        if (await desk.Approve(IssueCrlScreens.Propose(issued), sign) is not { } approval)
            return Refusals.Declined($"the last CRL of the CA \"{Ca}\"");

        SignatureReceipt signed = await desk.Perform(approval, sign, SignedResult.Of(sign, publicKey, desk.Token(ca.Token)));
        byte[] crl = Crls.Assemble(tbs, algorithm, signed.Signature, publicKey);
        await desk.Keep(artifact, crl);
        await desk.Keep(PemOf(artifact), Encoding.ASCII.GetBytes(Signatures.ToPem("X509 CRL", crl)));
        await desk.Show(IssueCrlScreens.Made(this, CrlView.Read(crl), artifact));
        return new StepResult.Done(new CrlIssued(Ca, number, [.. issued.Select(each => each.SerialNumber)], crl, artifact) { Pem = PemOf(artifact) })
        {
            Outputs = new Dictionary<string, string> { ["crl"] = artifact, ["pem"] = PemOf(artifact) },
        };
    }

    // No further CRL will come: the time that says so is that of RFC 5280 §4.1.2.5.
    private LintedCrl Draft(SigningCa ca, long number, IReadOnlyList<CertificateView> issued, DateTimeOffset now, SignatureAlgorithm algorithm) => LintCrl.Demand(
        Crls.BuildTbs(new CrlTemplate(
            ca.Certificate, number, now, Crls.Never, [.. issued.Select(each => new CrlEntry(Convert.FromHexString(each.SerialNumber), now, Reason))], algorithm)),
        ca.Certificate);

    /// <summary>The name in the archive of a CA's n-th CRL.</summary>
    public static string ArtifactOf(string ca, long number) =>
        number == 1 ? $"{StepWords.Slug(ca)}.crl" : $"{StepWords.Slug(ca)}-{number.ToString(CultureInfo.InvariantCulture)}.crl";

    /// <summary>The name of the same CRL as PEM.</summary>
    public static string PemOf(string artifact) => $"{artifact}.pem";
}
