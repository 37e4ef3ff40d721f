using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Creates a self-signed CA.</summary>
/// <param name="Called">CA name.</param>
/// <param name="Key">The name of its key.</param>
/// <param name="Subject">Its name in the certificate.</param>
/// <param name="ValidFor">For how long.</param>
/// <param name="Algorithm">What it signs with; null for what fits the key.</param>
/// <param name="Succeeds">The CA in force whose subject it takes over; null where it has a subject of its own.</param>
internal sealed record CreateCaStep(string Called, string Key, IReadOnlyList<SubjectAttribute> Subject, Validity ValidFor, SignatureAlgorithm? Algorithm, string? Succeeds) : IStep
{
    private string Artifact => ArtifactOf(Called);

    /// <inheritdoc/>
    public string Title => $"create {Called}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"creates the self-signed CA \"{Called}\"", 1);

    /// <summary>The name in the archive of the certificate of the CA of that name.</summary>
    public static string ArtifactOf(string ca) => $"{StepWords.Slug(ca)}.cer";

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.Ca(Called) is not null)
            return Refusals.NameTaken("CA", Called);
        if (desk.Registry.Key(Key) is not { } key)
            return Refusals.Unknown("key", Key);
        if (CreateCaRefusals.Unfit(desk.Registry, key, Algorithm) is { } unfit)
            return unfit;
        if (Artifacts.IsTaken(desk.Registry, Artifact))
            return Refusals.ArtifactTaken(Artifact);
        if (await SigningKey.RefuseAbsent(desk, key) is { } absent)
            return absent;

        try
        {
            if (CreateCaRefusals.NoSuccessor(desk.Registry, this) is { } other)
                return other;

            return await Issue(desk, key, Algorithm ?? Signatures.For(key.PublicKey));
        }
        catch (PkiException faulty)
        {
            return CreateCaRefusals.Faulty(Called, faulty);
        }
    }

    private async Task<StepResult> Issue(IDesk desk, KeyGenerated key, SignatureAlgorithm algorithm)
    {
        LintedTbs tbs = await Draft(desk, key, algorithm);
        var sign = new Sign(key.Token, key.Id, key.Key, algorithm, tbs.Bytes);
        if (await desk.Approve(CreateCaScreens.Propose(this), sign) is not { } approval)
            return Refusals.Declined($"the creation of the CA \"{Called}\"");

        SignatureReceipt signed = await desk.Perform(approval, sign, SignedResult.Of(sign, key.PublicKey, desk.Token(key.Token)));
        byte[] certificate = Certificates.Assemble(tbs, algorithm, signed.Signature, key.PublicKey);
        await desk.Keep(Artifact, certificate);
        await desk.Show(CreateCaScreens.Made(this, CertificateView.Read(certificate), Artifact));
        return new StepResult.Done(new CaCreated(Called, Key, certificate, Artifact) { Succeeds = Succeeds })
        {
            Outputs = new Dictionary<string, string> { [""] = Called, ["certificate"] = Artifact },
        };
    }

    private async Task<LintedTbs> Draft(IDesk desk, KeyGenerated key, SignatureAlgorithm algorithm)
    {
        byte[] name = Names.Encode(Subject);
        DateTimeOffset now = await desk.Look(new LookAtClock());
        if (!ValidFor.FitsFrom(now))
            throw new PkiException($"{ValidFor} from {StepWords.Time(now)} on end beyond the year 9999");

        byte[] serial = SerialNumbers.FromRandom(await desk.Look(new LookAtRandom(SerialNumbers.Size)));
        return Lint.Demand(
            Certificates.BuildTbs(new CertificateTemplate(
                serial, name, name, now, ValidFor.LastSecond(now), key.PublicKey, key.PublicKey, null, algorithm, CertificateProfile.Ca)),
            issuerCertificate: null);
    }
}
