using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Has a key ask for a certificate.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Subject">The subject that is asked for.</param>
/// <param name="Asked">The extensions that are asked for.</param>
/// <param name="Artifact">The request's name in the archive.</param>
internal sealed record RequestCertificateStep(string Key, IReadOnlyList<SubjectAttribute> Subject, RequestedExtensions Asked, string Artifact) : IStep
{
    /// <inheritdoc/>
    public string Title => $"request {Artifact}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the key \"{Key}\" ask for a certificate", 1);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.Key(Key) is not { } key)
            return Refusals.Unknown("key", Key);
        if (RequestCertificateRefusals.Unfit(desk.Registry, key) is { } unfit)
            return unfit;
        if (Artifacts.IsTaken(desk.Registry, Artifact))
            return Refusals.ArtifactTaken(Artifact);
        if (await SigningKey.RefuseAbsent(desk, key) is { } absent)
            return absent;

        try
        {
            return await Ask(desk, key);
        }
        catch (PkiException faulty)
        {
            return RequestCertificateRefusals.Faulty(Artifact, faulty);
        }
    }

    private async Task<StepResult> Ask(IDesk desk, KeyGenerated key)
    {
        byte[] subject = Names.Encode(Subject);
        byte[] info = Requests.BuildInfo(subject, key.PublicKey, Asked);
        SignatureAlgorithm algorithm = Signatures.For(key.PublicKey);
        var sign = new Sign(key.Token, key.Id, key.Key, algorithm, info);
        if (await desk.Approve(RequestCertificateScreens.Propose(this, key), sign) is not { } approval)
            return Refusals.Declined($"the request {Artifact}");

        SignatureReceipt signed = await desk.Perform(approval, sign, SignedResult.Of(sign, key.PublicKey, desk.Token(key.Token)));
        byte[] request = Requests.Assemble(info, algorithm, signed.Signature);
        await desk.Keep(Artifact, Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE REQUEST", request)));
        await desk.Show(RequestCertificateScreens.Made(this, RequestView.Read(request)));
        return new StepResult.Done(new CertificateRequested(Key, Asked.KeyUsage, request, Artifact) { ExtendedKeyUsage = Asked.ExtendedKeyUsage, AlternativeNames = Asked.AlternativeNames })
        {
            Outputs = new Dictionary<string, string> { [""] = Key, ["request"] = Artifact },
        };
    }
}
