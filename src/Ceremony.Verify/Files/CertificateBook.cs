using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Certificates that were read, each once however often it stands in the record: a confirmation alone names its certificate twice.</summary>
internal sealed class CertificateBook
{
    private readonly Dictionary<string, CertificateView> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _unfit = new(StringComparer.Ordinal);

    /// <summary>The certificate. Throws <see cref="PkiException"/> where it cannot be read.</summary>
    public CertificateView Read(byte[] der)
    {
        string key = FactBasis.Hash(der);
        if (!_views.TryGetValue(key, out CertificateView? view))
        {
            _views.Add(key, view = CertificateView.Read(der));
        }

        return view;
    }

    /// <summary>Why an officer cannot have this certificate, as a clause, or null. Throws <see cref="PkiException"/> where it cannot be read.</summary>
    public string? UnfitForOfficer(byte[] der)
    {
        CertificateView view = Read(der);
        if (!_unfit.TryGetValue(view.Sha256, out string? unfit))
        {
            _unfit.Add(view.Sha256, unfit = OfficerCertificate.Refuse(der));
        }

        return unfit;
    }
}
