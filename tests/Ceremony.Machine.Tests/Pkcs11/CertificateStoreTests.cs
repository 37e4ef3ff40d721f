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

    [Fact]
    public void A_certificate_takes_the_place_of_the_one_that_is_named()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        StoreCertificate former = Action(Certificate("Officer One"));
        session.StoreCertificate(former);
        StoreCertificate redo = Action(Certificate("Officer One")) with { Replaces = Hash(former) };
        Assert.Null(session.InspectCertificate(redo));
        StoredReceipt receipt = session.StoreCertificate(redo);
        Assert.Equal(Hash(redo), receipt.Sha256);
        Assert.Equal(redo.Certificate, Assert.Single(session.Objects()).Certificate);
        Assert.Equal(receipt, session.StoreCertificate(redo));
        Assert.Equal(receipt, session.InspectCertificate(redo));

        TestRoom.Witness(entry, "--read-object", "--type", "cert", "--id", KeyId, "--output-file", _folder["read.der"]);
        Assert.Equal(redo.Certificate, File.ReadAllBytes(_folder["read.der"]));
    }

    [Fact]
    public void Interrupted_between_storing_and_taking_away_it_is_brought_to_its_end()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        StoreCertificate former = Action(Certificate("Officer One"));
        session.StoreCertificate(former);
        StoreCertificate redo = Action(Certificate("Officer One")) with { Replaces = Hash(former) };
        File.WriteAllBytes(_folder["redo.der"], redo.Certificate);
        TestRoom.Witness(entry, "--login", "--write-object", _folder["redo.der"], "--type", "cert", "--id", KeyId, "--label", redo.Label);
        Assert.Equal(2, session.Objects().Count);
        Assert.Null(session.InspectCertificate(redo));
        Assert.Equal(Hash(redo), session.StoreCertificate(redo).Sha256);
        Assert.Equal(redo.Certificate, Assert.Single(session.Objects()).Certificate);
    }

    [Fact]
    public void Where_the_one_to_be_replaced_is_not_there_nothing_is_stored()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        StoreCertificate redo = Action(Certificate("Officer One")) with { Replaces = new string('a', 64) };
        Fault.Is(
            "NoCertificate",
            $"{entry.Called} does not hold the certificate that is to be replaced (SHA-256 {redo.Replaces}): look at the list of its objects (F5), and put the right card in.",
            () => session.StoreCertificate(redo));
        Assert.Empty(session.Objects());
        session.StoreCertificate(Action(Certificate("Officer Two")));
        Fault.Is(
            "CertificateTaken",
            $"{entry.Called} already holds another certificate (\"Officer One's certificate\") for the key with CKA_ID {KeyId}: have it removed first, or use another key.",
            () => session.StoreCertificate(redo));
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

    private static string Hash(StoreCertificate action) => Convert.ToHexStringLower(SHA256.HashData(action.Certificate));

    private static StoreCertificate Action(byte[] certificate) => new(new TokenRef("card"), KeyId, "Officer One's certificate", certificate);

    private byte[] Certificate(string name)
    {
        Tool.Demand(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", _folder["key.pem"],
            "-subj", $"/C=SE/CN={name}", "-set_serial", "123", "-outform", "DER", "-out", _folder["certificate.der"]);
        return File.ReadAllBytes(_folder["certificate.der"]);
    }
}
