namespace Ceremony.Pki;

/// <summary>Finds what is wrong with a certificate before it is signed, and after (RFC 5280).</summary>
public static class Lint
{
    /// <summary>
    /// The proof that to-be-signed bytes have no finding; signing demands it. Throws <see cref="PkiException"/> that lists the findings.
    /// </summary>
    /// <param name="tbs">DER of the TBSCertificate.</param>
    /// <param name="issuerCertificate">DER of the issuer's certificate; null where it will be self-signed.</param>
    public static LintedTbs Demand(byte[] tbs, byte[]? issuerCertificate)
    {
        IReadOnlyList<LintFinding> findings = [.. Tbs(tbs, issuerCertificate), .. OfNew(tbs)];
        return findings.Count == 0
            ? new LintedTbs([.. tbs])
            : throw new PkiException("the certificate must not be signed: " + string.Join("; ", findings));
    }

    /// <summary>All findings in to-be-signed bytes; empty where they are good. Does not throw for any bytes.</summary>
    /// <param name="tbs">DER of the TBSCertificate.</param>
    /// <param name="issuerCertificate">DER of the issuer's certificate; null where it is or will be self-signed.</param>
    public static IReadOnlyList<LintFinding> Tbs(byte[] tbs, byte[]? issuerCertificate)
    {
        try
        {
            LintSubject subject = LintSubject.Read(tbs, issuerCertificate);
            return [.. AllChecks.SelectMany(check => check.Run(subject))];
        }
        catch (PkiException unreadable)
        {
            return [new LintFinding("encoding", "RFC 5280 §4.1", unreadable.Message)];
        }
    }

    /// <summary>All findings in a certificate: those of its to-be-signed bytes, the outer algorithm, and the signature.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="issuerCertificate">DER of the issuer's certificate; null where it is self-signed.</param>
    public static IReadOnlyList<LintFinding> Certificate(byte[] certificate, byte[]? issuerCertificate)
    {
        try
        {
            CertificateParts parts = CertificateParts.Read(certificate);
            byte[] issuerKey = issuerCertificate is null ? parts.Tbs.PublicKey : CertificateParts.Read(issuerCertificate).Tbs.PublicKey;
            var findings = new List<LintFinding>(Tbs(parts.TbsDer, issuerCertificate));
            if (!parts.Algorithm.AsSpan().SequenceEqual(parts.Tbs.Algorithm))
                findings.Add(new LintFinding("algorithm-outside", "RFC 5280 §4.1.1.2", "the outer signature algorithm differs from the inner one"));
            else if (!parts.IsSignedBy(issuerKey))
                findings.Add(new LintFinding("signature", "RFC 5280 §4.1.1.3", "the signature was not made with the issuer's key"));
            return findings;
        }
        catch (PkiException unreadable)
        {
            return [new LintFinding("encoding", "RFC 5280 §4.1", unreadable.Message)];
        }
    }

    /// <summary>All findings in the subject's key alone; empty where it is good. Does not throw for any bytes.</summary>
    /// <param name="certificate">DER.</param>
    public static IReadOnlyList<LintFinding> Key(byte[] certificate)
    {
        try
        {
            LintSubject subject = LintSubject.Read(CertificateParts.Read(certificate).TbsDer, null);
            return [.. KeyChecks.All.SelectMany(check => check.Run(subject))];
        }
        catch (PkiException unreadable)
        {
            return [new LintFinding("encoding", "RFC 5280 §4.1", unreadable.Message)];
        }
    }

    // In a certificate that others issued it is theirs to mend, and no reason to do without it.
    private static IReadOnlyList<LintFinding> OfNew(byte[] tbs)
    {
        try
        {
            LintSubject subject = LintSubject.Read(tbs, null);
            IEnumerable<LintFinding> found = ExtensionChecks.OfNew.SelectMany(check => check.Run(subject));
            return Names.HasBlankEnds(subject.Tbs.Subject) ? [.. found, new LintFinding("subject-blanks", "RFC 5280 §7.1", "a value of the subject begins or ends with a blank")] : [.. found];
        }
        catch (PkiException)
        {
            // Reported as unreadable already.
            return [];
        }
    }

    private static IEnumerable<LintCheck> AllChecks => [.. TbsFieldChecks.All, .. KeyChecks.All, .. ExtensionChecks.All, .. IssuerChecks.All];
}
