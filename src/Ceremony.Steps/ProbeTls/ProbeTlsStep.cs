using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Looks which certificate a server presents.</summary>
/// <param name="Place">The server.</param>
/// <param name="Certificate">The artifact that must be presented; empty to keep whatever is.</param>
internal sealed record ProbeTlsStep(TlsPlace Place, string Certificate) : IStep
{
    /// <inheritdoc/>
    public string Title => $"probe {Place}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new(Certificate.Length == 0 ? $"keeps the certificate that {Place} presents" : $"looks whether {Place} presents {Certificate}", 0);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => 
    [
        new Need<TlsView>($"the server {Place}", new LookAtTls(Place.Host, Place.Port), seen => seen.Certificates.Count > 0 ? null : ProbeTlsRefusals.NoConnection(Place, seen.Fault), seen => $"serves {seen.Protocol}")
        {
            IsOfServices = true,
        },
    ];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (Certificate.Length == 0)
            return await KeepPresented(desk);
        if (desk.Artifact(Certificate) is not { } artifact)
            return Artifacts.Missing(Certificate);
        if (CertificateFile.Read(artifact) is not { } expected)
            return CertificateFile.IsNone(Certificate);
        if (ProbeTlsRefusals.Unfit(Place, Certificate, CertificateView.Read(expected)) is { } unfit)
            return unfit;

        TlsView seen = await desk.Look(new LookAtTls(Place.Host, Place.Port));
        if (seen.Certificates is not [var presented, ..])
            return ProbeTlsRefusals.NoConnection(Place, seen.Fault);
        if (!presented.AsSpan().SequenceEqual(expected))
            return ProbeTlsRefusals.OtherCertificate(Place, presented, Certificate, expected);

        await desk.Show(ProbeTlsScreens.Presented(Place, $"The certificate that {Place} presents is {Certificate}, byte for byte.", seen, CertificateView.Read(expected)));
        return new StepResult.Done(new TlsProbed(Place.Host, Place.Port, expected, Certificate));
    }

    private async Task<StepResult> KeepPresented(IDesk desk)
    {
        string kept = $"{desk.StepId}.cer";
        TlsView seen = await desk.Look(new LookAtTls(Place.Host, Place.Port));
        if (seen.Certificates is not [var presented, ..])
            return ProbeTlsRefusals.NoConnection(Place, seen.Fault);
        if (CertificateFile.Read(presented) is null)
            return ProbeTlsRefusals.Unreadable(Place);

        await desk.Keep(kept, presented);
        await desk.Show(ProbeTlsScreens.Presented(Place, $"The certificate that {Place} presents is kept as {kept}.", seen, CertificateView.Read(presented)));
        return new StepResult.Done(new TlsProbed(Place.Host, Place.Port, presented, kept));
    }
}
