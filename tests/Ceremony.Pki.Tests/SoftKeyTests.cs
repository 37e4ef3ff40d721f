using System.Security.Cryptography;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public class SoftKeyTests
{
    private const string Pin = "204815936071";

    [Theory]
    [InlineData("rsa-2048", "sha256-rsa")]
    [InlineData("ec-p256", "sha256-ecdsa")]
    [InlineData("ec-p384", "sha384-ecdsa")]
    public void A_pair_waits_in_a_file_and_gets_its_certificate(string kind, string algorithm)
    {
        using var pin = Secret.FromText(Pin);
        byte[] waiting = Make(KeyAlgorithm.Find(kind)!, pin, out byte[] publicKey);
        using var pending = SoftKey.Open(waiting, pin);
        Assert.Equal(publicKey, pending.PublicKey);
        byte[] certificate = CertificateFor(publicKey);
        byte[] file = pending.Complete([certificate, TestPki.Ca], pin);

        using SoftToken token = SoftToken.Open(file, pin);
        Assert.Equal(certificate, token.Certificate);
        Assert.Equal([TestPki.Ca], token.Issuers);
        SignatureAlgorithm signs = Signatures.For(publicKey);
        Assert.Equal(algorithm, signs.Name);
        Assert.True(Signatures.VerifyRaw(publicKey, signs, "words"u8, token.Sign(signs, "words"u8)));

        using var tool = new TemporaryFolder();
        tool.Write("waiting.p12", waiting);
        tool.Write("token.p12", file);
        string[] strong = ["MAC: sha256, Iteration 100000", "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256"];
        foreach (string name in (string[])["waiting.p12", "token.p12"])
        {
            string told = tool.Demand("openssl", "pkcs12", "-in", name, "-passin", $"pass:{Pin}", "-noout", "-info");
            Assert.All(strong, each => Assert.Contains(each, told));
        }

        tool.Demand("openssl", "pkcs12", "-in", "waiting.p12", "-passin", $"pass:{Pin}", "-nocerts", "-nodes", "-out", "key.pem");
        tool.Demand("openssl", "pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        Assert.Equal(publicKey, tool.Read("public.der"));
        tool.Demand("certtool", "--p12-info", "--inder", "--infile", "waiting.p12", "--password", Pin);
    }

    [Fact]
    public void A_pair_opens_with_its_own_PIN_only_and_says_that_it_waits()
    {
        using var pin = Secret.FromText(Pin);
        using var wrong = Secret.FromText("204815936072");
        byte[] waiting = Make(KeyAlgorithm.EcP256, pin, out _);
        Assert.Throws<WrongPinException>(() => SoftKey.Open(waiting, wrong));
        using SoftToken token = SoftToken.Open(waiting, pin);
        Assert.Equal("CN=waiting for a certificate", CertificateView.Read(token.Certificate).Subject);
    }

    [Fact]
    public void What_is_no_soft_token_is_refused()
    {
        using var pin = Secret.FromText(Pin);
        Assert.Equal("the soft token is not a PKCS#12 file: it is empty; have it exported as PKCS#12 (.p12)", Refusal([], pin));
        Assert.Equal("the soft token has 262145 bytes, more than the 262144 allowed", Refusal(new byte[262145], pin));
        byte[] waiting = Make(KeyAlgorithm.EcP256, pin, out _);
        Assert.Equal("the soft token is not a PKCS#12 file: it is damaged, or of another kind; have it exported as PKCS#12 (.p12)", Refusal(waiting[..^1], pin));
    }

    [Fact]
    public void A_certificate_for_another_key_is_refused()
    {
        using var pin = Secret.FromText(Pin);
        using var pending = SoftKey.Open(Make(KeyAlgorithm.EcP256, pin, out _), pin);
        const string Sentence = "the certificate is not for the soft token's key";
        Assert.Equal(Sentence, Assert.Throws<PkiException>(() => pending.Complete([TestPki.Leaf, TestPki.Ca], pin)).Message);
        Assert.Equal(Sentence, Assert.Throws<PkiException>(() => pending.Complete([], pin)).Message);
    }

    [Fact]
    public void No_soft_token_is_made_for_DSA()
    {
        using var pin = Secret.FromText(Pin);
        Assert.Equal(
            "a soft token holds an RSA or an EC key, not one of type dsa-2048",
            Assert.Throws<PkiException>(() => Make(KeyAlgorithm.Dsa2048, pin, out _)).Message);
    }

    private static byte[] Make(KeyAlgorithm algorithm, Secret pin, out byte[] publicKey)
    {
        using var key = SoftKey.Generate(algorithm);
        publicKey = key.PublicKey;
        return key.Close(pin, TestPki.From);
    }

    private static string Refusal(byte[] file, Secret pin) => Assert.Throws<PkiException>(() => SoftKey.Open(file, pin)).Message;

    private static byte[] CertificateFor(byte[] publicKey) => TestPki.Issue(TestPki.LeafTemplate() with { PublicKey = publicKey }, TestPki.CaKey, TestPki.Ca);
}
