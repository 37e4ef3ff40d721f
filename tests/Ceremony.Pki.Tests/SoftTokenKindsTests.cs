using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Pki.Tests;

/// <summary>Soft tokens as others make them: those that open, and those that no PIN opens, which is known before anybody types one.</summary>
public sealed class SoftTokenKindsTests : IDisposable
{
    private const string Pin = "åtta-åtta";
    private const string Again = "; have it exported again as PKCS#12 with AES-256 and a MAC of SHA-256";
    private const string Other = "; have it exported as PKCS#12 (.p12)";
    private readonly TemporaryFolder _tool = new();

    public static TheoryData<string> Exports => new(
        "-macalg sha1",
        "-macalg sha512",
        "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES",
        "-keypbe AES-128-CBC -certpbe AES-256-CBC",
        "-keypbe AES-256-CBC -certpbe NONE",
        "-macalg sha384 -iter 1");

    public static TheoryData<string, string> Strangers => new()
    {
        { "-nomac", "no PIN opens the soft token here, since it has no MAC: nothing shows that it is as it was made" + Again },
        { "-macalg sha224", "no PIN opens the soft token here, since its MAC is of a kind that this program does not know (2.16.840.1.101.3.4.2.4)" + Again },
        { "-keypbe CAMELLIA-256-CBC", "no PIN opens the soft token here, since it is encrypted with Camellia-256" + Again },
        { "-keypbe ARIA-256-CBC -certpbe AES-256-CBC", "no PIN opens the soft token here, since it is encrypted with what this program does not know (1.2.410.200046.1.1.12)" + Again },
    };

    public static TheoryData<byte[], string> NoSoftTokens => new()
    {
        { [], "it is empty" },
        { [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2], "it is a Java keystore (JKS)" },
        { [0xCE, 0xCE, 0xCE, 0xCE, 0, 0, 0, 2], "it is a Java keystore (JCEKS)" },
        { "-----BEGIN PRIVATE KEY-----\n"u8.ToArray(), "it is a PEM file" },
        { "PuTTY-User-Key-File-3"u8.ToArray(), "it is of another kind" },
        { TestPki.Leaf, "it is damaged, or of another kind" },
        { [0x30, 0x80], "it is damaged, or of another kind" },
    };

    [Theory]
    [MemberData(nameof(Exports))]
    public void A_file_that_openssl_exports_opens_with_its_PIN_and_no_other(string options)
    {
        byte[] file = Export(options);
        SoftToken.DemandKind(file);
        Opens(file, Pin);
        Assert.Throws<WrongPinException>(() => Opens(file, "fel"));
    }

