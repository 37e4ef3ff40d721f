using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>Checks of a certificate against its issuer's; against itself where it is self-signed.</summary>
internal static class IssuerChecks
{
    public static readonly IReadOnlyList<LintCheck> All =
    [
        new("issuer-name", "RFC 5280 §4.1.2.4", IssuerName),
        new("subject-of-issuer", "RFC 5280 §4.1.2.6", SubjectOfIssuer),
        new("issuer-ca", "RFC 5280 §4.2.1.9", subject => subject.IsSelfSigned || subject.IssuerIsCa ? null : "the issuer's certificate is not a CA's"),
        new("issuer-usage", "RFC 5280 §4.2.1.3", IssuerUsage),
        new("issuer-path-length", "RFC 5280 §4.2.1.9", IssuerPathLength),
        new("validity-within", "RFC 5280 §6.1.3", ValidityWithin),
        new("aki", "RFC 5280 §4.2.1.1", AuthorityKey),
        new("algorithm-fits", "RFC 5280 §4.1.1.2", AlgorithmFits),
    ];

    private static string? IssuerName(LintSubject subject)
    {
        if (subject.Tbs.Issuer.AsSpan().SequenceEqual(subject.Issuer.Subject))
            return null;
        return subject.IsSelfSigned
            ? "it is self-signed, but its issuer does not match its subject byte for byte"
            : "the issuer does not match the subject of the issuer's certificate byte for byte";
    }

    // Such a certificate looks like the root of its own chain; keys are not rolled over under an old name here (RFC 5280 §3.2).
    private static string? SubjectOfIssuer(LintSubject subject) =>
        !subject.IsSelfSigned && subject.Tbs.Subject.AsSpan().SequenceEqual(subject.Tbs.Issuer) ? "the subject is the issuer, but the certificate is not self-signed" : null;

    private static string? IssuerUsage(LintSubject subject) =>
        subject.IsSelfSigned || subject.Issuer.Find(Oids.KeyUsage) is null || subject.IssuerKeyUsage?.Contains("keyCertSign") == true
            ? null
            : "the issuer's key usage has no keyCertSign";

    private static string? IssuerPathLength(LintSubject subject)
    {
        if (subject.IsSelfSigned || !subject.IsCa || subject.IssuerPathLength is not { } above)
            return null;
        if (above == 0)
            return "the issuer's path length allows no CA below it";
        return subject.PathLength is { } own && own >= above ? $"the path length is {own}, not smaller than the issuer's, which is {above}" : null;
    }

    private static string? ValidityWithin(LintSubject subject)
    {
        if (subject.Tbs.NotBefore.At < subject.Issuer.NotBefore.At)
            return "the validity begins before that of the issuer";
        return subject.Tbs.NotAfter.At > subject.Issuer.NotAfter.At ? "the validity ends after that of the issuer" : null;
    }

    private static string? AuthorityKey(LintSubject subject)
    {
        if (subject.Tbs.Find(Oids.AuthorityKeyIdentifier) is null)
            return subject.IsSelfSigned ? null : "there is no authority key identifier";
        if (subject.AuthorityKeyIdentifier is not { } named)
            return "the authority key identifier does not name a key";
        return subject.IssuerKeyIdentifier is { } issuer && !named.AsSpan().SequenceEqual(issuer)
            ? "the authority key identifier is not the issuer's subject key identifier"
            : null;
    }

    private static string? AlgorithmFits(LintSubject subject) =>
        AlgorithmIdentifiers.Find(subject.Tbs.Algorithm) is not { } algorithm || Fits(algorithm, subject.IssuerKey)
            ? null
            : $"the signature algorithm {algorithm.Name} does not fit the issuer's key, which is {subject.IssuerKey.Name}";

    private static bool Fits(SignatureAlgorithm algorithm, PublicKeyInfo key) => key.Family == algorithm.Family;
}
