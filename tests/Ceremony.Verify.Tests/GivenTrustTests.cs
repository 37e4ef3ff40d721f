using System.Text;
using Ceremony.Pki;

namespace Ceremony.Verify.Tests;

/// <summary>Certificates that are given as trusted come from a plain file of no great length, and each that begins is whole.</summary>
public class GivenTrustTests
{
    [Theory]
    [InlineData("\ufeff@@", 2)]
    [InlineData("text\n@and more\n@", 2)]
    [InlineData("@-----END CERTIFICATE-----\n", 0)]
    [InlineData("@MIIB\n-----END CERTIFICATE-----\n@", 0)]
    [InlineData("@-----BEGIN CERTIFICATE-----\nMIIB\n", 0)]
    public void As_many_certificates_are_trusted_as_were_begun_and_ended_or_none(string file, int count)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(file.Replace("@", Signatures.ToPem("CERTIFICATE", Cast.Original.Ca.Certificate), StringComparison.Ordinal));
        Assert.Equal(count > 0, GivenTrust.TryRead(bytes, out IReadOnlyList<byte[]> certificates, out _));
        Assert.Equal(count, certificates.Count);
    }

    private const int Longest = 1 << 20;

    private static readonly string Pem = Signatures.ToPem("CERTIFICATE", Cast.Original.Ca.Certificate);

    [Fact]
    public void A_plain_file_is_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ca.pem"], $"The CA:\n{Pem}And again:\n{Pem}");
        Assert.True(GivenTrust.TryRead(GivenTrust.ReadFile(folder["ca.pem"])!, out IReadOnlyList<byte[]> certificates, out _));
        Assert.Equal([Cast.Original.Ca.Certificate, Cast.Original.Ca.Certificate], certificates);
    }

    [Fact]
    public void Nothing_is_read_that_might_never_end()
    {
        using var folder = new TemporaryFolder();
        Tool.Demand("mkfifo", folder["pipe"]);
        File.CreateSymbolicLink(folder["link"], "/dev/zero");
        File.WriteAllBytes(folder["long"], new byte[Longest + 1]);
        foreach (string path in new[] { folder["pipe"], folder["link"], folder["long"], folder["none"], folder.Path, "/dev/zero", "/dev/stdin" })
        {
            Assert.Null(GivenTrust.ReadFile(path));
        }
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN A-----\nAAAA\n-----END A-----\n")]
    [InlineData("-----BEGIN A-----\n-----END B-----\n")]
    public void What_is_not_a_whole_certificate_is_refused_however_often_it_stands_there(string block)
    {
        byte[] file = Encoding.ASCII.GetBytes(Pem + string.Concat(Enumerable.Repeat(block, (Longest - Pem.Length) / block.Length)));
        bool isRead = true;
        string problem = "";
        TimeSpan taken = ThreadTime.Of(() => isRead = GivenTrust.TryRead(file, out _, out problem));
        Assert.Equal("The file given as trusted contains something that is not a certificate.", problem);
        Assert.False(isRead);
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_long_sentence_says_that_it_goes_on()
    {
        CheckResult result = new Check("name", "", _ => Check.AtEnd(() => [new string('x', 1000)])).Begin(null!, ofAll: false).Result();
        Assert.Equal(new string('x', 500) + " …", result.Sentence);
    }
}
