using System.Formats.Asn1;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>Checks of encoding, version, serial number, names, validity and algorithm.</summary>
internal static class TbsFieldChecks
{
    private const int ShortestSerial = 8;
    private const int LongestSerial = 20;

    public static readonly IReadOnlyList<LintCheck> All =
    [
        new("der", "X.690 §11", subject => IsDer(subject) ? null : "the bytes are not DER throughout"),
        new("version", "RFC 5280 §4.1.2.1", subject => subject.Tbs.Version == 3 ? null : $"the version is {subject.Tbs.Version}, not 3"),
        new("serial-positive", "RFC 5280 §4.1.2.2", subject => IsPositive(subject.Tbs.Serial) ? null : "the serial number is not positive"),
        new("serial-short", "CA/Browser Forum BR §7.1", subject => subject.Tbs.Serial.Length >= ShortestSerial ? null : "the serial number is shorter than 64 bits"),
        new("serial-long", "RFC 5280 §4.1.2.2", subject => subject.Tbs.Serial.Length <= LongestSerial ? null : "the serial number is longer than 20 bytes"),
        new("algorithm", "RFC 5280 §4.1.1.2", subject => IsKnown(subject.Tbs.Algorithm) ? null : "the signature algorithm is unknown or its parameters are not exact"),
        new("issuer-empty", "RFC 5280 §4.1.2.4", subject => IsEmpty(subject.Tbs.Issuer) ? "the issuer is empty" : null),
        new("subject-empty", "RFC 5280 §4.1.2.6", subject => IsEmpty(subject.Tbs.Subject) ? "the subject is empty" : null),
        new("unique-ids", "RFC 5280 §4.1.2.8", subject => subject.Tbs.HasUniqueIds ? "there are unique identifiers, which must not be generated" : null),
        new("validity-order", "RFC 5280 §4.1.2.5", subject => subject.Tbs.NotBefore.At < subject.Tbs.NotAfter.At ? null : "the validity ends before it begins"),
        new("time-encoding", "RFC 5280 §4.1.2.5", TimeEncoding),
    ];

    private static bool IsDer(LintSubject subject) =>
        Der.IsStrict(subject.Der) && !subject.Tbs.WritesDefault && subject.Tbs.Extensions.All(IsDer);

    /// <summary>The inside of an extension is signed as much as what surrounds it.</summary>
    private static bool IsDer(ExtensionPart extension)
    {
        if (extension.WritesDefault || !Der.IsStrict(extension.Value))
            return false;

        try
        {
            return extension.Oid switch
            {
                Oids.BasicConstraints => !ExtensionValues.BasicConstraints(extension.Value).WritesDefault,
                Oids.KeyUsage => ExtensionValues.KeyUsageIsMinimal(extension.Value),
                _ => true,
            };
        }
        catch (AsnContentException)
        {
            // Readable as DER, but not as what it should be: the check of readable extensions reports it.
            return true;
        }
    }

    private static bool IsKnown(byte[] algorithm) =>
        AlgorithmIdentifiers.Find(algorithm) is { } known && SignatureAlgorithm.OfCertificates.Contains(known);

    private static bool IsPositive(byte[] serial) => serial[0] < 0x80 && serial.Any(each => each != 0);

    private static bool IsEmpty(byte[] name) => !Der.Sequence(name).HasData;

    private static string? TimeEncoding(LintSubject subject) => TimeEncoding(subject.Tbs.NotBefore) ?? TimeEncoding(subject.Tbs.NotAfter);

    /// <summary>What is wrong with how a moment is written, or null.</summary>
    public static string? TimeEncoding(TimePart time)
    {
        bool fitsUtcTime = time.At.Year is >= 1950 and < 2050;
        if (time.IsUtcTime != fitsUtcTime)
            return $"the year {time.At.Year} is written as {(time.IsUtcTime ? "UTCTime" : "GeneralizedTime")}";
        return time.At.Ticks % TimeSpan.TicksPerSecond != 0 ? "a time has fractions of a second" : null;
    }
}
