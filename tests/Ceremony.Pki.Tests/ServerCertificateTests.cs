using Ceremony.Core.Tokens;

namespace Ceremony.Pki.Tests;

/// <summary>Certificates for both ends of a connection: their extended key usage and their subject alternative names.</summary>
public class ServerCertificateTests
{
    private static readonly string[] BothEnds = ["serverAuth", "clientAuth"];
    private static readonly string[] Names = ["DNS:localhost", "DNS:*.example.org", "IP:192.0.2.1", "IP:2001:db8::1"];

    public static MatrixTheoryData<string, string> Ends => new(["sslserver", "sslclient"], ["-verify_hostname localhost", "-verify_hostname cm.example.org", "-verify_ip 192.0.2.1", "-verify_ip 2001:db8::1"]);

    [Theory]
    [MemberData(nameof(Ends))]
    public void Openssl_accepts_it_at_both_ends_under_each_name(string purpose, string name)
    {
        using TemporaryFolder tool = Issued(BothEnds, Names);
        tool.Demand("openssl", ["verify", "-x509_strict", "-purpose", purpose, .. name.Split(' '), "-CAfile", "ca.pem", "leaf.pem"]);
    }

    [Theory]
    [InlineData("-purpose sslserver -verify_hostname elsewhere.example")]
    [InlineData("-purpose sslserver -verify_hostname deep.cm.example.org")]
    [InlineData("-purpose sslserver -verify_ip 192.0.2.2")]
    [InlineData("-purpose codesign")]
    public void Openssl_refuses_what_it_is_not_for(string wrong)
    {
        using TemporaryFolder tool = Issued(BothEnds, Names);
        Assert.NotEqual(0, tool.Run("openssl", ["verify", "-x509_strict", .. wrong.Split(' '), "-CAfile", "ca.pem", "leaf.pem"]).ExitCode);
    }

    [Fact]
    public void Without_clientAuth_openssl_refuses_it_of_a_client()
    {
        using TemporaryFolder tool = Issued(["serverAuth"], Names);
        Assert.NotEqual(0, tool.Run("openssl", ["verify", "-purpose", "sslclient", "-CAfile", "ca.pem", "leaf.pem"]).ExitCode);
    }

    [Theory]
    [InlineData("--verify-purpose=1.3.6.1.5.5.7.3.1")]
    [InlineData("--verify-purpose=1.3.6.1.5.5.7.3.2")]
    public void Gnutls_accepts_it_at_both_ends(string purpose)
    {
        using TemporaryFolder tool = Issued(BothEnds, Names);
        Assert.Contains("Chain verification output: Verified.", tool.Demand("certtool", "--verify", purpose, "--verify-hostname=localhost", "--load-ca-certificate", "ca.pem", "--infile", "leaf.pem"));
    }

