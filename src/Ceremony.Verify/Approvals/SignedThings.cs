using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What the bytes are that a key is asked to sign, in the words of docs/format.md.</summary>
internal static class SignedThings
{
    private const string BasicConstraints = "2.5.29.19";
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3, isConstructed: true);
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The words for a certificate, a certification request or a CRL; for anything else, its length and hash.</summary>
    public static string Words(byte[] bytes) => Find(bytes)
        ?? $"{Text(bytes.Length)} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    /// <summary>The words for a certificate, a certification request or a CRL; null for anything else.</summary>
    public static string? Find(byte[] bytes) => Certificate(bytes) ?? Request(bytes) ?? Crl(bytes);

    /// <summary>What comes for good once they are signed: a CA by its certificate, or a CRL; null for anything else.</summary>
    public static string? Lasting(byte[] bytes)
    {
        if (Certificate(bytes) is not null)
        {
            return Try(() => IsOfCa(bytes) ? "A CA is created" : "") is { Length: > 0 } created ? created : null;
        }

        return Request(bytes) is null && Crl(bytes) is not null ? "A CRL is issued" : null;
    }

    // The extensions stand last, behind the key and the unique identifiers (RFC 5280 §4.1); in a CA's the first of the basic constraints is TRUE (§4.2.1.9).
    private static bool IsOfCa(byte[] bytes)
    {
        AsnReader tbs = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        while (tbs.HasData && tbs.PeekTag() != ExtensionsTag)
        {
            tbs.ReadEncodedValue();
        }

        AsnReader? extensions = tbs.HasData ? tbs.ReadSequence(ExtensionsTag).ReadSequence() : null;
        while (extensions?.HasData == true)
        {
            AsnReader extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() != BasicConstraints)
            {
                continue;
            }

            if (extension.PeekTag() == Asn1Tag.Boolean)
            {
                extension.ReadBoolean();
            }

            AsnReader constraints = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
            return constraints.HasData && constraints.PeekTag() == Asn1Tag.Boolean && constraints.ReadBoolean();
        }

        return false;
    }

    // TBSCertificate, RFC 5280 §4.1: version, serial number, algorithm, issuer, validity, subject, key.
    private static string? Certificate(byte[] bytes) => Try(() =>
    {
        AsnReader tbs = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        if (tbs.PeekTag() == VersionTag)
        {
            tbs.ReadEncodedValue();
        }

        ReadOnlySpan<byte> serial = tbs.ReadIntegerBytes().Span;
        tbs.ReadSequence();
        tbs.ReadSequence();
        tbs.ReadSequence();
        string subject = Names.Text(tbs.ReadEncodedValue().ToArray());
        tbs.ReadSequence();
        return $"the certificate of {subject}, serial number {Pairs(serial)}";
    });

    private static string? Request(byte[] bytes) => Try(() => $"the certification request of {Names.Text(RequestBytes.ReadInfo(bytes).Subject)}");

    private static string? Crl(byte[] bytes) => Try(() =>
    {
        var crl = CrlBytes.ReadTbs(bytes);
        return $"the CRL number {crl.Number.ToString(CultureInfo.InvariantCulture)} of {Names.Text(crl.Issuer)} with {(crl.Serials.Count == 1 ? "1 entry" : $"{Text(crl.Serials.Count)} entries")}";
    });

    private static string? Try(Func<string> words)
    {
        try
        {
            return words();
        }
        catch (Exception other) when (other is AsnContentException or PkiException)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Pairs(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
