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
        IReadOnlyList<PemBlock> blocks = Pem.Blocks(file, "CERTIFICATE");
        return blocks.Count > 0 ? [.. blocks.Select(block => Checked(block.Der, bootCa))] : throw new PkiException("it holds no certificate");
    }

    private static byte[] Checked(byte[] der, CertificateView bootCa)
    {
        CertificateView certificate = CertificateView.Read(der);
        return certificate.IssuerDer.AsSpan().SequenceEqual(bootCa.SubjectDer) && certificate.IsSignedBy(bootCa.PublicKey)
            ? der
            : throw new PkiException($"the certificate of {certificate.Subject} was not issued by this Boot CA");
    }
}
