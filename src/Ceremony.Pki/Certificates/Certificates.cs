using Ceremony.Core.Tokens;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.X509.Extension;

namespace Ceremony.Pki;

/// <summary>Builds X.509 certificates around a signature that is made elsewhere (RFC 5280).</summary>
public static class Certificates
{
    /// <summary>The first year that needs GeneralizedTime (RFC 5280 §4.1.2.5).</summary>
    private const int FirstGeneralizedYear = 2050;

    /// <summary>
    /// The exact DER of a TBSCertificate, version 3: what a token signs. Throws <see cref="PkiException"/> for parts that cannot be read and
    /// for unknown usages; whether the whole makes sense is for <see cref="Lint"/> to say.
    /// </summary>
    public static byte[] BuildTbs(CertificateTemplate template)
    {
        PublicKeyInfo.Read(template.PublicKey);
        PublicKeyInfo.Read(template.IssuerPublicKey);
        Names.Text(template.Issuer);
        Names.Text(template.Subject);
        return Der.Read("a certificate template", () =>
        {
            var generator = new V3TbsCertificateGenerator();
            generator.SetSerialNumber(new DerInteger(new BigInteger(template.SerialNumber)));
            generator.SetSignature(AlgorithmIdentifier.GetInstance(AlgorithmIdentifiers.Encode(template.Algorithm)));
            generator.SetIssuer(X509Name.GetInstance(template.Issuer));
            generator.SetStartDate(TimeOf(template.NotBefore));
            generator.SetEndDate(TimeOf(template.NotAfter));
            generator.SetSubject(X509Name.GetInstance(template.Subject));
            generator.SetSubjectPublicKeyInfo(SubjectPublicKeyInfo.GetInstance(template.PublicKey));
            generator.SetExtensions(ExtensionsOf(template));
            return generator.GenerateTbsCertificate().GetEncoded(Asn1Encodable.Der);
        });
    }

    /// <summary>
    /// The certificate, once its signature is there. The signature is verified in software first: throws <see cref="PkiException"/> where it
    /// is not the issuer's, or where the algorithm is not the one inside.
    /// </summary>
    /// <param name="tbs">Proof that the bytes were linted before they were signed.</param>
    /// <param name="algorithm">What it was signed with.</param>
    /// <param name="rawSignature">RSA as PKCS#1 gives it, ECDSA as r‖s.</param>
    /// <param name="issuerPublicKey">DER of the issuer's SubjectPublicKeyInfo.</param>
    public static byte[] Assemble(LintedTbs tbs, SignatureAlgorithm algorithm, byte[] rawSignature, byte[] issuerPublicKey)
    {
        byte[] identifier = AlgorithmIdentifiers.Encode(algorithm);
        if (!TbsParts.Read(tbs.Bytes).Algorithm.AsSpan().SequenceEqual(identifier))
            throw new PkiException($"the certificate was made for a signature algorithm other than {algorithm.Name}");
        if (!Signatures.VerifyRaw(issuerPublicKey, algorithm, tbs.Bytes, rawSignature))
            throw new PkiException("the token's signature on the certificate was not made with the issuer's key");

        return new DerSequence(
            Asn1Object.FromByteArray(tbs.Bytes),
            Asn1Object.FromByteArray(identifier),
            new DerBitString(Signatures.ToDer(algorithm, rawSignature))).GetEncoded(Asn1Encodable.Der);
    }

    /// <summary>The key identifier of method (1) of RFC 5280 §4.2.1.2: SHA-1 of the key's bits. It names, and protects nothing.</summary>
    internal static byte[] KeyIdentifier(byte[] publicKey) =>
        X509ExtensionUtilities.CreateSubjectKeyIdentifier(SubjectPublicKeyInfo.GetInstance(publicKey)).GetKeyIdentifier();

    /// <summary>A moment as certificates and CRLs write it: UTCTime for the years 1950 to 2049 (RFC 5280 §4.1.2.5, §5.1.2.4).</summary>
    internal static Time TimeOf(DateTimeOffset at)
    {
        DateTime utc = at.UtcDateTime;
        utc = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
        string digits = utc.ToString("yyyyMMddHHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return utc.Year < FirstGeneralizedYear && utc.Year >= FirstGeneralizedYear - 100
            ? Time.GetInstance(new Asn1UtcTime(digits[2..]))
            : Time.GetInstance(new Asn1GeneralizedTime(digits));
    }

    private static X509Extensions ExtensionsOf(CertificateTemplate template)
    {
        var extensions = new X509ExtensionsGenerator();
        byte[] issuerIdentifier = template.IssuerKeyIdentifier ?? KeyIdentifier(template.IssuerPublicKey);
        extensions.AddExtension(X509Extensions.SubjectKeyIdentifier, false, new DerOctetString(KeyIdentifier(template.PublicKey)));
        extensions.AddExtension(X509Extensions.AuthorityKeyIdentifier, false, new DerSequence(new DerTaggedObject(false, 0, new DerOctetString(issuerIdentifier))));
        CertificateProfile profile = template.Profile;
        if (profile.IsCa)
            extensions.AddExtension(X509Extensions.BasicConstraints, true, Constraints(profile.PathLength));
        else if (profile.PathLength is not null)
            throw new PkiException("a path length is for CAs only (RFC 5280 §4.2.1.9)");
        if (profile.KeyUsage.Count > 0)
            extensions.AddExtension(X509Extensions.KeyUsage, true, Usage(profile.KeyUsage));
        if (profile.ExtendedKeyUsage.Count > 0)
            extensions.AddExtension(X509Extensions.ExtendedKeyUsage, KeyPurposes.IsCritical(profile.ExtendedKeyUsage), KeyPurposes.Encode(profile.ExtendedKeyUsage));
        if (profile.AlternativeNames.Count > 0)
            extensions.AddExtension(X509Extensions.SubjectAlternativeName, false, AlternativeNames.Encode(profile.AlternativeNames));
        return extensions.Generate();
    }

    private static DerSequence Constraints(int? pathLength) =>
        pathLength is { } length ? new DerSequence(DerBoolean.True, DerInteger.ValueOf(length)) : new DerSequence(DerBoolean.True);

    /// <summary>The value of a key usage (RFC 5280 §4.2.1.3). Throws <see cref="PkiException"/> for names that are unknown.</summary>
    internal static DerBitString Usage(IReadOnlyList<string> usages)
    {
        (byte[] bytes, int unused) = KeyUsages.Bits(usages);
        return new DerBitString(bytes, unused);
    }
}
