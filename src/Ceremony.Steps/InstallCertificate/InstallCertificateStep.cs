using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Stores a certificate beside its key.</summary>
/// <param name="Certificate">Its name in the archive.</param>
/// <param name="Token">The token.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Label">The certificate's label on the token.</param>
internal sealed record InstallCertificateStep(string Certificate, TokenRef Token, string Key, string Label) : IStep
{
    /// <inheritdoc/>
    public string Title => $"install {Certificate}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"stores the certificate {Certificate} beside the key \"{Key}\" in the token {Token}", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.Key(Key) is not { } key)
            return Refusals.Unknown("key", Key);

        TokenEntry entry = desk.Token(Token);
        if (key.Token != Token)
            return InstallCertificateRefusals.Elsewhere(key, desk.Token(key.Token), entry);
        if (desk.Registry.Find<CertificateIssued>(each => each.Artifact == Certificate) is not { } issued)
            return InstallCertificateRefusals.NotIssued(Certificate);
        if (!CertificateView.Read(issued.Certificate).PublicKey.AsSpan().SequenceEqual(key.PublicKey))
            return InstallCertificateRefusals.OtherKey(Certificate, key);

        TokenView token = await desk.Look(new LookAtToken(Token, LoggedIn: true));
        if ((SigningKey.Refuse(entry, token, key) ?? InstallCertificateRefusals.Taken(entry, token, key, Label) ?? InstallCertificateRefusals.OtherKeysLabel(entry, token, key, Label)) is { } refusal)
            return refusal;

        return await Store(desk, entry, token, key, issued);
    }

    private async Task<StepResult> Store(IDesk desk, TokenEntry entry, TokenView token, KeyGenerated key, CertificateIssued issued)
    {
        var store = new StoreCertificate(Token, key.Id, Label, issued.Certificate);
        if (await desk.Approve(InstallCertificateScreens.Propose(this, issued, token, store), store) is not { } approval)
            return Refusals.Declined($"the storing of the certificate {Certificate}");

        StoredReceipt stored = await desk.Perform(approval, store, stored => StoredCertificate.Refuse(entry, store, stored));
        await desk.Show(InstallCertificateScreens.Made(store, stored));
        return new StepResult.Done(new CertificateInstalled(Key, Token, key.Id, Label, issued.Certificate)) { Outputs = Registering.Named(Key) };
    }
}