    // A derivation of the framework's takes twice as long: only what is none of PBES2 is left to it.
    [Theory]
    [MemberData(nameof(Exports))]
    public void The_key_alone_opens_with_its_PIN_and_no_other(string options)
    {
        byte[] file = Export(options);
        using var pin = Secret.FromText(Pin);
        using var wrong = Secret.FromText("fel");
        using SoftToken token = SoftToken.Open(file, pin);
        byte[] publicKey = CertificateView.Read(token.Certificate).PublicKey;
        using AsymmetricAlgorithm? key = Pkcs12.LoadKey(file, pin, publicKey, isRsa: false);
        if (options.Contains("3DES", StringComparison.Ordinal))
        {
            Assert.Null(key);
            return;
        }

        Assert.Equal(publicKey, key!.ExportSubjectPublicKeyInfo());
        Assert.Throws<WrongPinException>(() => Pkcs12.LoadKey(file, wrong, publicKey, isRsa: false));

        // What is known of a file holds for its very bytes: one bit of the MAC or its salt, which are at the end, is noticed however often the file was opened before.
        using (AsymmetricAlgorithm? again = Pkcs12.LoadKey(file, pin, publicKey, isRsa: false))
        {
            Assert.Equal(publicKey, again!.ExportSubjectPublicKeyInfo());
        }

        byte[] flipped = [.. file];
        flipped[^15] ^= 1;
        Assert.Throws<WrongPinException>(() => Pkcs12.LoadKey(flipped, pin, publicKey, isRsa: false));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void What_no_PIN_opens_is_known_before_one_is_typed(string options, string sentence)
    {
        byte[] file = Export(options);
        foreach (Action refused in (Action[])[() => SoftToken.DemandKind(file), () => Opens(file, Pin), () => Opens(file, "fel")])
        {
            Assert.Equal((typeof(PkiException), sentence), Refusal(refused));
        }
    }

    [Theory]
    [MemberData(nameof(NoSoftTokens))]
    public void What_is_no_PKCS12_file_is_called_what_it_is(byte[] file, string kind) =>
        Assert.Equal((typeof(PkiException), $"the soft token is not a PKCS#12 file: {kind}{Other}"), Refusal(() => SoftToken.DemandKind(file)));

    [Theory]
    [InlineData("SHA1", "SHA256", 20)]
    [InlineData("SHA256", "SHA256", 32)]
    [InlineData("SHA512", "SHA384", 48)]
    [InlineData("SHA256", "SHA512", 64)]
    public void A_MAC_of_RFC_9579_is_checked_before_anything_else_is_used(string prf, string tag, int length)
    {
        byte[] file = WithPbmac1(Export("-macalg sha256"), Pin, prf, tag, length, 2048);
        SoftToken.DemandKind(file);
        Opens(file, Pin);
        Assert.Throws<WrongPinException>(() => Opens(file, "fel"));

        // One bit of what the MAC is over, in the middle of what is encrypted.
        byte[] flipped = [.. file];
        flipped[file.Length / 2] ^= 1;
        Assert.Throws<WrongPinException>(() => Opens(flipped, Pin));
    }

    [Theory]
    [InlineData(19, 2048, "does not say a key's length of 20 to 128 bytes")]
    [InlineData(129, 2048, "does not say a key's length of 20 to 128 bytes")]
    [InlineData(32, 1_000_001, "asks for fewer than 1 or more than 1000000 rounds")]
    public void A_MAC_of_RFC_9579_that_could_not_be_trusted_or_would_take_for_ever_is_refused(int length, int rounds, string why)
    {
        byte[] file = WithPbmac1(Export("-macalg sha256"), Pin, "SHA256", "SHA256", length, rounds);
        Assert.Equal((typeof(PkiException), $"no PIN opens the soft token here, since its MAC (PBMAC1) {why}{Again}"), Refusal(() => SoftToken.DemandKind(file)));
    }

    public void Dispose() => _tool.Dispose();

    private static void Opens(byte[] file, string text)
    {
        using var pin = Secret.FromText(text);
        using SoftToken token = SoftToken.Open(file, pin);
        byte[] publicKey = CertificateView.Read(token.Certificate).PublicKey;
        Assert.True(Signatures.VerifyRaw(publicKey, Signatures.For(publicKey), "words"u8, token.Sign(Signatures.For(publicKey), "words"u8)));
    }

    private static (Type Kind, string Message) Refusal(Action open)
    {
        PkiException refused = Assert.ThrowsAny<PkiException>(open);
        return (refused.GetType(), refused.Message);
    }

    private byte[] Export(string options)
    {
        _tool.Demand("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x", "-days", "30", "-keyout", "key.pem", "-out", "certificate.pem");
        _tool.Demand("openssl", ["pkcs12", "-export", .. options.Split(' '), "-inkey", "key.pem", "-in", "certificate.pem", "-passout", $"pass:{Pin}", "-out", "key.p12"]);
        return _tool.Read("key.p12");
    }

    // RFC 9579 §3: the MacData of a file made anew, from the standard alone.
    private static byte[] WithPbmac1(byte[] file, string pin, string prf, string tag, int length, int rounds)
    {
        AsnReader pfx = new AsnReader(file, AsnEncodingRules.BER).ReadSequence();
        ReadOnlyMemory<byte> version = pfx.ReadEncodedValue();
        ReadOnlyMemory<byte> safe = pfx.ReadEncodedValue();
        AsnReader content = new AsnReader(safe, AsnEncodingRules.BER).ReadSequence();
        content.ReadObjectIdentifier();
        byte[] contents = content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString();
        byte[] salt = RandomNumberGenerator.GetBytes(8);
        byte[] key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin), salt, Math.Min(rounds, 1000000), new HashAlgorithmName(prf), length);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(version.Span);
            writer.WriteEncodedValue(safe.Span);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    WriteAlgorithm(writer, salt, length, rounds, prf, tag);
                    writer.WriteOctetString(CryptographicOperations.HmacData(new HashAlgorithmName(tag), key, contents));
                }

                writer.WriteOctetString("NOT USED"u8);
                writer.WriteInteger(1);
            }
        }

        return writer.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer, byte[] salt, int length, int rounds, string prf, string tag)
    {
        using AsnWriter.Scope algorithm = writer.PushSequence();
        writer.WriteObjectIdentifier("1.2.840.113549.1.5.14");
        using AsnWriter.Scope parameters = writer.PushSequence();
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.5.12");
            using AsnWriter.Scope pbkdf2 = writer.PushSequence();
            writer.WriteOctetString(salt);
            writer.WriteInteger(rounds);
            writer.WriteInteger(length);
            if (prf != "SHA1")
            {
                WriteHmac(writer, prf);
            }
        }

        WriteHmac(writer, tag);
    }

    private static void WriteHmac(AsnWriter writer, string hash)
    {
        using AsnWriter.Scope hmac = writer.PushSequence();
        writer.WriteObjectIdentifier(hash switch { "SHA256" => "1.2.840.113549.2.9", "SHA384" => "1.2.840.113549.2.10", _ => "1.2.840.113549.2.11" });
        writer.WriteNull();
    }
}
