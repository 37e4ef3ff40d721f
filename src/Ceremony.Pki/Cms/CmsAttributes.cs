using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>The signed attributes as the verifier reads them: exactly four, each once, each with one value (RFC 5652 §11, RFC 5035 §3).</summary>
internal sealed record CmsAttributes(byte[] MessageDigest, DateTimeOffset SigningTime, byte[] CertificateSha256, byte[]? Issuer, byte[]? Serial)
{
    /// <summary>Throws <see cref="PkiException"/> or <see cref="AsnContentException"/>.</summary>
    public static CmsAttributes Read(byte[] signedAttributes)
    {
        Dictionary<string, AsnReader> values = ReadValues(signedAttributes);
        if (One(values, Oids.ContentType).ReadObjectIdentifier() != Oids.Data)
            throw new PkiException("a signer's content type is not plain data");

        byte[] digest = One(values, Oids.MessageDigest).ReadOctetString();
        if (digest.Length != SHA256.HashSizeInBytes)
            throw new PkiException("a signer's message digest is not a SHA-256");

        DateTimeOffset time = ReadTime(One(values, Oids.SigningTime));
        (byte[] hash, byte[]? issuer, byte[]? serial) = ReadSigningCertificate(One(values, Oids.SigningCertificateV2));
        return new CmsAttributes(digest, time, hash, issuer, serial);
    }

    private static Dictionary<string, AsnReader> ReadValues(byte[] signedAttributes)
    {
        var values = new Dictionary<string, AsnReader>(StringComparer.Ordinal);
        var outer = new AsnReader(signedAttributes, AsnEncodingRules.DER);
        AsnReader attributes = outer.ReadSetOf();
        while (attributes.HasData)
        {
            AsnReader attribute = attributes.ReadSequence();
            string oid = attribute.ReadObjectIdentifier();
            if (oid is not (Oids.ContentType or Oids.MessageDigest or Oids.SigningTime or Oids.SigningCertificateV2))
                throw new PkiException($"a signer has the attribute {oid}, which is not allowed there");

            AsnReader set = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            var value = new AsnReader(set.ReadEncodedValue(), AsnEncodingRules.DER);
            set.ThrowIfNotEmpty();
            if (!values.TryAdd(oid, value))
                throw new PkiException($"a signer has the attribute {oid} more than once");
        }

        return values;
    }

    private static AsnReader One(Dictionary<string, AsnReader> values, string oid) =>
        values.TryGetValue(oid, out AsnReader? value) ? value : throw new PkiException($"a signer lacks the attribute {oid}");

    private static DateTimeOffset ReadTime(AsnReader value)
    {
        bool isUtcTime = value.PeekTag() == Asn1Tag.UtcTime;
        DateTimeOffset time = isUtcTime ? value.ReadUtcTime(twoDigitYearMax: 2049) : value.ReadGeneralizedTime();
        if (isUtcTime != time.Year is >= 1950 and < 2050 || time.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new PkiException("a signer's signing time is not written as RFC 5652 §11.3 requires");
        return time;
    }

    /// <summary>One ESSCertIDv2 without a hash algorithm, which means SHA-256, and without policies.</summary>
    private static (byte[] Hash, byte[]? Issuer, byte[]? Serial) ReadSigningCertificate(AsnReader value)
    {
        AsnReader signingCertificate = value.ReadSequence();
        AsnReader list = signingCertificate.ReadSequence();
        signingCertificate.ThrowIfNotEmpty();
        AsnReader identifier = list.ReadSequence();
        list.ThrowIfNotEmpty();
        byte[] hash = identifier.ReadOctetString();
        if (!identifier.HasData)
            return (hash, null, null);

        AsnReader issuerSerial = identifier.ReadSequence();
        identifier.ThrowIfNotEmpty();
        AsnReader generalNames = issuerSerial.ReadSequence();
        AsnReader directoryName = generalNames.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 4, isConstructed: true));
        generalNames.ThrowIfNotEmpty();
        byte[] issuer = directoryName.ReadEncodedValue().ToArray();
        directoryName.ThrowIfNotEmpty();
        byte[] serial = issuerSerial.ReadIntegerBytes().ToArray();
        issuerSerial.ThrowIfNotEmpty();
        return (hash, issuer, serial);
    }
}
