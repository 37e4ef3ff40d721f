using System.Formats.Asn1;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>The two parts of a certificate that a token's signature ties together (RFC 5280 §4.1.1).</summary>
/// <param name="Tbs">DER of the TBSCertificate: what was signed.</param>
/// <param name="Signature">The signature as it stands in the certificate.</param>
internal sealed record CertificateBytes(byte[] Tbs, byte[] Signature)
{
    /// <summary>Takes a certificate apart. Throws <see cref="PkiException"/> where the bytes are not one.</summary>
    public static CertificateBytes Of(byte[] certificate)
    {
        try
        {
            AsnReader parts = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
            byte[] tbs = parts.ReadEncodedValue().ToArray();
            parts.ReadEncodedValue();
            return new CertificateBytes(tbs, parts.ReadBitString(out _));
        }
        catch (AsnContentException)
        {
            throw new PkiException("a certificate cannot be read");
        }
    }
}
