using System.Formats.Asn1;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>One check of a CRL: its name, its clause, and the sentence where something is wrong, or null.</summary>
internal sealed record CrlCheck(string Name, string Clause, Func<CrlSubject, string?> Judge)
{
    public IEnumerable<LintFinding> Run(CrlSubject subject)
    {
        if (Judge(subject) is { } sentence)
            yield return new LintFinding(Name, Clause, sentence);
    }
}

/// <summary>Checks of a CRL by itself and against its issuer's certificate.</summary>
internal static class CrlChecks
{
    private const int LongestNumber = 20;

    public static readonly IReadOnlyList<CrlCheck> All =
    [
        new("der", "X.690 §11", subject => IsDer(subject) ? null : "the bytes are not DER throughout"),
        new("version", "RFC 5280 §5.1.2.1", subject => subject.Parts.Version == 2 ? null : "the version is 1, not 2"),
        new("algorithm", "RFC 5280 §5.1.1.2", subject => AlgorithmOf(subject) is null ? "the signature algorithm is unknown or its parameters are not exact" : null),
        new("algorithm-fits", "RFC 5280 §5.1.1.2", AlgorithmFits),
        new("issuer-name", "RFC 5280 §5.1.2.3", subject => subject.Parts.Issuer.AsSpan().SequenceEqual(subject.Issuer.SubjectDer) ? null : "the issuer does not match the subject of the CA's certificate byte for byte"),
        new("issuer-ca", "RFC 5280 §6.3.3", subject => subject.Issuer.IsCa ? null : "the issuer's certificate is not a CA's"),
        new("issuer-usage", "RFC 5280 §4.2.1.3", subject => !subject.Issuer.HasKeyUsage || subject.Issuer.KeyUsage.Contains("cRLSign") ? null : "the issuer's key usage has no cRLSign"),
        new("next-update", "RFC 5280 §5.1.2.5", NextUpdate),
        new("time-encoding", "RFC 5280 §5.1.2.4", TimeEncoding),
        new("extension-twice", "RFC 5280 §4.2", subject => LintCrl.Repeats(subject.Parts) ? "an extension appears more than once" : null),
        new("extension-unknown", "RFC 5280 §5.2", Unknown),
        new("extension-critical", "RFC 5280 §5.2", subject => subject.Parts.AllExtensions.FirstOrDefault(each => each.Critical) is { } critical ? $"the extension {critical.Oid} is critical" : null),
        new("aki", "RFC 5280 §5.2.1", subject => Readable(() => AuthorityKey(subject), "the authority key identifier cannot be read")),
        new("number", "RFC 5280 §5.2.3", subject => Readable(() => Number(subject), "the CRL number cannot be read")),
        new("entries-empty", "RFC 5280 §5.1.2.6", subject => subject.Parts.Entries is { Count: 0 } ? "the list of revoked certificates is empty instead of left out" : null),
        new("serial-positive", "RFC 5280 §4.1.2.2", subject => subject.Entries.All(each => IsPositive(each.Serial)) ? null : "a serial number is not positive"),
        new("serial-twice", "RFC 5280 §5.1.2.6", Twice),
        new("revoked-later", "RFC 5280 §5.1.2.6", subject => subject.Entries.Any(each => each.RevokedAt.At > subject.Parts.ThisUpdate.At) ? "a certificate is revoked after the CRL was made" : null),
        new("reason", "RFC 5280 §5.3.1", subject => Readable(() => Reason(subject), "a reason code cannot be read")),
    ];

    private static bool IsDer(CrlSubject subject) =>
        Der.IsStrict(subject.Der) && subject.Parts.AllExtensions.All(each => !each.WritesDefault && Der.IsStrict(each.Value));

    private static SignatureAlgorithm? AlgorithmOf(CrlSubject subject) =>
        AlgorithmIdentifiers.Find(subject.Parts.Algorithm) is { } algorithm && SignatureAlgorithm.OfCertificates.Contains(algorithm) ? algorithm : null;

    private static string? AlgorithmFits(CrlSubject subject) =>
        AlgorithmOf(subject) is not { } algorithm || PublicKeyInfo.Read(subject.Issuer.PublicKey).Family == algorithm.Family
            ? null
            : $"the signature algorithm {algorithm.Name} does not fit the issuer's key, which is {subject.Issuer.KeyAlgorithm}";

    private static string? NextUpdate(CrlSubject subject)
    {
        if (subject.Parts.NextUpdate is not { } next)
            return "it does not say when the next CRL is due";
        return next.At > subject.Parts.ThisUpdate.At ? null : "the next CRL is due before this one was made";
    }

    private static string? TimeEncoding(CrlSubject subject) => subject.Times.Select(TbsFieldChecks.TimeEncoding).FirstOrDefault(each => each is not null);

    private static string? Unknown(CrlSubject subject)
    {
        IEnumerable<string> own = subject.Parts.Extensions.Select(each => each.Oid).Except([Oids.AuthorityKeyIdentifier, Oids.CrlNumber]);
        IEnumerable<string> inEntries = subject.Entries.SelectMany(each => each.Extensions).Select(each => each.Oid).Except([Oids.ReasonCode]);
        return own.Concat(inEntries).FirstOrDefault() is { } unknown ? $"there is an extension {unknown}, which this program does not know" : null;
    }

    private static string? AuthorityKey(CrlSubject subject)
    {
        if (subject.Parts.Find(Oids.AuthorityKeyIdentifier) is null)
            return "there is no authority key identifier";
        if (subject.Parts.AuthorityKeyIdentifier is not { } named)
            return "the authority key identifier does not name a key";
        byte[] issuer = subject.Issuer.SubjectKeyIdentifier ?? Certificates.KeyIdentifier(subject.Issuer.PublicKey);
        return named.AsSpan().SequenceEqual(issuer) ? null : "the authority key identifier is not the CA's subject key identifier";
    }

    private static string? Number(CrlSubject subject)
    {
        if (subject.Parts.Number is not { } number)
            return "there is no CRL number";
        return number[0] < 0x80 && number.Length <= LongestNumber ? null : "the CRL number is negative or longer than 20 bytes";
    }

    private static string? Twice(CrlSubject subject) =>
        subject.Entries.GroupBy(each => Convert.ToHexStringLower(each.Serial)).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"the serial number {twice.Key} appears more than once"
            : null;

    private static string? Reason(CrlSubject subject)
    {
        foreach (CrlEntryPart entry in subject.Entries)
        {
            if (entry.Reason is not { } reason || !CrlReasons.Names.Contains(reason))
                return "an entry gives a reason that a CRL cannot give here";
            if (reason == CrlReasons.Unspecified && entry.Extensions.Any(each => each.Oid == Oids.ReasonCode))
                return "an entry gives the reason \"unspecified\", which is expressed by giving none";
        }

        return null;
    }

    private static bool IsPositive(byte[] serial) => serial[0] < 0x80 && serial.Any(each => each != 0);

    private static string? Readable(Func<string?> judge, string otherwise)
    {
        try
        {
            return judge();
        }
        catch (AsnContentException)
        {
            return otherwise;
        }
    }
}
