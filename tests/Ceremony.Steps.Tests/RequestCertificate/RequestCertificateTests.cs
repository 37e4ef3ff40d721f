using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class RequestCertificateTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_request_is_signed_with_its_own_key_verified_and_kept()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsRequest));
        Assert.Equal(
            [
                "look at token hsm, logged in",
                "officers approve Request a certificate: sign",
                "perform sign",
                "keep tls.csr",
                "show The request is made",
            ],
            _room.Desk.Calls);
        CertificateRequested fact = Assert.IsType<CertificateRequested>(Assert.Single(done.Facts));
        RequestView request = RequestView.Read(fact.Request);
        Assert.Equal(("tls", "tls.csr", "O=Example AB, CN=localhost"), (fact.Key, fact.Artifact, request.Subject));
        Assert.Equal(_room.Desk.Registry.Key("tls")!.PublicKey, request.PublicKey);
        Assert.True(request.SignatureHolds);
        Assert.Equal(["digitalSignature", "keyEncipherment"], fact.KeyUsage);
        Assert.Equal(("tls", "tls.csr"), (done.Outputs[""], done.Outputs["request"]));
    }

    [Fact]
    public async Task The_artifact_is_PEM_that_openssl_verifies()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        Says.IsDone(await Run(Installation.TlsRequest));
        byte[] kept = _room.Desk.Artifacts["tls.csr"];
        Assert.StartsWith("-----BEGIN CERTIFICATE REQUEST-----\n", Encoding.ASCII.GetString(kept), StringComparison.Ordinal);
        string said = OpenSsl.Says("req -verify -noout -text -in {file}", kept);
        Assert.Contains("verify OK", said, StringComparison.Ordinal);
        Assert.Contains("Digital Signature, Key Encipherment", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_usage_there_is_no_such_extension()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsRequest.But("key-usage", Array.Empty<string>())));
        Assert.Empty(RequestView.Read(Assert.IsType<CertificateRequested>(done.Facts[0]).Request).KeyUsage);
        Assert.Equal("none asked for", _room.Desk.Screens[0].Value("key usage"));
        Assert.DoesNotContain("Key Usage", OpenSsl.Says("req -noout -text -in {file}", _room.Desk.Artifacts["tls.csr"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_request_asks_for_stands_in_it_in_the_fact_and_on_the_screens()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        StepResult.Done done = Says.IsDone(await Run([.. Installation.TlsRequest, ("extended-key-usage", new[] { "serverAuth", "clientAuth" }), ("subject-alternative-names", new[] { "DNS:localhost", "IP:192.0.2.1" })]));
        CertificateRequested fact = Assert.IsType<CertificateRequested>(Assert.Single(done.Facts));
        RequestedExtensions asked = RequestView.Read(fact.Request).Asked;
        Assert.Equal(["serverAuth", "clientAuth"], asked.ExtendedKeyUsage);
        Assert.Equal(["DNS:localhost", "IP:192.0.2.1"], asked.AlternativeNames);
        Assert.Equal(asked.ExtendedKeyUsage, fact.ExtendedKeyUsage);
        Assert.Equal(asked.AlternativeNames, fact.AlternativeNames);
        Assert.DoesNotContain("none asked for", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("DNS:localhost, IP:192.0.2.1", _room.Desk.Screens[1].Value("subject alternative names asked for"));
    }

    [Theory]
    [InlineData("rsa-2048", "sha256-rsa")]
    [InlineData("ec-p256", "sha256-ecdsa")]
    [InlineData("ec-p384", "sha384-ecdsa")]
    [InlineData("dsa-2048", "sha256-dsa")]
    public async Task Each_kind_of_key_signs_its_request(string algorithm, string signature)
    {
        await _room.Do("generate-key", Installation.TlsKey.But("algorithm", algorithm));
        StepResult.Done done = Says.IsDone(await Run(Installation.TlsRequest));
        Assert.Equal(signature, Assert.IsType<Sign>(Assert.Single(_room.Desk.Performed)).Algorithm.Name);
        Assert.True(RequestView.Read(Assert.IsType<CertificateRequested>(done.Facts[0]).Request).SignatureHolds);
        Assert.Contains("verify OK", OpenSsl.Says("req -verify -noout -in {file}", _room.Desk.Artifacts["tls.csr"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_says_who_asks_for_what()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        await Run(Installation.TlsRequest);
        Assert.Equal(
            """
            extended key usage: none asked for
            alternative names: none asked for
            in the archive as: tls.csr
            """,
            _room.Desk.Screens[0].Text());
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_refused() =>
        Says.IsRefused(await Run(Installation.TlsRequest), "unknown-key", "There is no key named \"tls\" in the registry.");

    [Fact]
    public async Task A_key_that_may_not_sign_is_refused_before_anything_is_made()
    {
        await _room.Do("generate-key", Installation.TlsKey.But("usage", new[] { "decrypt", "unwrap" }));
        Says.IsRefused(
            await Run(Installation.TlsRequest),
            "key-cannot-sign",
            "The key \"tls\" may not sign, so it cannot sign its own request: its usage is decrypt and unwrap.",
            "Abort and have sign added to the key's usage in the script; a key's rights cannot be changed afterwards.");
        Assert.Empty(_room.Desk.Calls);
    }

    [Fact]
    public async Task The_key_of_a_CA_asks_for_nothing()
    {
        await _room.WithCa();
        Says.IsRefused(
            await Run(Installation.TlsRequest.But("key", "CA key")),
            "key-in-use",
            "The key \"CA key\" is the key of the CA \"Officer and system CA\"; it signs no requests.",
            "Abort and have the script corrected.");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        await _room.Do("request-certificate", Installation.TlsRequest);
        Says.IsRefused(await Run(Installation.TlsRequest), "artifact-taken", "The archive already holds something under the name tls.csr.");
    }

    [Fact]
    public async Task A_key_that_is_no_longer_there_is_refused()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        _room.Hsm.Objects.RemoveAt(0);
        Says.IsRefused(await Run(Installation.TlsRequest), "key-missing", "The token CM-HSM holds 0 private keys with the id of \"tls\" instead of exactly one.");
    }

    [Fact]
    public async Task Another_token_of_the_same_label_is_refused()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        _room.Hsm.Serial = "another";
        Says.IsRefused(await Run(Installation.TlsRequest), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task A_declined_request_is_not_made()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Installation.TlsRequest), "declined", "The request tls.csr was declined.");
        Assert.Empty(_room.Desk.Artifacts);
    }

    [Fact]
    public async Task A_subject_that_no_request_can_hold_is_refused_before_anybody_confirms()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(await Run(Installation.TlsRequest.But("subject", new[] { ("serialNumber", "åäö") })));
        Assert.Equal("request-faulty", refused.Code);
        Assert.StartsWith("The request tls.csr is not made: ", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_room.Desk.Performed);
    }

    [Fact]
    public async Task A_signature_that_is_not_the_keys_is_refused_and_nothing_kept()
    {
        await _room.Do("generate-key", Installation.TlsKey);
        _room.Hsm.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await Run(Installation.TlsRequest),
            "wrong-signature",
            "What the token CM-HSM gave back is not a signature of the key \"tls\" over what was confirmed.");
        Assert.Empty(_room.Desk.Artifacts);
    }

    [Theory]
    [InlineData("TLS")]
    [InlineData("tls.csr")]
    [InlineData("../tls")]
    public void A_name_that_is_no_plain_name_is_a_problem_of_the_script(string name) => Assert.Equal(
        $"\"name\" must be 1 to 32 lower-case letters, digits or hyphens, not \"{name}\"",
        Assert.Throws<ScriptProblemException>(() => Script.Step("request-certificate", Installation.TlsRequest.But("name", name))).Message);

    [Fact]
    public void The_forecast_counts_one_confirmation_and_the_login_of_the_keys_token()
    {
        StepForecast forecast = Script.Step("request-certificate", Installation.TlsRequest).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("request-certificate", fields);
}