    /// <summary>RFC 3161 §2.3.</summary>
    [Fact]
    public void A_certificate_for_time_stamps_is_one_that_openssl_accepts_for_them()
    {
        using TemporaryFolder tool = Issued(["timeStamping"], []);
        tool.Demand("openssl", "verify", "-x509_strict", "-purpose", "timestampsign", "-CAfile", "ca.pem", "leaf.pem");
        Assert.Contains("the extended key usage has timeStamping together with others", Assert.Throws<PkiException>(() => Issued(["timeStamping", "serverAuth"], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Officers_read_whom_it_names_and_what_it_is_for()
    {
        byte[] tbs = Certificates.BuildTbs(Template(BothEnds, Names));
        Assert.Equal("serverAuth, clientAuth", TbsText.Describe(tbs).Single(each => each.Name == "Extended key usage").Value);
        Assert.Equal("DNS:localhost, DNS:*.example.org, IP:192.0.2.1, IP:2001:db8::1", TbsText.Describe(tbs).Single(each => each.Name == "Subject alternative names").Value);
    }

    [Fact]
    public void A_request_asks_for_all_of_it()
    {
        byte[] request = RequestsTests.Make(TestPki.LeafKey, new RequestedExtensions(["digitalSignature"], BothEnds, Names));
        RequestedExtensions asked = RequestView.Read(request).Asked;
        Assert.Equal(["digitalSignature"], asked.KeyUsage);
        Assert.Equal(BothEnds, asked.ExtendedKeyUsage);
        Assert.Equal(Names, asked.AlternativeNames);

        using var tool = new TemporaryFolder();
        tool.Write("request.csr", request);
        string text = tool.Demand("openssl", "req", "-inform", "DER", "-in", "request.csr", "-verify", "-noout", "-text");
        Assert.Contains("TLS Web Server Authentication, TLS Web Client Authentication", text);
        Assert.Contains("DNS:localhost, DNS:*.example.org, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1", text);
    }

    [Theory]
    [InlineData("subjectAltName=DNS:localhost,IP:192.0.2.1", null)]
    [InlineData("extendedKeyUsage=serverAuth", null)]
    [InlineData("subjectAltName=email:a@example.org", "a request asks for a subject alternative name that is neither a DNS name nor an address, or not as it is issued")]
    [InlineData("subjectAltName=critical,DNS:localhost", "a request asks for a subject alternative name that is neither a DNS name nor an address, or not as it is issued")]
    [InlineData("extendedKeyUsage=1.2.3.4", "a request asks for an extended key usage that RFC 5280 §4.2.1.12 does not define, or not as it is issued")]
    [InlineData("extendedKeyUsage=critical,serverAuth", "a request asks for an extended key usage that RFC 5280 §4.2.1.12 does not define, or not as it is issued")]
    [InlineData("certificatePolicies=1.2.3.4", "a request asks for the extension 2.5.29.32, which is not issued on request")]
    public void A_request_of_openssl_is_read_or_refused(string asks, string? refusal)
    {
        using var tool = new TemporaryFolder();
        tool.Demand("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-subj", "/CN=localhost", "-addext", asks, "-out", "request.pem");
        byte[] file = File.ReadAllBytes(tool["request.pem"]);
        Assert.Equal(refusal, Record.Exception(() => Requests.Read(file))?.Message);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("cm.example.org", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:DB8:0::1", true)]
    [InlineData("example.org", false)]
    [InlineData(".example.org", false)]
    [InlineData("deep.cm.example.org", false)]
    [InlineData("*.example.org", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("leaf", false)]
    public void A_name_fits_as_RFC_9525_has_it(string host, bool fits) => Assert.Equal(fits, ServerIdentity.Names(View(BothEnds, Names), host));

    [Fact]
    public void The_common_name_does_not_count() => Assert.False(ServerIdentity.Names(View(BothEnds, []), "leaf"));

    [Theory]
    [InlineData("", true)]
    [InlineData("serverAuth", true)]
    [InlineData("2.5.29.37.0", true)]
    [InlineData("clientAuth", false)]
    public void A_certificate_is_for_servers_unless_it_is_for_others(string purpose, bool isFor) =>
        Assert.Equal(isFor, ServerIdentity.IsForServers(View(purpose.Length == 0 ? [] : [purpose], Names)));

    /// <summary>The extension as another program may have made it, and what is read of it.</summary>
    [Theory]
    [InlineData("3003820161", "DNS:a")]
    [InlineData("3004820261C3", "[2] 61 C3")]
    [InlineData("300482022D61", "[2] 2D 61")]
    [InlineData("3005810361 4062", "[1] 61 40 62")]
    [InlineData("300687047F000001", "IP:127.0.0.1")]
    [InlineData("30058703 7F0000", "[7] 7F 00 00")]
    public void Names_of_others_are_read_and_never_taken_for_ours(string value, string text) => Assert.Equal([text], AlternativeNames.Read(Convert.FromHexString(value.Replace(" ", ""))));

    private static CertificateView View(string[] purposes, string[] names) => CertificateView.Read(TestPki.Issue(Template(purposes, names), TestPki.CaKey, TestPki.Ca));

    private static CertificateTemplate Template(string[] purposes, string[] names) =>
        TestPki.LeafTemplate() with { Profile = CertificateProfile.Signer with { ExtendedKeyUsage = purposes, AlternativeNames = names } };

    private static TemporaryFolder Issued(string[] purposes, string[] names)
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddHours(-1);
        byte[] ca = TestPki.Issue(TestPki.CaTemplate(TestPki.CaKey) with { NotBefore = from, NotAfter = from.AddYears(1) }, TestPki.CaKey, null);
        byte[] leaf = TestPki.Issue(TestPki.Under(ca, TestPki.LeafKey, "leaf", 7, CertificateProfile.Signer with { ExtendedKeyUsage = purposes, AlternativeNames = names }), TestPki.CaKey, ca);
        var tool = new TemporaryFolder();
        tool.WritePem("ca.pem", ca);
        tool.WritePem("leaf.pem", leaf);
        return tool;
    }
}
