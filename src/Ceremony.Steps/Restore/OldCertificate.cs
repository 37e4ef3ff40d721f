using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>The TLS certificate that was presented before anything was changed, and where.</summary>
/// <param name="Place">The server.</param>
/// <param name="Der">DER.</param>
internal sealed record OldCertificate(TlsPlace Place, byte[] Der)
{
    /// <summary>
    /// Finds it: the script's artifact, or what a server was seen to present before any service was stopped. Both null where nobody knows.
    /// </summary>
    public static (OldCertificate? Found, StepResult? Refusal) Find(TlsPlace? probe, string artifact, IDesk desk)
    {
        TlsProbed? probed = desk.Registry.Facts.TakeWhile(fact => fact is not ServiceStopped).OfType<TlsProbed>()
            .LastOrDefault(each => probe is null || (each.Host == probe.Host && each.Port == probe.Port));
        TlsPlace? place = probe ?? (probed is null ? null : new TlsPlace(probed.Host, (int)probed.Port));
        byte[]? der = probed?.Certificate;
        if (artifact.Length > 0)
        {
            if (desk.Artifact(artifact) is not { } kept)
                return (null, Artifacts.Missing(artifact));

            der = CertificateFile.Read(kept);
            if (der is null)
                return (null, CertificateFile.IsNone(artifact));
        }

        return (place is null || der is null ? null : new OldCertificate(place, der), null);
    }

    /// <summary>Looks whether it is presented again; null where it is, else why not, the rest of a sentence.</summary>
    public async Task<string?> RefuseAbsent(IDesk desk)
    {
        TlsView seen = await desk.Look(new LookAtTls(Place.Host, Place.Port));
        return seen.Certificates switch
        {
            [] => $"no TLS connection to {Place} could be made ({Hostile.Escape(seen.Fault.TrimEnd('.'))})",
            [var presented, ..] when presented.AsSpan().SequenceEqual(Der) => null,
            _ => $"{Place} does not present the old certificate",
        };
    }
}
