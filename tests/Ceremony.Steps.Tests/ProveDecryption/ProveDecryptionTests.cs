using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ProveDecryptionTests
{
    private const string SoftFile = "/media/stick/tls.p12";

    private readonly Installation _room = new();

    [Fact]
    public async Task The_key_in_a_token_decrypts_a_value_that_was_encrypted_under_its_certificate()
    {
        await WithCertificate();
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "look at 253 random bytes",
                "operator approves Prove a key by decrypting: prove-decryption",
                "perform prove-decryption",
                "show The key is proven",
            ],
            _room.Desk.Calls);
        KeyGenerated key = _room.Desk.Registry.Key("tls")!;
        Assert.Equal(new DecryptionProven("tls.crt", "tls", new TokenRef("hsm"), key.Id, null).ToJson(), Assert.Single(done.Facts).ToJson());
        ProveDecryption action = Assert.IsType<ProveDecryption>(Assert.Single(_room.Desk.Performed));
        Assert.Equal(action.Sha256, StepWords.Sha256(_room.Hsm.DecryptWith(key.Id, action.Ciphertext)));
    }

    [Fact]
    public async Task A_soft_token_decrypts_and_its_holder_opens_it()
    {
        await WithSoftToken();
        StepResult.Done done = Says.IsDone(await Run(("soft-token", SoftFile)));
        Assert.Equal(
            [
                "look at 253 random bytes",
                "operator approves Prove a key by decrypting: prove-decryption-with-soft-token",
                "perform prove-decryption-with-soft-token",
                "show The key is proven",
            ],
            _room.Desk.Calls);
        Assert.Equal(new DecryptionProven("tls.crt", null, null, null, SoftFile).ToJson(), Assert.Single(done.Facts).ToJson());
        Assert.Equal((SoftFile, "Ines Olsen"), Assert.IsType<ProveDecryptionWithSoftToken>(_room.Desk.Performed[0]) is var action ? (action.File, action.Holder) : default);
        Assert.Contains("Ines Olsen types the soft token's PIN.", _room.Desk.Screens[0].Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_says_what_was_encrypted_under_what_and_how()
    {
        await WithCertificate();
        Says.IsDone(await Run());
        string text = _room.Desk.Screens[0].Text();
        Assert.StartsWith("A random value was encrypted under the certificate tls.crt, by RSA with the padding of PKCS #1 v1.5. The token CM-HSM will decrypt it, and what comes back is compared with the value.", text, StringComparison.Ordinal);
        Assert.StartsWith("The token CM-HSM decrypted the value, and it is the same", _room.Desk.Screens[1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_value_that_comes_back_is_refused()
    {
        await WithCertificate();
        _room.Hsm.Spoils = value => [.. value.Select((each, at) => at == 0 ? (byte)(each ^ 1) : each)];
        Says.IsRefused(
            await Run(),
            "other-value",
            "What was encrypted under the certificate tls.crt came back as another value: what is encrypted under it could not be read again.",
            "Do not give this certificate out. Find out which key decrypted, then try again or abort.");
    }

    [Fact]
    public async Task A_certificate_that_was_not_issued_here_is_refused()
    {
        await WithCertificate();
        Says.IsRefused(await _room.Run("prove-decryption", ("certificate", "officer-and-system-ca.cer")), "not-issued", "No certificate was issued in this ceremony under the name officer-and-system-ca.cer.");
    }

    [Fact]
    public async Task A_key_that_may_not_decrypt_is_refused()
    {
        await WithCertificate();
        _room.Change<KeyGenerated>(key => key with { Usage = ["sign"] });
        Says.IsRefused(await Run(), "cannot-decrypt", "The key \"tls\" cannot decrypt: that takes an RSA key that was made with the usage decrypt.", "Abort and have the script corrected.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task A_key_of_another_kind_is_refused()
    {
        await _room.WithOfficer();
        Says.IsRefused(
            await _room.Run("prove-decryption", ("certificate", _room.Desk.Registry.All<CertificateIssued>().Last().Artifact)),
            "not-rsa",
            $"The key of the certificate {_room.Desk.Registry.All<CertificateIssued>().Last().Artifact} cannot decrypt: that takes an RSA key.");
    }

    [Fact]
    public async Task A_soft_token_s_certificate_without_its_file_is_refused()
    {
        await WithSoftToken();
        Says.IsRefused(
            await Run(),
            "key-in-no-token",
            "The key of the certificate tls.crt was not made in a token in this ceremony.",
            "If a soft token holds it, abort and have \"soft-token\" added to the script; otherwise have another certificate named.");
    }

    [Fact]
    public async Task Another_soft_token_is_refused()
    {
        await WithSoftToken();
        Says.IsRefused(await Run(("soft-token", "/media/stick/other.p12")), "unknown-soft-token", "There is no soft token named \"/media/stick/other.p12\" in the registry.");
        _room.Change<SoftTokenIssued>(soft => soft with { Certificate = _room.Desk.Registry.Ca("Officer and system CA")!.Certificate });
        Says.IsRefused(await Run(("soft-token", SoftFile)), "not-its-soft-token", $"The certificate tls.crt is not that of the soft token {SoftFile}.");
    }

    [Fact]
    public async Task A_key_that_is_gone_from_its_token_is_refused()
    {
        await WithCertificate();
        _room.Hsm.Objects.RemoveAll(each => each.Class == "private" && each.Label == "tls");
        Says.IsRefused(await Run(), "key-missing", "The token CM-HSM holds 0 private keys with the id of \"tls\" instead of exactly one.");
    }

    [Fact]
    public async Task Without_the_operator_s_agreement_nothing_is_decrypted()
    {
        await WithCertificate();
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The proof of the key of tls.crt was declined.");
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task The_same_drawn_bytes_encrypt_the_same_and_each_byte_of_the_padding_is_other_than_zero()
    {
        await WithCertificate();
        byte[] publicKey = _room.Desk.Registry.Key("tls")!.PublicKey;
        byte[] drawn = new byte[RsaEncryption.DrawnBytes(publicKey)];
        Assert.Equal(RsaEncryption.Encrypt(publicKey, drawn), RsaEncryption.Encrypt(publicKey, drawn));
        Assert.Equal(new byte[32], _room.Hsm.DecryptWith(_room.Desk.Registry.Key("tls")!.Id, RsaEncryption.Encrypt(publicKey, drawn)));
        Assert.Throws<PkiException>(() => RsaEncryption.Encrypt(publicKey, drawn[1..]));
        Assert.Throws<PkiException>(() => RsaEncryption.DrawnBytes(_room.Card1.Put("ec", "77", KeyAlgorithm.EcP256)));
    }

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _room.Run("prove-decryption", [("certificate", "tls.crt"), .. fields]);

    private async Task WithCertificate()
    {
        await _room.WithRequest();
        await _room.Do("issue-certificate", Installation.TlsCertificate.But("subject-name", "Ines Olsen"));
    }

    private async Task WithSoftToken()
    {
        await _room.WithSecureProcedures();
        await _room.Do("issue-soft-token", Installation.TlsSoftToken);
    }
}
