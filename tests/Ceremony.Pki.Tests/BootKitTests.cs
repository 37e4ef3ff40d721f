using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

public sealed class BootKitFixture
{
    // certtool judges by the machine's clock alone.
    public static readonly DateTimeOffset Now = DateTimeOffset.UtcNow.AddHours(-1);

    public IReadOnlyDictionary<string, byte[]> Files { get; } =
        BootKit.Make(new BootKitOrder("Example AB", "SE", Secret.FromText("one"), Secret.FromText("zwö"), Now), Secret.FromText("ca pass"));
}

public class BootKitTests(BootKitFixture kit) : IClassFixture<BootKitFixture>
{
    [Fact]
    public void It_has_the_four_files() =>
        Assert.Equal(["bootca.cer", "bootca.p12", "officer1.p12", "officer2.p12"], kit.Files.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("bootca.p12", "ca pass", "C=SE, O=Example AB, CN=Boot CA", 0)]
    [InlineData("officer1.p12", "one", "C=SE, O=Example AB, CN=Bootstrap officer 1", 1)]
    [InlineData("officer2.p12", "zwö", "C=SE, O=Example AB, CN=Bootstrap officer 2", 1)]
    public void Each_token_opens_with_its_passphrase_and_signs(string file, string passphrase, string subject, int issuers)
    {
        using var secret = Secret.FromText(passphrase);
        using SoftToken token = SoftToken.Open(kit.Files[file], secret);

        CertificateView view = CertificateView.Read(token.Certificate);
        byte[] signature = token.Sign(SignatureAlgorithm.Sha256Rsa, "words"u8);
        Assert.Equal(subject, view.Subject);
        Assert.Equal(issuers, token.Issuers.Count);
        Assert.True(Signatures.VerifyRaw(view.PublicKey, SignatureAlgorithm.Sha256Rsa, "words"u8, signature));
        Assert.False(Signatures.VerifyRaw(view.PublicKey, SignatureAlgorithm.Sha256Rsa, "swords"u8, signature));
    }

    [Fact]
    public void The_officers_chain_to_the_Boot_CA_in_the_eyes_of_openssl_and_certtool()
    {
        using var tool = new TemporaryFolder();
        using var secret = Secret.FromText("one");
        using SoftToken token = SoftToken.Open(kit.Files["officer1.p12"], secret);
        tool.WritePem("ca.pem", kit.Files["bootca.cer"]);
        tool.WritePem("officer.pem", token.Certificate);

        tool.Demand("openssl", "verify", "-x509_strict", "-check_ss_sig", "-CAfile", "ca.pem", "officer.pem");
        Assert.Contains("Chain verification output: Verified.", tool.Demand("certtool", "--verify", "--load-ca-certificate", "ca.pem", "--infile", "officer.pem"));
        Assert.Null(Chains.Refuse(token.Certificate, token.Issuers, BootKitFixture.Now));
        Assert.Empty(Lint.Certificate(token.Certificate, kit.Files["bootca.cer"]));
        Assert.Empty(Lint.Certificate(kit.Files["bootca.cer"], null));
    }

    [Fact]
    public void Its_files_are_encrypted_with_todays_algorithms()
    {
        using var tool = new TemporaryFolder();
        tool.Write("officer1.p12", kit.Files["officer1.p12"]);

        string info = tool.Demand("openssl", "pkcs12", "-in", "officer1.p12", "-passin", "pass:one", "-info", "-noout");
        Assert.Contains("MAC: sha256, Iteration 100000", info);
        Assert.Contains("PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256", info);
        Assert.DoesNotContain("RC2", info);
        Assert.DoesNotContain("3DES", info, StringComparison.OrdinalIgnoreCase);
        tool.Demand("certtool", "--p12-info", "--inder", "--infile", "officer1.p12", "--password", "one");
    }

    [Fact]
    public void A_wrong_passphrase_is_told_apart_from_a_broken_file()
    {
        using var wrong = Secret.FromText("two");
        Assert.Equal("wrong PIN", Assert.Throws<WrongPinException>(() => SoftToken.Open(kit.Files["officer1.p12"], wrong)).Message);

        PkiException broken = Assert.Throws<PkiException>(() => SoftToken.Open([0x30, 0x00], wrong));
        Assert.Equal("the soft token is not a PKCS#12 file: it is damaged, or of another kind; have it exported as PKCS#12 (.p12)", broken.Message);
    }

    [Fact]
    public void A_country_that_is_none_is_refused()
    {
        using var any = Secret.FromText("any");
        var order = new BootKitOrder("Example AB", "Sweden", any, any, BootKitFixture.Now);
        Assert.Equal(
            "the attribute C of a name is longer than 2 characters (RFC 5280 appendix A.1)",
            Assert.Throws<PkiException>(() => BootKit.Make(order, any)).Message);
    }
}
