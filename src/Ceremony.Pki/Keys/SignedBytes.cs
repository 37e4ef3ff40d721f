using System.Formats.Asn1;
using System.Globalization;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>What officers read before a key signs a certificate, a certification request or a CRL.</summary>
public static class SignedBytes
{
    /// <summary>
    /// The bytes in a few words, such as <c>the certificate of CN=x, serial number 01 02</c>, safe to be shown; null where they are none of
    /// those. Does not throw for any bytes.
    /// </summary>
    public static string? Sentence(byte[] bytes)
    {
        if (Try(() => TbsParts.Read(bytes)) is { } certificate)
            return $"the certificate of {Names.Text(certificate.Subject)}, serial number {TbsText.Pairs(certificate.Serial)}";
        if (Try(() => RequestInfo.Read(bytes)) is { } request)
            return $"the certification request of {Names.Text(request.Subject)}";
        return Try(() => CrlParts.Read(bytes)) is { } crl ? SentenceOf(crl) : null;
    }

    /// <summary>
    /// What comes for good once they are signed: a CA, where they are the certificate of one (RFC 5280 §4.2.1.9), or a CRL, which is never called back; null where neither does. Does not
    /// throw for any bytes.
    /// </summary>
    public static string? Lasting(byte[] bytes)
    {
        if (Try(() => TbsParts.Read(bytes)) is { } certificate)
            return IsOfCa(certificate) ? "A CA is created" : null;
        return Try(() => RequestInfo.Read(bytes)) is null && Try(() => CrlParts.Read(bytes)) is not null ? "A CRL is issued" : null;
    }

    /// <summary>Everything in them, in its order; empty where they are none of those. Does not throw for any bytes.</summary>
    public static IReadOnlyList<Detail> Describe(byte[] bytes) =>
        Try(() => TbsText.Describe(bytes))
        ?? Try(() => RequestText.Describe(RequestInfo.Read(bytes)))
        ?? Try(() => CrlText.Describe(CrlParts.Read(bytes)))
        ?? [];

    // Constraints that cannot be read are taken for those of a CA.
    private static bool IsOfCa(TbsParts certificate)
    {
        try
        {
            return certificate.Find(Oids.BasicConstraints) is { } constraints && ExtensionValues.BasicConstraints(constraints.Value).IsCa;
        }
        catch (AsnContentException)
        {
            return true;
        }
    }

    private static string SentenceOf(CrlParts crl)
    {
        string number = CrlText.Number(crl) is { } known ? $"the CRL number {known}" : "the CRL without a number";
        int count = crl.Entries?.Count ?? 0;
        string entries = count == 1 ? "1 entry" : $"{count.ToString(CultureInfo.InvariantCulture)} entries";
        return $"{number} of {Names.Text(crl.Issuer)} with {entries}";
    }

    private static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PkiException)
        {
            return null;
        }
    }
}
