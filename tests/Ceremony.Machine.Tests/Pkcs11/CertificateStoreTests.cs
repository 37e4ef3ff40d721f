using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Certificates put on a token, read back by pkcs11-tool.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class CertificateStoreTests : IDisposable
{
    private const string KeyId = "0a0b";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_certificate_is_stored_under_its_keys_id_and_read_back()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        StoreCertificate action = Action(Certificate("Officer One"));
        Assert.Null(session.InspectCertificate(action));
        StoredReceipt receipt = session.StoreCertificate(action);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(action.Certificate)), receipt.Sha256);
        Assert.Equal(receipt, session.InspectCertificate(action));
        Assert.Equal(receipt, session.StoreCertificate(action));

        TokenObject seen = Assert.Single(session.Objects());
        Assert.Equal(("certificate", "Officer One's certificate", KeyId), (seen.Class, seen.Label, seen.Id));
        Assert.Equal(action.Certificate, seen.Certificate);
        Assert.DoesNotContain("CKA_PRIVATE", seen.Attributes);

        TestRoom.Witness(entry, "--read-object", "--type", "cert", "--id", KeyId, "--output-file", _folder["read.der"]);
        Assert.Equal(action.Certificate, File.ReadAllBytes(_folder["read.der"]));
        string witness = TestRoom.Witness(entry, "--list-objects", "--type", "cert");
        Assert.Contains("subject:    DN: C=SE, CN=Officer One", witness, StringComparison.Ordinal);
        Assert.Contains("serial:     7B", witness, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_certificate_for_the_same_key_is_refused()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.StoreCertificate(Action(Certificate("Officer One")));
        StoreCertificate other = Action(Certificate("Officer Two"));
        Assert.Null(session.InspectCertificate(other));
        Fault.Is(
            "CertificateTaken",
            $"{entry.Called} already holds another certificate (\"Officer One's certificate\") for the key with CKA_ID {KeyId}: have it removed first, or use another key.",
            () => session.StoreCertificate(other));
        Assert.Single(session.Objects());
    }

    [Theory]
    [InlineData("")]
    [InlineData("3000")]
    [InlineData("30820100")]
    [InlineData("3080")]
    public void Bytes_that_are_no_certificate_are_refused_and_nothing_is_stored(string hex)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        Fault.Is(
            "BadCertificate",
            $"The certificate for {entry.Called} is not DER as RFC 5280 defines it: nothing was stored; have it issued again.",
            () => session.StoreCertificate(Action(Convert.FromHexString(hex))));
        Assert.Empty(session.Objects());
    }

    private static StoreCertificate Action(byte[] certificate) => new(new TokenRef("card"), KeyId, "Officer One's certificate", certificate);

    private byte[] Certificate(string name)
    {
        Tool.Demand(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", _folder["key.pem"],
            "-subj", $"/C=SE/CN={name}", "-set_serial", "123", "-outform", "DER", "-out", _folder["certificate.der"]);
        return File.ReadAllBytes(_folder["certificate.der"]);
    }
}
