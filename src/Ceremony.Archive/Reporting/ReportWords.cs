using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Facts;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Archive;

/// <summary>How the report words what is in lines and certificates.</summary>
internal static class ReportWords
{
    /// <summary>The heading above the kinds of things that did not happen.</summary>
    public const string NoneOfThese = "None of these";

    /// <summary>A line's number and time: "line 12, 2026-03-01 14:02:11 UTC".</summary>
    public static string Where(JournalLine line) => $"line {line.Seq}, {Time(line)}";

    /// <summary>A line's time, to the second.</summary>
    public static string Time(JournalLine line) => Time(line.At);

    /// <summary>A time of the journal's form, to the second; another text as it is.</summary>
    public static string Time(string at) => JournalTime.IsWellFormed(at) ? $"{at[..10]} {at[11..19]} UTC" : at;

    /// <summary>The numbers of lines: "line 3", "lines 3, 5 and 9", or "no line". If there are very many, only the first and the last.</summary>
    public static string Numbers(IEnumerable<JournalLine> lines)
    {
        const int Most = 24;
        string[] numbers = [.. lines.Select(line => line.Seq).Distinct().Order().Select(seq => seq.ToString(CultureInfo.InvariantCulture))];
        return numbers.Length switch
        {
            0 => "no line",
            1 => $"line {numbers[0]}",
            > Most => $"{numbers.Length} lines from {numbers[0]} to {numbers[^1]}",
            _ => $"lines {string.Join(", ", numbers[..^1])} and {numbers[^1]}",
        };
    }

    /// <summary>A list in words; "none" where it is empty.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(", ", items);

    /// <summary>A number of things: "1 entry", "3 entries".</summary>
    public static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Where an officer's key is, in words.</summary>
    public static string Origin(string origin) => origin switch
    {
        "card" => "key on a card",
        "soft" => "key in a soft token",
        "console" => "KEY MADE AT THE CONSOLE",
        _ => $"key of origin {origin}",
    };

    /// <summary>Who vouches for a fact that this program did not bring about itself; null where it did.</summary>
    public static string? Holds(CeremonyFact fact) => fact.Holds switch
    {
        "here" => null,
        "reported" => "reported by a person, not seen by this program",
        "verified" => "made by another system, verified by this program",
        string other => other,
    };

    /// <summary>What matters of a certificate, as items; its names as the screens showed them.</summary>
    public static void Certificate(ReportText text, byte[] der)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
        bool selfIssued = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        text.Item("subject", Names.Text(certificate.SubjectName.RawData));
        text.Item("issuer", selfIssued ? "self-issued" : Names.Text(certificate.IssuerName.RawData));
        text.Item("serial", certificate.SerialNumber.ToLowerInvariant());
        text.Item("valid", $"{Date(certificate.NotBefore)} to {Date(certificate.NotAfter)}");
        text.Item("fingerprint", Sha256(der));
    }

    /// <summary>A certificate's time in UTC.</summary>
    public static string Date(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
