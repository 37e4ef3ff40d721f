using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Proves that what is encrypted under a certificate can be decrypted.</summary>
/// <param name="Certificate">The certificate's name in the archive.</param>
/// <param name="SoftToken">The soft token's file; empty where a token holds the key.</param>
internal sealed record ProveDecryptionStep(string Certificate, string SoftToken) : IStep
{
    /// <inheritdoc/>
    public string Title => $"prove the key of {Certificate}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the key of the certificate {Certificate} decrypt a random value", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.Find<CertificateIssued>(each => each.Artifact == Certificate) is not { } issued)
            return InstallCertificateRefusals.NotIssued(Certificate);

        byte[] publicKey = CertificateView.Read(issued.Certificate).PublicKey;
        if (Signatures.KindOf(publicKey)?.StartsWith("rsa-", StringComparison.Ordinal) != true)
            return ProveDecryptionRefusals.NotRsa(Certificate);

        return SoftToken.Length > 0 ? await WithSoftToken(desk, issued, publicKey) : await WithToken(desk, publicKey);
    }

    private async Task<StepResult> WithToken(IDesk desk, byte[] publicKey)
    {
        if (desk.Registry.Find<KeyGenerated>(each => each.PublicKey.AsSpan().SequenceEqual(publicKey)) is not { } key)
            return ProveDecryptionRefusals.InNoToken(Certificate);
        if (ProveDecryptionRefusals.Unfit(key) is { } unfit)
            return unfit;
        if (await SigningKey.RefuseAbsent(desk, key) is { } absent)
            return absent;

        return await Prove(
            desk,
            publicKey,
            (sha256, ciphertext) => new ProveDecryption(key.Token, key.Id, key.Key, sha256, ciphertext),
            new DecryptionProven(Certificate, key.Key, key.Token, key.Id, null),
            ProveDecryptionScreens.Of(desk.Token(key.Token), key));
    }

    private async Task<StepResult> WithSoftToken(IDesk desk, CertificateIssued issued, byte[] publicKey)
    {
        if (desk.Registry.Find<SoftTokenIssued>(each => each.File == SoftToken) is not { } soft)
            return Refusals.Unknown("soft token", SoftToken);
        if (!soft.Certificate.AsSpan().SequenceEqual(issued.Certificate))
            return ProveDecryptionRefusals.NotItsSoftToken(Certificate, SoftToken);

        return await Prove(
            desk,
            publicKey,
            (sha256, ciphertext) => new ProveDecryptionWithSoftToken(soft.File, soft.Holder, sha256, ciphertext),
            new DecryptionProven(Certificate, null, null, null, soft.File),
            ProveDecryptionScreens.Of(soft));
    }

    private async Task<StepResult> Prove(IDesk desk, byte[] publicKey, Func<string, byte[], CeremonyAction<DecryptedReceipt>> made, DecryptionProven fact, ProvenKey key)
    {
        byte[] drawn = await desk.Look(new LookAtRandom(RsaEncryption.DrawnBytes(publicKey)));
        byte[] value = RsaEncryption.Value(drawn);
        CeremonyAction<DecryptedReceipt> action = made(StepWords.Sha256(value), RsaEncryption.Encrypt(publicKey, drawn));
        if (await desk.Approve(ProveDecryptionScreens.Propose(this, key, value), action) is not { } approval)
            return Refusals.Declined($"the proof of the key of {Certificate}");

        await desk.Perform(approval, action, back => back.Plaintext.AsSpan().SequenceEqual(value) ? null : ProveDecryptionRefusals.OtherValue(Certificate));
        await desk.Show(ProveDecryptionScreens.Proven(this, key, value));
        return new StepResult.Done(fact);
    }
}
