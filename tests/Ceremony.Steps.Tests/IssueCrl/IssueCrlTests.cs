using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class IssueCrlTests
{
    private static readonly (string, object)[] Fields = [("ca", "Boot CA"), ("reason", "cessationOfOperation")];

    [Fact]
    public async Task The_last_CRL_is_read_before_it_is_signed_verified_after_and_kept()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        StepResult.Done done = Says.IsDone(await room.Run("issue-crl", Fields));
        Assert.Equal(
            [
                "look at token boot, logged in",
                "look at clock",
                "officers approve Issue the last CRL: sign",
                "perform sign",
                "keep boot-ca.crl",
                "keep boot-ca.crl.pem",
                "show The last CRL is issued",
            ],
            room.Desk.Calls);
        CrlIssued crl = Assert.IsType<CrlIssued>(Assert.Single(done.Facts));
        Assert.Equal(("Boot CA", 1, "boot-ca.crl", "boot-ca.crl.pem"), (crl.Ca, crl.Number, crl.Artifact, crl.Pem));
        Assert.Equal(crl.Crl, room.Desk.Artifacts["boot-ca.crl"]);
        Assert.Equal(crl.Crl, Pem.ReadOrDer(room.Desk.Artifacts["boot-ca.crl.pem"], "X509 CRL"));
        Assert.Equal(("boot-ca.crl", "boot-ca.crl.pem"), (done.Outputs["crl"], done.Outputs["pem"]));
    }

    [Fact]
    public async Task Every_certificate_that_the_Boot_CA_issued_is_on_it_its_own_too_by_serial_number_and_for_good()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        CrlIssued fact = (CrlIssued)Assert.Single(Says.IsDone(await room.Run("issue-crl", Fields)).Facts);
        var crl = CrlView.Read(fact.Crl);
        string[] expected = [.. new[] { room.Boot.Server, room.Boot.Officer1, room.Boot.Officer2, room.Boot.Certificate }.Select(each => CertificateView.Read(each).SerialNumber)];
        Assert.Equal(expected, crl.Entries.Select(each => each.SerialNumber));
        Assert.Equal(expected, fact.Serials);
        Assert.All(crl.Entries, each => Assert.Equal(("cessationOfOperation", FakeDesk.Noon), (each.Reason, each.RevokedAt)));
        Assert.Equal((FakeDesk.Noon, Crls.Never), (crl.ThisUpdate, crl.NextUpdate));
        Assert.True(crl.IsSignedBy(CertificateView.Read(room.Boot.Certificate).PublicKey));
    }

    [Fact]
    public async Task OpenSSL_agrees()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        CrlIssued fact = (CrlIssued)Assert.Single(Says.IsDone(await room.Run("issue-crl", Fields)).Facts);
        string said = OpenSsl.Says("crl -inform DER -in {file} -CAfile {file} -noout -text", fact.Crl, OpenSsl.Pem(room.Boot.Certificate));
        Assert.Contains("verify OK", said, StringComparison.Ordinal);
        Assert.Contains("Next Update: Dec 31 23:59:59 9999 GMT", said, StringComparison.Ordinal);
        Assert.Equal(4, said.Split("Cessation Of Operation").Length - 1);
    }

    [Fact]
    public async Task A_certificate_that_is_listed_twice_stands_on_it_once()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        room.Room.Change<BootKitOpened>(kit => kit with { Issued = [kit.Certificate, room.Boot.Server, room.Boot.Officer1, room.Boot.Server] });
        CrlIssued fact = (CrlIssued)Assert.Single(Says.IsDone(await room.Run("issue-crl", Fields)).Facts);
        Assert.Equal(4, fact.Serials.Count);
    }

    [Fact]
    public async Task The_officers_read_each_certificate()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        await room.Run("issue-crl", Fields);
        string screen = room.Desk.Screens[0].Text();
        Assert.StartsWith("4 certificates are on this last CRL of the CA: every one that it is known to have issued, and its own.", screen, StringComparison.Ordinal);
        Assert.Contains("! No further CRL of this CA will come.", screen, StringComparison.Ordinal);
        Assert.Contains("50 10 10 10 10 10 … | O=Example AB, CN=Old server", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_one_has_the_next_number_and_a_name_of_its_own()
    {
        BootRoom room = await BootRoom.WithTwoOfficers();
        await room.Room.Do("issue-crl", Fields);
        CrlIssued second = (CrlIssued)Assert.Single(Says.IsDone(await room.Run("issue-crl", Fields)).Facts);
        Assert.Equal((2, "boot-ca-2.crl"), (second.Number, second.Artifact));
    }

    [Fact]
    public async Task A_CA_of_the_ceremony_revokes_what_it_issued()
    {
        Installation room = await new Installation().WithPersonalisedCard();
        CrlIssued crl = (CrlIssued)Assert.Single(Says.IsDone(await room.Run("issue-crl", ("ca", "Officer and system CA"), ("reason", "superseded"))).Facts);
        Assert.Equal(("officer-and-system-ca.crl", 3), (crl.Artifact, crl.Serials.Count));
    }

    [Fact]
    public async Task A_CA_whose_officers_are_in_force_is_refused()
    {
        Installation room = await new Installation().WithOfficer();
        Says.IsRefused(
            await room.Run("issue-crl", ("ca", "Officer and system CA"), ("reason", "superseded")),
            "officers-of-ca",
            "The CA \"Officer and system CA\" cannot end: it issued the certificates of \"Officer 1\", who is an officer in force.",
            "Abort and have the script end another CA, or have those officers replaced first.");
    }

    [Fact]
    public async Task A_CA_that_does_not_exist_is_refused() => Says.IsRefused(
        await new Installation().Run("issue-crl", Fields),
        "unknown-ca",
        "There is no CA named \"Boot CA\" in the registry.");

    [Fact]
    public async Task A_Boot_CA_whose_key_is_in_no_token_is_refused()
    {
        BootRoom room = await BootRoom.Opened(withToken: false);
        Says.IsRefused(
            await room.Run("issue-crl", Fields),
            "key-out-of-reach",
            "The key of the CA \"Boot CA\" is not in any token that this ceremony knows, so it can sign no CRL.",
            "Abort and have the token with that key named in the script, in the step that opens the boot kit.");
    }

    [Fact]
    public async Task A_key_that_was_destroyed_is_refused()
    {
        BootRoom room = await BootRoom.Opened();
        room.Add(new KeyDestroyed("bootca", new TokenRef("boot"), "serial-of-boot", BootCa.KeyId));
        Says.IsRefused(
            await room.Run("issue-crl", Fields),
            "key-destroyed",
            "The key \"bootca\" of the CA \"Boot CA\" was destroyed and can sign no CRL any more.",
            "Abort and have the steps put in order: the last CRL, the revocation, then the destruction of the key.");
        Assert.Empty(room.Desk.Calls);
    }

    [Fact]
    public async Task A_name_that_is_taken_in_the_archive_is_refused()
    {
        BootRoom room = await BootRoom.Opened();
        room.Add(new CrlIssued("Boot.CA", 1, [], [], "boot-ca.crl"));
        Says.IsRefused(await room.Run("issue-crl", Fields), "artifact-taken", "The archive already holds something under the name boot-ca.crl.");
    }

    [Theory]
    [InlineData("private")]
    [InlineData("public")]
    public async Task A_token_that_has_lost_half_of_the_key_is_refused(string half)
    {
        BootRoom room = await BootRoom.Opened();
        room.Boot.Token.Objects.RemoveAll(each => each.Class == half);
        Says.IsRefused(
            await room.Run("issue-crl", Fields),
            "key-missing",
            "The token CM-BOOT does not hold exactly one private key that belongs to the certificate of the CA \"Boot CA\".",
            "Look at the list of the token's objects (F5) and find out what became of the key before going on.");
    }

    [Fact]
    public async Task A_CA_whose_key_may_not_sign_CRLs_is_refused_before_anybody_confirms()
    {
        BootRoom room = await BootRoom.Opened();
        byte[] foreign = new ForeignKit { CaUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.KeyCertSign }.Ca();
        byte[] publicKey = CertificateView.Read(foreign).PublicKey;
        room.Room.Change<BootKitOpened>(kit => kit with { Certificate = foreign, Issued = [] });
        room.Boot.Token.Objects.Add(new TokenObject("public", "bootca", BootCa.KeyId, "rsa-2048", publicKey, null, []));
        Says.IsRefused(
            await room.Run("issue-crl", Fields),
            "crl-faulty",
            "The CRL of the CA \"Boot CA\" is not issued: the CRL must not be signed: the issuer's key usage has no cRLSign (RFC 5280 §4.2.1.3).",
            "Find out why; if the script is at fault, abort and have it corrected, otherwise try again.");
        Assert.DoesNotContain(room.Desk.Calls, call => call.Contains("approve", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signature_that_is_not_the_CA_s_is_refused()
    {
        BootRoom room = await BootRoom.Opened();
        room.Boot.Token.Spoils = signature => [.. signature.Reverse()];
        Says.IsRefused(
            await room.Run("issue-crl", Fields),
            "wrong-signature",
            "What the token CM-BOOT gave back is not a signature of the key \"bootca\" over what was confirmed.");
        Assert.DoesNotContain("boot-ca.crl", room.Desk.Artifacts.Keys);
    }

    [Fact]
    public async Task A_declined_CRL_is_not_signed()
    {
        BootRoom room = await BootRoom.Opened();
        room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await room.Run("issue-crl", Fields), "declined", "The last CRL of the CA \"Boot CA\" was declined.");
        Assert.Empty(room.Desk.Performed);
    }

    [Fact]
    public void The_forecast_asks_for_a_confirmation_and_the_token()
    {
        StepForecast forecast = Script.Step("issue-crl", Fields).Forecast();
        Assert.Equal(1, forecast.Confirmations);
    }
}
