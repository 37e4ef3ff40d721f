using System.Text;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>officers.pem holds the certificates of those who confirmed or sign, and those above them; no more and no less.</summary>
internal static class OfficersPemCheck
{
    private const string Label = "CERTIFICATE";

    public static IEnumerable<string> Problems(Evidence evidence)
    {
        if (evidence.Archive!.Bytes(ArchiveFolder.Officers) is not { } bytes)
        {
            return ["officers.pem is missing."];
        }

        if (Read(bytes) is not { } certificates)
        {
            return ["officers.pem is not in the form of RFC 7468 with certificates and nothing else."];
        }

        Dictionary<string, CertificateView> needed = Needed(evidence);
        HashSet<string> there = [.. certificates.Select(each => each.Sha256)];
        return certificates.Where(each => !needed.ContainsKey(each.Sha256)).Select(each => $"officers.pem holds a certificate that nobody needs: {each.Subject}.")
            .Concat(needed.Values.Where(each => !there.Contains(each.Sha256)).Select(each => $"officers.pem lacks the certificate of {each.Subject}."))
            .Concat(ApprovalsCheck.Repeats(certificates.Select(each => each.Sha256)) is null ? [] : ["officers.pem holds a certificate twice."]);
    }

    /// <summary>The certificates in PEM, if that and nothing else is there in the one form; else null.</summary>
    public static IReadOnlyList<CertificateView>? Read(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        PemText[] blocks = [.. PemText.Blocks(text)];
        return string.Concat(blocks.Select(block => Signatures.ToPem(Label, block.Der))) == text ? [.. blocks.Select(block => CertificateView.Read(block.Der))] : null;
    }

    private static Dictionary<string, CertificateView> Needed(Evidence evidence)
    {
        IReadOnlyList<CertificateView> authorities = evidence.Authorities;
        var needed = new Dictionary<string, CertificateView>(StringComparer.Ordinal);
        var open = new Queue<CertificateView>(evidence.Of("confirmed").Select(line => evidence.Certificates.Read(line.Json.Bytes("certificate"))).Concat(RosterCheck.Of(evidence).Select(each => each.Certificate)));
        while (open.TryDequeue(out CertificateView? certificate))
        {
            if (needed.TryAdd(certificate.Sha256, certificate) && Above(certificate, authorities) is { } issuer)
            {
                open.Enqueue(issuer);
            }
        }

        return needed;
    }

    private static CertificateView? Above(CertificateView certificate, IReadOnlyList<CertificateView> authorities) => authorities.FirstOrDefault(each =>
        each.SubjectDer.AsSpan().SequenceEqual(certificate.IssuerDer) && certificate.IsSignedBy(each.PublicKey));
}
