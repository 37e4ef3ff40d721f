namespace Ceremony.Pki;

/// <summary>The CRL under judgement, taken apart once for all checks.</summary>
/// <param name="Der">The TBSCertList.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Issuer">The CA's certificate.</param>
internal sealed record CrlSubject(byte[] Der, CrlParts Parts, CertificateView Issuer)
{
    /// <summary>The entries; empty where the list is left out.</summary>
    public IReadOnlyList<CrlEntryPart> Entries => Parts.Entries ?? [];

    /// <summary>All moments in it.</summary>
    public IEnumerable<TimePart> Times
    {
        get
        {
            IEnumerable<TimePart> own = Parts.NextUpdate is { } next ? [Parts.ThisUpdate, next] : [Parts.ThisUpdate];
            return own.Concat(Entries.Select(each => each.RevokedAt));
        }
    }
}
