using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>
/// What a token or its vendor's tool states about a key, as far as it is made of certificates: one or several, as PEM (RFC 7468) or DER, or PKCS#7 (RFC 5652 §5, as the PKC of a Luna HSM). Reading does not judge.
/// </summary>
public sealed class AttestationStatement
{
    /// <summary>The largest statement that is kept, 256 KiB.</summary>
    public const int MostBytes = 256 * 1024;

    private const int MostCertificates = 32;
    private const byte Sequence = 0x30;
    private const string Label = "CERTIFICATE";

    private static readonly string[] Labels = [Label, "PKCS7", "CMS"];
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private AttestationStatement(IReadOnlyList<CertificateView> certificates, string? unread)
    {
        Certificates = certificates;
        Unread = unread;
    }

    /// <summary>Its certificates; empty where it is not made of certificates that this program reads.</summary>
    public IReadOnlyList<CertificateView> Certificates { get; }

    /// <summary>Why no certificates were read, as a clause; null where some were.</summary>
    public string? Unread { get; }

    /// <summary>Reads a file. Does not throw for any bytes: what is not certificates is a statement of which nothing can be read.</summary>
    public static AttestationStatement Read(byte[] file)
    {
        try
        {
            IReadOnlyList<byte[]> all = file is [Sequence, ..] ? OfDer(file) : [.. Pem.Blocks(file, Labels).SelectMany(block => block.Label == Label ? [block.Der] : OfPkcs7(block.Der))];
            return all.Count switch
            {
                0 => new([], "it is neither certificates nor PKCS#7"),
                > MostCertificates => new([], $"it holds more than {MostCertificates} certificates"),
                _ => new([.. all.Select(CertificateView.Read)], null),
            };
        }
        catch (PkiException unreadable)
        {
            return new([], unreadable.Message);
        }
    }

    /// <summary>
    /// The statement that a token presents as certificate objects: the certificate for a key that nobody of this ceremony issued, with those that certify it, as PEM. Where there are several, the one that names its
    /// device is meant: ykcs11 presents what is stored beside a key as well.
    /// </summary>
    /// <param name="onToken">DER of the certificates that the token presents.</param>
    /// <param name="publicKey">DER of the key's SubjectPublicKeyInfo.</param>
    /// <param name="known">DER of the certificates that this ceremony made or knows.</param>
    /// <param name="found">How many could be meant.</param>
    /// <returns>Null where there is none, or more than one.</returns>
    public static byte[]? OnToken(IReadOnlyList<byte[]> onToken, byte[] publicKey, IReadOnlyList<byte[]> known, out int found)
    {
        CertificateView[] all = [.. onToken.Select(Readable).OfType<CertificateView>().DistinctBy(each => each.Sha256)];
        string key = KeyOf(publicKey);
        CertificateView[] ofKey = [.. all.Where(each => each.KeySha256 == key && !IsSignedByItself(each) && !known.Any(other => other.AsSpan().SequenceEqual(each.Der)))];
        CertificateView[] ofDevice = [.. ofKey.Where(each => AttestationExtensions.DeviceSerial(each) is not null)];
        CertificateView[] meant = ofDevice.Length > 0 ? ofDevice : ofKey;
        found = meant.Length;
        return meant is [var attested] ? ToPem([attested, .. Above(attested, all)]) : null;
    }

    /// <summary>The certificates as the ceremony keeps what a token presents: PEM, the one for the key first.</summary>
    public static byte[] ToPem(IEnumerable<CertificateView> certificates) =>
        System.Text.Encoding.ASCII.GetBytes(string.Concat(certificates.Select(each => Signatures.ToPem(Label, each.Der))));

    /// <summary>The certificate for a key; null where there is none. The one that certifies another key of the same device is not meant.</summary>
    /// <param name="publicKey">DER of the key's SubjectPublicKeyInfo.</param>
    public CertificateView? Of(byte[] publicKey)
    {
        string key = KeyOf(publicKey);
        return Certificates.FirstOrDefault(each => each.KeySha256 == key);
    }

    /// <summary>Whether a certificate is signed by the very key that it is for, and so states nothing.</summary>
    public static bool IsSignedByItself(CertificateView certificate) => certificate.IsSignedBy(certificate.PublicKey);

    // Whatever else the token holds, such as certificates of a form that this program does not read, is not looked at.
    private static CertificateView? Readable(byte[] der)
    {
        try
        {
            return CertificateView.Read(der);
        }
        catch (PkiException)
        {
            return null;
        }
    }

    private static IEnumerable<CertificateView> Above(CertificateView certificate, IReadOnlyList<CertificateView> all)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal) { certificate.Sha256 };
        while (Chains.FindIssuer(certificate, all) is { } issuer && passed.Add(issuer.Sha256))
            yield return certificate = issuer;
    }

    private static string KeyOf(byte[] publicKey) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(PublicKeyInfo.Read(publicKey).Identity(publicKey)));

    private static IReadOnlyList<byte[]> OfDer(byte[] der) => IsPkcs7(der) ? OfPkcs7(der) : [der];

    // A certificate begins with another SEQUENCE, a ContentInfo with its type (RFC 5652 §3).
    private static bool IsPkcs7(byte[] der)
    {
        try
        {
            return new AsnReader(der, AsnEncodingRules.BER).ReadSequence().PeekTag() == Asn1Tag.ObjectIdentifier;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // Who signed it does not matter: a PKC is signed by nobody, and is nothing but a bag of certificates.
    private static List<byte[]> OfPkcs7(byte[] ber) => Der.Read("the PKCS#7", () =>
    {
        AsnReader contentInfo = new AsnReader(ber, AsnEncodingRules.BER).ReadSequence();
        if (contentInfo.ReadObjectIdentifier() != Oids.SignedData)
            throw new AsnContentException("other content than SignedData");

        AsnReader signedData = contentInfo.ReadSequence(Zero).ReadSequence();
        signedData.ReadInteger();
        signedData.ReadEncodedValue();
        signedData.ReadEncodedValue();
        var certificates = new List<byte[]>();
        if (signedData.HasData && signedData.PeekTag() == Zero)
        {
            AsnReader members = signedData.ReadSetOf(skipSortOrderValidation: true, Zero);
            while (members.HasData)
                certificates.Add(members.ReadEncodedValue().ToArray());
        }

        return certificates;
    });
}
