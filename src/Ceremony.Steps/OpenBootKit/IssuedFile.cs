using System.Security.Cryptography;
using System.Text;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>The certificates that the Boot CA is known to have issued, as the boot kit lists them: PEM (RFC 7468), one after the other.</summary>
internal static class IssuedFile
{
    /// <summary>Its name in the boot kit.</summary>
    public const string Name = "issued.pem";

    /// <summary>DER of the certificates, in their order. Throws <see cref="PkiException"/> where one is none, or was not issued by this Boot CA.</summary>
    public static IReadOnlyList<byte[]> Read(byte[] file, CertificateView bootCa)
    {
        string text = Encoding.UTF8.GetString(file);
        var issued = new List<byte[]>();
        while (PemEncoding.TryFind(text, out PemFields pem))
        {
            if (text[pem.Label] != "CERTIFICATE")
                throw new PkiException("it holds something other than certificates");

            issued.Add(Checked(Convert.FromBase64String(text[pem.Base64Data]), bootCa));
            text = text[pem.Location.End..];
        }

        return issued.Count > 0 ? issued : throw new PkiException("it holds no certificate");
    }

    private static byte[] Checked(byte[] der, CertificateView bootCa)
    {
        CertificateView certificate = CertificateView.Read(der);
        return certificate.IssuerDer.AsSpan().SequenceEqual(bootCa.SubjectDer) && certificate.IsSignedBy(bootCa.PublicKey)
            ? der
            : throw new PkiException($"the certificate of {certificate.Subject} was not issued by this Boot CA");
    }
}
