using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>
/// The certificates of everyone who confirmed or signs, and those above them as far as the ceremony knows them: what stock tools need as
/// <c>-CAfile</c>.
/// </summary>
internal static class OfficerCertificates
{
    /// <summary>All of them in PEM (RFC 7468), each once, in the order in which they first appear in the journal.</summary>
    public static string Pem(SealedTranscript transcript) => string.Concat(All(transcript).Select(der => PemEncoding.WriteString("CERTIFICATE", der) + "\n"));

    /// <summary>The DER of each.</summary>
    public static IReadOnlyList<byte[]> All(SealedTranscript transcript)
    {
        var found = new List<(long Seq, byte[] Der)>();
        foreach ((JournalLine line, Confirmed confirmed) in transcript.Telling<Confirmed>())
        {
            Add(found, line.Seq, confirmed.Certificate);
        }

        foreach (RosterEntry entry in transcript.Roster)
        {
            Add(found, transcript.LastLine.Seq, entry.Certificate);
        }

        // Issuers are appended while the list is walked, so that theirs are looked for too.
        for (int at = 0; at < found.Count; at++)
        {
            foreach ((byte[] above, long seq) in Above(transcript, found[at].Der))
            {
                Add(found, seq, above);
            }
        }

        return [.. found.OrderBy(each => each.Seq).Select(each => each.Der)];
    }

    // A certificate's issuer is the other's subject, and the key identifiers agree where both have one (RFC 5280 §4.2.1.1).
    private static bool IsIssuedBy(X509Certificate2 below, X509Certificate2 above)
    {
        if (!below.IssuerName.RawData.AsSpan().SequenceEqual(above.SubjectName.RawData))
        {
            return false;
        }

        ReadOnlyMemory<byte>? wanted = below.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        ReadOnlyMemory<byte>? given = above.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;
        return wanted is null || given is null || wanted.Value.Span.SequenceEqual(given.Value.Span);
    }

    private static void Add(List<(long Seq, byte[] Der)> found, long seq, byte[] der)
    {
        if (!found.Exists(each => each.Der.AsSpan().SequenceEqual(der)))
        {
            found.Add((seq, der));
        }
    }

    private static IEnumerable<(byte[] Der, long Seq)> Above(SealedTranscript transcript, byte[] der)
    {
        using X509Certificate2 below = X509CertificateLoader.LoadCertificate(der);
        foreach ((byte[] certificate, _, _, JournalLine line) in transcript.Authorities)
        {
            using X509Certificate2 above = X509CertificateLoader.LoadCertificate(certificate);
            if (IsIssuedBy(below, above))
            {
                yield return (certificate, line.Seq);
            }
        }
    }
}
