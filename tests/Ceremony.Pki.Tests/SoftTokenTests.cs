using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class SoftTokenTests
{
    [Fact]
    public void A_key_made_at_the_console_says_so_and_its_file_opens_everywhere()
    {
        using var passphrase = Secret.FromText("long enough");
        byte[] file = SoftToken.MakeSelfIssued("Åsa Öberg", passphrase, DateTimeOffset.UtcNow, out byte[] certificate);
        using SoftToken token = SoftToken.Open(file, passphrase);

        CertificateView view = CertificateView.Read(certificate);
        Assert.Equal(certificate, token.Certificate);
        Assert.Empty(token.Issuers);
        Assert.Equal("OU=key made at the console, CN=Åsa Öberg", view.Subject);
        Assert.Equal("ec-p256", view.KeyAlgorithm);
        Assert.Equal(["digitalSignature", "nonRepudiation"], view.KeyUsage);
        Assert.Equal(view.NotBefore.AddYears(10).AddSeconds(-1), view.NotAfter);
        Assert.Empty(Lint.Certificate(certificate, null));
        Assert.Null(Chains.Refuse(certificate, [certificate], DateTimeOffset.UtcNow));

        using var tool = new TemporaryFolder();
        tool.Write("key.p12", file);
        tool.WritePem("certificate.pem", certificate);
        tool.Demand("openssl", "pkcs12", "-in", "key.p12", "-passin", "pass:long enough", "-noout");
        tool.Demand("openssl", "verify", "-CAfile", "certificate.pem", "certificate.pem");
        tool.Demand("certtool", "--p12-info", "--inder", "--infile", "key.p12", "--password", "long enough");
    }

    [Fact]
    public void A_key_made_at_the_console_has_room_for_the_longest_name_that_the_room_takes()
    {
        using var passphrase = Secret.FromText("long enough");
        string name = string.Concat("Maria da Conceição Albuquerque de Vasconcelos e Silva ".PadRight(64, 'x'));
        SoftToken.MakeSelfIssued(name, passphrase, DateTimeOffset.UtcNow, out byte[] certificate);

        Assert.Equal(64, name.Length);
        Assert.Equal($"OU=key made at the console, CN={name}", CertificateView.Read(certificate).Subject);
        Assert.Empty(Lint.Certificate(certificate, null));
    }

    [Fact]
    public void Whoever_knows_the_certificate_signs_once_as_with_the_opened_token()
    {
        using var pin = Secret.FromText("long enough");
        byte[] file = SoftToken.MakeSelfIssued("A", pin, DateTimeOffset.UtcNow, out byte[] certificate);
        byte[] publicKey = CertificateView.Read(certificate).PublicKey;
        SignatureAlgorithm algorithm = Signatures.For(publicKey);
        Assert.True(Signatures.VerifyRaw(publicKey, algorithm, "bytes"u8.ToArray(), SoftToken.SignOnce(file, pin, publicKey, algorithm, "bytes"u8)));

        // Whose certificate is another one's gets what the opened token gives: a signature that does not verify with it.
        _ = SoftToken.MakeSelfIssued("B", pin, DateTimeOffset.UtcNow, out byte[] other);
        byte[] stranger = CertificateView.Read(other).PublicKey;
        byte[] signature = SoftToken.SignOnce(file, pin, stranger, algorithm, "bytes"u8);
        Assert.False(Signatures.VerifyRaw(stranger, algorithm, "bytes"u8.ToArray(), signature));
        Assert.True(Signatures.VerifyRaw(publicKey, algorithm, "bytes"u8.ToArray(), signature));
    }

    [Fact]
    public void Nobody_signs_once_with_another_PIN_or_with_a_file_whose_MAC_does_not_hold()
    {
        using var pin = Secret.FromText("long enough");
        using var wrong = Secret.FromText("long enough?");
        byte[] file = SoftToken.MakeSelfIssued("A", pin, DateTimeOffset.UtcNow, out byte[] certificate);
        byte[] publicKey = CertificateView.Read(certificate).PublicKey;
        Assert.Throws<WrongPinException>(() => SoftToken.SignOnce(file, wrong, publicKey, Signatures.For(publicKey), "bytes"u8));

        // A byte of the encrypted certificate, which is not opened: the MAC is over it all the same.
        byte[] changed = [.. file];
        changed[file.AsSpan().IndexOf(Convert.FromHexString("06092A864886F70D010706")) + 200] ^= 1;
        Assert.ThrowsAny<PkiException>(() => SoftToken.SignOnce(changed, pin, publicKey, Signatures.For(publicKey), "bytes"u8));
    }

    // RFC 8018 appendix A.2: the salt may be another kind of value, which nobody writes; here it is neither.
    [Fact]
    public void Nobody_signs_once_with_a_file_whose_salt_is_none()
    {
        using var pin = Secret.FromText("long enough");
        byte[] file = SoftToken.MakeSelfIssued("A", pin, DateTimeOffset.UtcNow, out byte[] certificate);
        byte[] publicKey = CertificateView.Read(certificate).PublicKey;
        byte[] pbkdf2 = Convert.FromHexString("06092A864886F70D01050C");
        int salts = 0;
        for (int at = 0; file.AsSpan(at).IndexOf(pbkdf2) is var found and >= 0; at += found + pbkdf2.Length)
        {
            // Behind it stand the two bytes of a SEQUENCE, then the tag of the OCTET STRING.
            ref byte tag = ref file[at + found + pbkdf2.Length + 2];
            Assert.Equal(0x04, tag);
            tag = 0x0c;
            salts++;
        }

        Assert.Equal(2, salts);
        Assert.ThrowsAny<PkiException>(() => SoftToken.SignOnce(file, pin, publicKey, Signatures.For(publicKey), "bytes"u8));
    }

    [Fact]
    public void A_passphrase_survives_its_use_and_the_file_opens_with_it_again()
    {
        using var passphrase = Secret.FromText("once");
        byte[] file = SoftToken.MakeSelfIssued("A", passphrase, DateTimeOffset.UtcNow, out _);
        using (SoftToken.Open(file, passphrase))
        {
        }

        using SoftToken again = SoftToken.Open(file, passphrase);
        Assert.True(passphrase.Reveal(bytes => bytes.SequenceEqual("once"u8)));
    }

    [Theory]
    [InlineData("rsa:2048", "sha256-rsa", "ecdsa")]
    [InlineData("P-256", "sha256-ecdsa", "rsa")]
    [InlineData("P-384", "sha384-ecdsa", "rsa")]
    public void A_file_made_by_openssl_opens_and_signs(string kind, string algorithm, string unfit)
    {
        using var tool = new TemporaryFolder();
        MakeKey(tool, kind, "key.pem", "certificate.pem");
        tool.Demand("openssl", "pkcs12", "-export", "-inkey", "key.pem", "-in", "certificate.pem", "-passout", "pass:x", "-out", "key.p12");
        using var passphrase = Secret.FromText("x");
        using SoftToken token = SoftToken.Open(tool.Read("key.p12"), passphrase);

        byte[] publicKey = CertificateView.Read(token.Certificate).PublicKey;
        SignatureAlgorithm signs = Signatures.For(publicKey);
        Assert.Equal(algorithm, signs.Name);
        Assert.True(Signatures.VerifyRaw(publicKey, signs, "words"u8, token.Sign(signs, "words"u8)));
        Assert.Equal(
            $"the soft token's key cannot sign with sha256-{unfit}",
            Assert.Throws<PkiException>(() => token.Sign(SignatureAlgorithm.Find($"sha256-{unfit}")!, "words"u8)).Message);
    }

    [Fact]
    public void A_file_without_a_key_or_too_large_or_empty_is_refused()
    {
        using var tool = new TemporaryFolder();
        MakeKey(tool, "P-256", "key.pem", "certificate.pem");
        tool.Demand("openssl", "pkcs12", "-export", "-nokeys", "-in", "certificate.pem", "-passout", "pass:x", "-out", "nokey.p12");
        Assert.Equal("the soft token holds 0 private keys with a certificate, not exactly one", Refusal(tool.Read("nokey.p12")));

        Assert.Equal("the soft token has 262145 bytes, more than the 262144 allowed", Refusal(new byte[262145]));
        Assert.Equal("the soft token is not a PKCS#12 file: it is empty; have it exported as PKCS#12 (.p12)", Refusal([]));
    }

    [Fact]
    public void A_file_made_by_certtool_opens_unless_its_key_belongs_to_another_certificate()
    {
        using var tool = new TemporaryFolder();
        MakeKey(tool, "rsa:2048", "key.pem", "certificate.pem");
        tool.Write("other.pem", System.Text.Encoding.ASCII.GetBytes(TestPki.LeafKey.ExportPkcs8PrivateKeyPem()));
        byte[] Export(string key)
        {
            tool.Demand("certtool", "--to-p12", "--load-privkey", key, "--load-certificate", "certificate.pem", "--p12-name", "x", "--password", "x", "--outder", "--outfile", "out.p12");
            return tool.Read("out.p12");
        }

        using var passphrase = Secret.FromText("x");
        using SoftToken token = SoftToken.Open(Export("key.pem"), passphrase);
        Assert.Equal("CN=x", CertificateView.Read(token.Certificate).Subject);
        Assert.Equal("the soft token holds 0 private keys with a certificate, not exactly one", Refusal(Export("other.pem")));
    }

    [Fact]
    public void A_closed_token_signs_no_more()
    {
        using var passphrase = Secret.FromText("x");
        SoftToken token = SoftToken.Open(SoftToken.MakeSelfIssued("A", passphrase, DateTimeOffset.UtcNow, out _), passphrase);
        token.Dispose();
        Assert.ThrowsAny<Exception>(() => token.Sign(SignatureAlgorithm.Sha256Rsa, "words"u8));
    }

    private static string Refusal(byte[] file)
    {
        using var passphrase = Secret.FromText("x");
        return Assert.Throws<PkiException>(() => SoftToken.Open(file, passphrase)).Message;
    }

    private static void MakeKey(TemporaryFolder tool, string kind, string key, string certificate)
    {
        string[] how = kind.StartsWith("rsa", StringComparison.Ordinal) ? ["-newkey", kind] : ["-newkey", "ec", "-pkeyopt", $"ec_paramgen_curve:{kind}"];
        tool.Demand("openssl", ["req", "-x509", .. how, "-nodes", "-subj", "/CN=x", "-days", "30", "-keyout", key, "-out", certificate]);
    }
}
