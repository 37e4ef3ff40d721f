using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Keeps a token's statement about a key.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Called">The beginning of the artifact's name.</param>
/// <param name="File">The statement as a file; empty where it is on the token.</param>
/// <param name="Root">The file of the vendor's root certificate; empty where the script names none.</param>
/// <param name="RootSha256">SHA-256 of that certificate; empty where the script names none.</param>
internal sealed record KeepAttestationStep(string Key, string Called, string File, string Root, string RootSha256) : IStep
{
    /// <inheritdoc/>
    public string Title => $"keep the attestation of {Key}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"keeps what {(File.Length > 0 ? $"the file {File}" : "the token")} states about the key \"{Key}\"", 0);

    /// <summary>The statement's name in the archive.</summary>
    public static string ArtifactOf(string called) => $"{called}.attestation";

    /// <summary>The name of the root's file in the archive.</summary>
    public static string RootArtifactOf(string called) => $"{called}.attestation-root.cer";

    // The statement itself is made once the key is.
    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => Root.Length == 0 ? [] :
    [
        new Need<byte[]?>($"the vendor's root certificate in {Root}", new LookAtFile(Root), seen => ReadRoot(seen).Refusal, seen => $"{seen!.Length} bytes") { Path = Root },
    ];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.Key(Key) is not { } key)
            return Refusals.Unknown("key", Key);
        if (Artifacts.IsTaken(desk.Registry, ArtifactOf(Called)))
            return Refusals.ArtifactTaken(ArtifactOf(Called));
        if ((InstalledFiles.RefuseConfiguration(desk.Registry, File) ?? InstalledFiles.RefuseConfiguration(desk.Registry, Root)) is { } configuration)
            return configuration;

        DateTimeOffset now = await desk.Look(new LookAtClock());
        (byte[] statement, StepResult? refusal) = File.Length > 0 ? await FromFile(desk) : await FromToken(desk, key);
        if (refusal is not null)
            return refusal;

        byte[]? rootFile = Root.Length > 0 ? await desk.Look(new LookAtFile(Root)) : null;
        (IReadOnlyList<CertificateView> beside, StepResult? unfit) = Root.Length > 0 ? ReadRoot(rootFile) : ([], null);
        if (unfit is not null)
            return unfit;

        var read = AttestationStatement.Read(statement);
        AttestationRoot? root = RootSha256.Length > 0 ? new AttestationRoot(RootSha256, beside) : null;
        var checks = AttestationChecks.Of(read, key.PublicKey, key.TokenSerial, root, now);
        if (KeepAttestationRefusals.Differing(desk.Token(key.Token), key, checks) is { } differing)
            return differing;

        var fact = new KeyAttested(Key, key.Token, key.TokenSerial, key.Id, ArtifactOf(Called), statement, checks.Outcome)
        {
            File = File.Length > 0 ? File : null,
            Root = rootFile is null ? null : Root,
            RootArtifact = rootFile is null ? null : RootArtifactOf(Called),
            RootSha256 = root?.Sha256,
        };
        await desk.Keep(fact.Artifact, statement);
        if (rootFile is not null)
            await desk.Keep(RootArtifactOf(Called), rootFile);
        await desk.Show(KeepAttestationScreens.Kept(fact, desk.Token(key.Token), read, checks));
        return new StepResult.Done(fact);
    }

    private async Task<(byte[] Statement, StepResult? Refusal)> FromFile(IDesk desk) => await desk.Look(new LookAtFile(File)) switch
    {
        null => ([], InstalledFiles.Missing(File)),
        [] => ([], KeepAttestationRefusals.Empty(File)),
        { Length: > AttestationStatement.MostBytes } => ([], KeepAttestationRefusals.TooLarge(File)),
        var bytes => (bytes, null),
    };

    // Most tokens show certificates to everybody; where nothing is seen, somebody logs in.
    private static async Task<(byte[] Statement, StepResult? Refusal)> FromToken(IDesk desk, KeyGenerated key)
    {
        TokenEntry entry = desk.Token(key.Token);
        int found = 0;
        foreach (bool login in new[] { false, true })
        {
            TokenView view = await desk.Look(new LookAtToken(key.Token, login));
            if (view.Serial != key.TokenSerial)
                return ([], SigningKey.OtherToken(entry));

            byte[][] certificates = [.. (view.Objects ?? []).Where(each => each.Class == ObjectRef.Certificate).Select(each => each.Certificate).OfType<byte[]>()];
            if (AttestationStatement.OnToken(certificates, key.PublicKey, Known(desk.Registry), out found) is { } statement)
                return (statement, null);
            if (found > 0)
                break;
        }

        return ([], found == 0 ? KeepAttestationRefusals.NoneOnToken(entry, key.Key) : KeepAttestationRefusals.SeveralOnToken(entry, key.Key, found));
    }

    // What this ceremony issued or stored says nothing of the device.
    private static IReadOnlyList<byte[]> Known(Registry registry) =>
    [
        .. registry.Facts.SelectMany(fact => fact switch
        {
            BootKitOpened kit => [kit.Certificate, .. kit.Issued],
            CaCreated ca => [ca.Certificate],
            CertificateIssued issued => [issued.Certificate],
            CertificateInstalled installed => [installed.Certificate],
            _ => Array.Empty<byte[]>(),
        }),
    ];

    private (IReadOnlyList<CertificateView> Beside, StepResult? Refusal) ReadRoot(byte[]? file)
    {
        if (file is null)
            return ([], InstalledFiles.Missing(Root));

        var read = AttestationStatement.Read(file);
        return read.Unread is { } unread ? ([], KeepAttestationRefusals.RootUnreadable(Root, unread))
            : read.Certificates.All(each => each.Sha256 != RootSha256) ? ([], KeepAttestationRefusals.OtherRoot(Root, read.Certificates, RootSha256))
            : (read.Certificates, null);
    }
}
