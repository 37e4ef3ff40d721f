using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>Checks of the extensions by themselves.</summary>
internal static class ExtensionChecks
{
    public static readonly IReadOnlyList<LintCheck> All =
    [
        new("extension-twice", "RFC 5280 §4.2", Twice),
        new("extension-readable", "RFC 5280 §4.2", Unreadable),
        new("extension-unknown", "RFC 5280 §4.2", UnknownCritical),
        new("ski-present", "RFC 5280 §4.2.1.2", subject => !subject.IsCa || subject.Tbs.Find(Oids.SubjectKeyIdentifier) is not null ? null : "a CA's certificate has no subject key identifier"),
        new("ski-critical", "RFC 5280 §4.2.1.2", subject => IsCritical(subject, Oids.SubjectKeyIdentifier) ? "the subject key identifier is critical" : null),
        new("aki-critical", "RFC 5280 §4.2.1.1", subject => IsCritical(subject, Oids.AuthorityKeyIdentifier) ? "the authority key identifier is critical" : null),
        new("constraints-critical", "RFC 5280 §4.2.1.9", subject => !subject.IsCa || IsCritical(subject, Oids.BasicConstraints) ? null : "the basic constraints of a CA are not critical"),
        new("path-length", "RFC 5280 §4.2.1.9", subject => subject.IsCa || subject.PathLength is null ? null : "there is a path length, but the certificate is not a CA's"),
        new("usage-critical", "RFC 5280 §4.2.1.3", subject => subject.Tbs.Find(Oids.KeyUsage) is null || IsCritical(subject, Oids.KeyUsage) ? null : "the key usage is not critical"),
        new("usage-empty", "RFC 5280 §4.2.1.3", subject => subject.KeyUsage is { Count: 0 } ? "the key usage is empty" : null),
        new("usage-of-ca", "RFC 5280 §4.2.1.9", subject => !subject.IsCa || subject.KeyUsage?.Contains("keyCertSign") == true ? null : "a CA's certificate has no key usage keyCertSign"),
        new("usage-of-others", "RFC 5280 §4.2.1.9", subject => !subject.IsCa && subject.KeyUsage?.Contains("keyCertSign") == true ? "the key usage has keyCertSign, but the certificate is not a CA's" : null),
        new("purpose-empty", "RFC 5280 §4.2.1.12", PurposeEmpty),
        new("names-empty", "RFC 5280 §4.2.1.6", subject => subject.AlternativeNames is { Count: 0 } ? "there are no names among the subject alternative names" : null),
    ];

    /// <summary>What only a new certificate must meet: in one that others issued it is theirs to mend, and no reason to do without it.</summary>
    public static readonly IReadOnlyList<LintCheck> OfNew =
    [
        new("purpose-alone", "RFC 3161 §2.3", subject => KeyPurposes.Problem(subject.ExtendedKeyUsage ?? [])),
        new("purpose-critical", "RFC 5280 §4.2.1.12, RFC 3161 §2.3", subject => subject.ExtendedKeyUsage is { } purposes && IsCritical(subject, Oids.ExtendedKeyUsage) != KeyPurposes.IsCritical(purposes)
            ? "the extended key usage is critical without timeStamping, or is not with it"
            : null),
        new("names-critical", "RFC 5280 §4.2.1.6", subject => IsCritical(subject, Oids.SubjectAltName) ? "the subject alternative names are critical, although there is a subject" : null),
        new("names-form", "RFC 5280 §4.2.1.6", subject => subject.AlternativeNames is { } names && !AlternativeNames.AreKnown(names) ? "a subject alternative name is neither a DNS name nor an address" : null),
        new("names-twice", "RFC 5280 §4.2.1.6", subject => subject.AlternativeNames is { } names && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count ? "a subject alternative name appears more than once" : null),
    ];

    private static bool IsCritical(LintSubject subject, string oid) => subject.Tbs.Find(oid) is { Critical: true };

    private static string? Twice(LintSubject subject) =>
        subject.Tbs.Extensions.GroupBy(each => each.Oid).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"the extension {twice.Key} appears more than once" : null;

    private static string? Unreadable(LintSubject subject) =>
        subject.Tbs.Extensions.FirstOrDefault(each => !IsReadable(each)) is { } unreadable ? $"the extension {unreadable.Oid} cannot be read" : null;

    private static string? UnknownCritical(LintSubject subject) =>
        subject.Tbs.Extensions.FirstOrDefault(each => each.Critical && !Oids.KnownExtensions.Contains(each.Oid)) is { } unknown
            ? $"the extension {unknown.Oid} is critical, and this program does not know it"
            : null;

    private static string? PurposeEmpty(LintSubject subject) =>
        subject.Tbs.Find(Oids.ExtendedKeyUsage) is { } extension && IsReadable(extension) && ExtensionValues.ExtendedKeyUsage(extension.Value).Count == 0
            ? "the extended key usage is empty"
            : null;

    private static bool IsReadable(ExtensionPart extension)
    {
        try
        {
            return extension.Oid switch
            {
                Oids.SubjectKeyIdentifier => ExtensionValues.SubjectKeyIdentifier(extension.Value).Length > 0,
                Oids.AuthorityKeyIdentifier => ExtensionValues.AuthorityKeyIdentifier(extension.Value) is not { Length: 0 },
                Oids.BasicConstraints => ExtensionValues.BasicConstraints(extension.Value) is var _,
                Oids.KeyUsage => ExtensionValues.KeyUsage(extension.Value) is not null,
                Oids.SubjectAltName => AlternativeNames.Read(extension.Value) is not null,
                Oids.ExtendedKeyUsage => ExtensionValues.ExtendedKeyUsage(extension.Value) is not null,
                _ => true,
            };
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
