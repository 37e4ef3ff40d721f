using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class RequestsTests
{
    private static readonly byte[] UsageRequest = Requests.BuildInfo(TestPki.LeafName, TestPki.Spki(TestPki.LeafKey), new(["digitalSignature", "keyEncipherment"], [], []));

    [Theory]
    [InlineData("rsa", "sha256WithRSAEncryption")]
    [InlineData("p256", "ecdsa-with-SHA256")]
    [InlineData("p384", "ecdsa-with-SHA384")]
    [InlineData("dsa", "dsa_with_SHA256")]
    public void Openssl_verifies_a_request_of_any_key(string kind, string algorithm)
    {
        AsymmetricAlgorithm key = KeyOf(kind);
        byte[] request = Make(key, ["dataEncipherment"]);
        using var tool = new TemporaryFolder();
        tool.Write("request.csr", request);
        string text = tool.Demand("openssl", "req", "-inform", "DER", "-in", "request.csr", "-verify", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus_space");
        Assert.Contains("verify OK", text);
        Assert.Contains("Version: 1 (0x0)", text);
        Assert.Contains("Subject: C=SE, O=Example AB, CN=Åsa Öberg", text);
        Assert.Contains($"Signature Algorithm: {algorithm}", text);
        Assert.Contains("X509v3 Key Usage: critical\n                    Data Encipherment\n", text);

        var view = RequestView.Read(request);
        Assert.True(view.SignatureHolds);
        Assert.Equal(TestPki.LeafName, view.SubjectDer);
        Assert.Equal(TestPki.Spki(key), view.PublicKey);
        Assert.Equal(["dataEncipherment"], view.KeyUsage);
        Assert.Equal(Signatures.For(TestPki.Spki(key)).Name, view.SignatureAlgorithm);
    }

    [Fact]
    public void A_request_for_no_key_usage_has_no_attribute_at_all()
    {
        byte[] request = Make(TestPki.LeafKey, []);
        Assert.Empty(RequestView.Read(request).KeyUsage);
        using var tool = new TemporaryFolder();
        tool.Write("request.csr", request);
        string text = tool.Demand("openssl", "req", "-inform", "DER", "-in", "request.csr", "-verify", "-noout", "-text");
        Assert.Contains("verify OK", text);
        Assert.DoesNotContain("Key Usage", text);
        Assert.Contains("A000", Convert.ToHexString(request));
    }

    [Theory]
    [InlineData("digitalSignature", "digitalSignature")]
    [InlineData("digitalSignature,keyEncipherment", "digitalSignature, keyEncipherment")]
    [InlineData("", "")]
    public void A_request_of_openssl_is_read_as_it_was_meant(string usage, string seen)
    {
        using var tool = new TemporaryFolder();
        string[] wants = usage.Length == 0 ? [] : ["-addext", $"keyUsage=critical,{usage}"];
        tool.Demand("openssl", ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-subj", "/C=SE/CN=cm.example", .. wants, "-out", "request.pem"]);
        RequestView view = Requests.Read(tool.Read("request.pem"));
        Assert.True(view.SignatureHolds);
        Assert.Equal("C=SE, CN=cm.example", view.Subject);
        Assert.Equal("rsa-2048", view.KeyAlgorithm);
        Assert.Equal(seen, string.Join(", ", view.KeyUsage));
        Assert.Equal(view.Der, Requests.Read(view.Der).Der);
        Assert.Equal(view.Der, Requests.Read(Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE REQUEST", view.Der))).Der);
    }

    [Theory]
    [InlineData("basicConstraints=critical,CA:TRUE", "a request asks for the extension 2.5.29.19, which is not issued on request")]
    [InlineData("1.2.3.4=critical,DER:0500", "a request asks for the extension 1.2.3.4, which is not issued on request")]
    public void A_request_for_more_than_is_issued_is_refused(string extension, string sentence)
    {
        using var tool = new TemporaryFolder();
        tool.Demand("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem", "-subj", "/CN=x", "-addext", extension, "-outform", "DER", "-out", "request.csr");
        Assert.Equal(sentence, Assert.Throws<PkiException>(() => Requests.Read(tool.Read("request.csr"))).Message);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "version", "a request is not of version 1 (RFC 2986 §4.1)" },
        { "password", "a request has the attribute 1.2.840.113549.1.9.7, which this program does not know" },
        { "two values", "a to-be-signed request cannot be read: its encoding is not the DER that its standard requires" },
        { "two attributes", "a request has more than one attribute, and this program knows only a list of extensions" },
        { "usage twice", "a request asks for no extension, or for one more than once" },
        { "no extension", "a request asks for no extension, or for one more than once" },
        { "empty usage", "a request asks for a key usage that RFC 5280 §4.2.1.3 does not define" },
        { "nameless usage", "a request asks for a key usage that RFC 5280 §4.2.1.3 does not define" },
        { "trailing zero bits", "a request asks for a key usage that RFC 5280 §4.2.1.3 does not define" },
        { "no attributes", "a to-be-signed request cannot be read: its encoding is not the DER that its standard requires" },
        { "trailing bytes inside", "a to-be-signed request cannot be read: its encoding is not the DER that its standard requires" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_request_is_refused_whatever_its_signature(string what, string sentence)
    {
        const string Extensions = "1.2.840.113549.1.9.14";
        byte[] usage = Extension([0x03, 0x02, 0x05, 0xA0]);
        byte[] info = what switch
        {
            "version" => Info(1, Attribute(Extensions, List(usage))),
            "password" => Info(0, Attribute("1.2.840.113549.1.9.7", [0x0C, 0x01, 0x78])),
            "two values" => Info(0, Attribute(Extensions, List(usage), List(usage, usage))),
            "two attributes" => Info(0, Attribute(Extensions, List(usage)), Attribute(Extensions, List(usage, usage))),
            "usage twice" => Info(0, Attribute(Extensions, List(usage, usage))),
            "no extension" => Info(0, Attribute(Extensions, List())),
            "empty usage" => Info(0, Attribute(Extensions, List(Extension([0x03, 0x01, 0x00])))),
            "nameless usage" => Info(0, Attribute(Extensions, List(Extension([0x03, 0x03, 0x06, 0x80, 0x40])))),
            "trailing zero bits" => Info(0, Attribute(Extensions, List(Extension([0x03, 0x02, 0x00, 0xA0])))),
            "no attributes" => Wrapped(Info(0), content => content[..^2]),
            _ => Wrapped(UsageRequest, content => [.. content, 0x05, 0x00]),
        };
        byte[] request = Whole(info, SignatureAlgorithm.Sha256Rsa, TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, info));
        Assert.Equal(sentence, Assert.Throws<PkiException>(() => RequestView.Read(request)).Message);
        Assert.Null(SignedBytes.Sentence(info));
        Assert.Empty(SignedBytes.Describe(info));
    }

    [Fact]
    public void Bytes_after_a_request_and_a_second_block_are_refused()
    {
        byte[] request = Make(TestPki.LeafKey, []);
        const string Unreadable = "a request cannot be read: its encoding is not the DER that its standard requires";
        Assert.Equal(Unreadable, Refusal([.. request, 0x00]));
        Assert.Equal(Unreadable, Refusal(request[..^1]));
        string pem = Signatures.ToPem("CERTIFICATE REQUEST", request);
        Assert.EndsWith(" begins a second block of PEM, and one is expected", Refusal(Encoding.ASCII.GetBytes(pem + pem)));
        Assert.Equal("its line 1 begins a block of PEM with another label than CERTIFICATE REQUEST", Refusal(Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE", request))));
        Assert.Equal("the file is neither DER nor PEM with a CERTIFICATE REQUEST", Refusal([]));
    }

    [Fact]
    public void A_signature_by_another_key_is_told_and_never_assembled()
    {
        byte[] signature = TestPki.Sign(TestPki.CaKey, SignatureAlgorithm.Sha256Rsa, UsageRequest);
        Assert.Equal(
            "the token's signature on the request was not made with the key inside it",
            Assert.Throws<PkiException>(() => Requests.Assemble(UsageRequest, SignatureAlgorithm.Sha256Rsa, signature)).Message);
        var view = RequestView.Read(Whole(UsageRequest, SignatureAlgorithm.Sha256Rsa, signature));
        Assert.False(view.SignatureHolds);
        Assert.Contains(view.Describe(), each => each is { Name: "Signature", Value: "NOT by the key inside" });
        Assert.False(RequestView.Read(Whole(UsageRequest, SignatureAlgorithm.Sha384Rsa, TestPki.Sign(TestPki.LeafKey, SignatureAlgorithm.Sha256Rsa, UsageRequest))).SignatureHolds);
    }

    public static TheoryData<string, string> BadOrders => new()
    {
        { "usage", "the key usage \"sign\" is not one of RFC 5280 §4.2.1.3" },
        { "purpose", "the extended key usage \"tls\" is not known" },
        { "alternative", "the subject alternative name \"DNS:-\" is not DNS: and a host's name, or IP: and an address, such as DNS:cm.example.org or IP:192.0.2.1" },
        { "subject", "a request needs a subject" },
        { "name", "a name cannot be read: its encoding is not the DER that its standard requires" },
        { "key", "a public key cannot be read: its encoding is not the DER that its standard requires" },
    };

    [Theory]
    [MemberData(nameof(BadOrders))]
    public void Parts_that_make_no_request_are_refused(string what, string sentence) => Assert.Equal(sentence, Assert.Throws<PkiException>(() => Requests.BuildInfo(
        what switch { "subject" => [0x30, 0x00], "name" => [0x31, 0x00], _ => TestPki.LeafName },
        what == "key" ? [1, 2, 3] : TestPki.Spki(TestPki.LeafKey),
        what switch { "usage" => new(["sign"], [], []), "purpose" => new([], ["tls"], []), "alternative" => new([], [], ["DNS:-"]), _ => RequestedExtensions.None })).Message);

    [Fact]
    public void Officers_read_the_whole_request_before_it_is_signed()
    {
        Assert.Equal("the certification request of C=SE, O=Example AB, CN=Åsa Öberg", SignedBytes.Sentence(UsageRequest));
        Assert.Equal(
            [
                "Request version: 1",
                "Subject: C=SE, O=Example AB, CN=Åsa Öberg",
                "Key: rsa-2048",
                $"Key SHA-256: {HexText.Groups(Convert.ToHexStringLower(SHA256.HashData(TestPki.Spki(TestPki.LeafKey))))}",
                "Key usage asked for: digitalSignature, keyEncipherment (critical)",
            ],
            SignedBytes.Describe(UsageRequest).Select(each => $"{each.Name}: {each.Value}"));
        byte[] hostile = Requests.BuildInfo(Names.Encode([new("CN", "a\u202Eb")]), TestPki.Spki(TestPki.LeafKey), RequestedExtensions.None);
        Assert.Equal(@"the certification request of CN=a\u{202e}b", SignedBytes.Sentence(hostile));
    }

    internal static byte[] Make(AsymmetricAlgorithm key, IReadOnlyList<string> usage) => Make(key, new RequestedExtensions(usage, [], []));

    internal static byte[] Make(AsymmetricAlgorithm key, RequestedExtensions asked)
    {
        byte[] info = Requests.BuildInfo(TestPki.LeafName, TestPki.Spki(key), asked);
        SignatureAlgorithm algorithm = Signatures.For(TestPki.Spki(key));
        return Requests.Assemble(info, algorithm, TestPki.Sign(key, algorithm, info));
    }

    private static AsymmetricAlgorithm KeyOf(string kind) => kind switch { "rsa" => TestPki.LeafKey, "p256" => TestPki.P256, "p384" => TestPki.P384, _ => TestPki.Dsa };

    private static string Refusal(byte[] file) => Assert.Throws<PkiException>(() => Requests.Read(file)).Message;

    private static byte[] Whole(byte[] info, SignatureAlgorithm algorithm, byte[] signature) => Sequence(writer =>
    {
        writer.WriteEncodedValue(info);
        writer.WriteEncodedValue(AlgorithmIdentifiers.Encode(algorithm));
        writer.WriteBitString(signature);
    });

    private static byte[] Info(int version, params byte[][] attributes) => Sequence(writer =>
    {
        writer.WriteInteger(version);
        writer.WriteEncodedValue(TestPki.LeafName);
        writer.WriteEncodedValue(TestPki.Spki(TestPki.LeafKey));
        using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            foreach (byte[] attribute in attributes)
                writer.WriteEncodedValue(attribute);
        }
    });

    private static byte[] Attribute(string oid, params byte[][] values) => Sequence(writer =>
    {
        writer.WriteObjectIdentifier(oid);
        using (writer.PushSetOf())
        {
            foreach (byte[] value in values)
                writer.WriteEncodedValue(value);
        }
    });

    private static byte[] List(params byte[][] extensions) => Sequence(writer =>
    {
        foreach (byte[] extension in extensions)
            writer.WriteEncodedValue(extension);
    });

    private static byte[] Extension(byte[] value) => Sequence(writer =>
    {
        writer.WriteObjectIdentifier(Oids.KeyUsage);
        writer.WriteBoolean(true);
        writer.WriteOctetString(value);
    });

    private static byte[] Wrapped(byte[] info, Func<byte[], byte[]> change)
    {
        byte[] content = new AsnReader(info, AsnEncodingRules.DER).PeekContentBytes().ToArray();
        byte[] changed = change(content);
        return [0x30, 0x82, (byte)(changed.Length >> 8), (byte)changed.Length, .. changed];
    }

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            write(writer);
        return writer.Encode();
    }
}
