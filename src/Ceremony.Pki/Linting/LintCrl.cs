namespace Ceremony.Pki;

/// <summary>Finds what is wrong with a CRL before it is signed, and after (RFC 5280 §5).</summary>
public static class LintCrl
{
    /// <summary>
    /// The proof that to-be-signed bytes have no finding; signing demands it. Throws <see cref="PkiException"/> that lists the findings.
    /// </summary>
    /// <param name="tbs">DER of the TBSCertList.</param>
    /// <param name="issuerCertificate">DER of the CA's certificate.</param>
    public static LintedCrl Demand(byte[] tbs, byte[] issuerCertificate)
    {
        IReadOnlyList<LintFinding> findings = Tbs(tbs, issuerCertificate);
        return findings.Count == 0
            ? new LintedCrl([.. tbs])
            : throw new PkiException("the CRL must not be signed: " + string.Join("; ", findings));
    }

    /// <summary>All findings in to-be-signed bytes; empty where they are good. Does not throw for any bytes.</summary>
    /// <param name="tbs">DER of the TBSCertList.</param>
    /// <param name="issuerCertificate">DER of the CA's certificate.</param>
    public static IReadOnlyList<LintFinding> Tbs(byte[] tbs, byte[] issuerCertificate)
    {
        try
        {
            var subject = new CrlSubject(tbs, CrlParts.Read(tbs), CertificateView.Read(issuerCertificate));
            return [.. CrlChecks.All.SelectMany(check => check.Run(subject))];
        }
        catch (PkiException unreadable)
        {
            return [new LintFinding("encoding", "RFC 5280 §5.1", unreadable.Message)];
        }
    }

    /// <summary>All findings in a CRL: those of its to-be-signed bytes, the outer algorithm, and the signature. Does not throw for any bytes.</summary>
    /// <param name="crl">DER.</param>
    /// <param name="issuerCertificate">DER of the CA's certificate.</param>
    public static IReadOnlyList<LintFinding> Crl(byte[] crl, byte[] issuerCertificate)
    {
        try
        {
            SignedParts signed = Der.Read("a CRL", () => SignedParts.Read(crl));
            var findings = new List<LintFinding>(Tbs(signed.Bytes, issuerCertificate));
            byte[] inside = CrlParts.Read(signed.Bytes).Algorithm;
            if (!signed.Algorithm.AsSpan().SequenceEqual(inside))
                findings.Add(new LintFinding("algorithm-outside", "RFC 5280 §5.1.1.2", "the outer signature algorithm differs from the inner one"));
            else if (!signed.IsSignedBy(CertificateView.Read(issuerCertificate).PublicKey, inside))
                findings.Add(new LintFinding("signature", "RFC 5280 §5.1.1.3", "the signature was not made with the issuer's key"));
            return findings;
        }
        catch (PkiException unreadable)
        {
            return [new LintFinding("encoding", "RFC 5280 §5.1", unreadable.Message)];
        }
    }

    /// <summary>Whether an extension appears twice, in the CRL or in one of its entries.</summary>
    internal static bool Repeats(CrlParts parts) =>
        (parts.Entries ?? []).Select(each => each.Extensions).Append(parts.Extensions).Any(list => list.DistinctBy(each => each.Oid).Count() != list.Count);
}
