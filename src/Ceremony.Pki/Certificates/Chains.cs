namespace Ceremony.Pki;

/// <summary>Checks a certificate up to a self-signed one (RFC 5280 §6.1), as far as this program issues: no names, policies or revocation.</summary>
public static class Chains
{
    private const int LongestChain = 10;

    /// <summary>
    /// Null where the chain is good, otherwise one sentence. Good means: every signature verifies, every certificate is valid at that moment and has
    /// no critical extension that is unknown, every issuer is a CA that may sign certificates, no path length is exceeded, and the end is a
    /// self-signed certificate among <paramref name="issuers"/>. Whether that one is to be trusted is for the caller to say. Does not throw for
    /// any bytes.
    /// </summary>
    /// <param name="certificate">DER.</param>
    /// <param name="issuers">DER of the certificates above it, in any order.</param>
    /// <param name="at">The moment that counts.</param>
    public static string? Refuse(byte[] certificate, IReadOnlyList<byte[]> issuers, DateTimeOffset at)
    {
        try
        {
            return Refuse(CertificateView.Read(certificate), [.. issuers.Select(CertificateView.Read)], at);
        }
        catch (PkiException unreadable)
        {
            return unreadable.Message;
        }
    }

    /// <summary>The same for certificates that were read already; each remembers who signed it, so asking again costs little.</summary>
    public static string? Refuse(CertificateView certificate, IReadOnlyList<CertificateView> issuers, DateTimeOffset at)
    {
        try
        {
            return Walk(certificate, issuers, at);
        }
        catch (PkiException unreadable)
        {
            return unreadable.Message;
        }
    }

    private static string? Walk(CertificateView current, IReadOnlyList<CertificateView> issuers, DateTimeOffset at)
    {
        int casBelow = 0;
        for (int length = 0; length < LongestChain; length++)
        {
            if (RefuseByItself(current, at) is { } refusal)
                return refusal;
            if (current.IsSelfIssued && current.IsSignedBy(current.PublicKey))
                return issuers.Any(each => each.Der.AsSpan().SequenceEqual(current.Der)) ? null : $"the self-signed certificate of {current.Subject} is not among the issuers";
            if (FindIssuer(current, issuers) is not { } issuer)
                return RefuseWithoutIssuer(current, issuers);
            if (RefuseIssuer(issuer, casBelow) is { } refused)
                return refused;
            casBelow += issuer.IsSelfIssued ? 0 : 1;
            current = issuer;
        }

        return $"the chain has more than {LongestChain} certificates";
    }

    /// <summary>Why a certificate does not hold by itself at a moment, as a clause, or null.</summary>
    internal static string? RefuseByItself(CertificateView certificate, DateTimeOffset at)
    {
        if (at < certificate.NotBefore)
            return $"the certificate of {certificate.Subject} is not valid before {Time(certificate.NotBefore)}";

        // The last second counts as a whole (RFC 5280 §4.1.2.5).
        if (at - certificate.NotAfter >= TimeSpan.FromSeconds(1))
            return $"the certificate of {certificate.Subject} is not valid after {Time(certificate.NotAfter)}";
        return certificate.UnknownCriticalExtension is { } oid ? $"the certificate of {certificate.Subject} has the critical extension {oid}, which this program does not know" : null;
    }

    /// <summary>The certificate among others by whose key one was signed; null where it is not there.</summary>
    internal static CertificateView? FindIssuer(CertificateView certificate, IReadOnlyList<CertificateView> issuers) =>
        issuers.FirstOrDefault(each => each.SubjectDer.AsSpan().SequenceEqual(certificate.IssuerDer) && certificate.IsSignedBy(each.PublicKey));

    /// <summary>Why there is none, as a clause.</summary>
    internal static string RefuseWithoutIssuer(CertificateView certificate, IReadOnlyList<CertificateView> issuers) =>
        issuers.Any(each => each.SubjectDer.AsSpan().SequenceEqual(certificate.IssuerDer))
            ? $"the certificate of {certificate.Subject} is not signed by the key of {certificate.Issuer}"
            : $"the issuer of the certificate of {certificate.Subject} is missing: {certificate.Issuer}";

    /// <summary>Why a certificate cannot be that of an issuer, as a clause, or null.</summary>
    internal static string? RefuseIssuer(CertificateView issuer, int casBelow)
    {
        if (!issuer.IsCa)
            return $"the certificate of {issuer.Subject} is not a CA's";
        if (issuer.KeyUsage.Count > 0 && !issuer.KeyUsage.Contains("keyCertSign"))
            return $"the key of {issuer.Subject} may not sign certificates";
        return issuer.PathLength is { } most && casBelow > most ? $"the path length of {issuer.Subject} is {most}, but {(casBelow == 1 ? "1 CA is" : $"{casBelow} CAs are")} below it" : null;
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture);
}
