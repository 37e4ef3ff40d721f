using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>A step that was interrupted after its last call runs again over a changed world, and must come to the same end by the same calls.</summary>
public class ReplayTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task Every_step_of_a_ceremony_comes_to_the_same_end_from_its_recorded_answers()
    {
        await Twice("check-room");
        await Twice("generate-key", Installation.Key);
        await Twice("create-ca", Installation.Ca);
        await Twice("compare-fingerprint", ("of", "officer-and-system-ca.cer"));
        await Twice("compare-fingerprint", ("of", "officer-and-system-ca.cer"), ("known", "yes"));
        await Twice("create-certificate-procedure", Installation.Certificates.But("ca-chain", "include"));
        await Twice("create-token-procedure", Installation.Cards.But("issuer-certificates", "store"));
        await Twice("produce-cards", Installation.Produce);
        await Twice("personalise-card", Installation.Personalise);
        await Twice("create-officer-profile", Installation.Profile);
        await Twice("create-officer", Installation.Officer.But("key", null));
        await Twice("sign-in", ("officer", "Officer 1"), ("role", "Use RA"));
        await Twice("generate-secret-key", ("key", "kekaes256"), ("token", "hsm"), ("algorithm", "aes-256"), ("usage", new[] { "wrap", "unwrap" }));
        await Twice("create-certificate-procedure", Installation.SecureCertificates);
        await Twice("create-token-procedure", Installation.HsmKeys);
        await Twice("create-token-procedure", Installation.ServerSoftTokens);
        await Twice("generate-key", Installation.TlsKey);
        await Twice("request-certificate", Installation.TlsRequest);
        await Twice("issue-certificate", Installation.TlsCertificate.But("subject-name", "Ines Olsen"));
        await Twice("install-certificate", Installation.TlsInstall);
        await Twice("issue-soft-token", Installation.TlsSoftToken.But("name", "tls-soft"));
        await Twice("prove-decryption", ("certificate", "tls.crt"));
        await Twice("prove-decryption", ("certificate", "tls-soft.crt"), ("soft-token", "/media/stick/tls.p12"));
        await Twice("prove-wrapping", ("key", "kekaes256"));
        var vendor = new Vendor();
        _room.Desk.Files["media/tls.p7b"] = Vendor.Pkcs7(vendor.Attest(_room.Desk.Registry.Key("tls")!.PublicKey), vendor.Device, vendor.Middle, vendor.Root);
        _room.Desk.Files["media/root.pem"] = Vendor.Pem(vendor.Root);
        _room.Desk.Files["media/hsm.log"] = [1, 2, 3];
        await Twice("keep-attestation", ("key", "tls"), ("name", "tls"), ("file", "media/tls.p7b"), ("root", "media/root.pem"), ("root-sha256", vendor.RootSha256));
        await Twice("keep-audit-log", ("token", "hsm"), ("file", "media/hsm.log"), ("name", "hsm"));
        await Twice("destroy-key", ("key", "tls"));
        await Twice("list-token", ("token", "hsm"), ("login", "yes"));
        await Twice("attest", ("by", "witness 1"), ("statement", "I saw it."));
        await Twice("attest", ("by", "witness 1"), ("statement", "I saw it."), ("about", "logs-archived"));
        await Twice("seal-transcript");
    }

    [Fact]
    public async Task The_cut_over_comes_to_the_same_end_from_its_recorded_answers()
    {
        CutOver cutOver = new(_room);
        await Twice("generate-key", Installation.Key);
        await Twice("edit-config", ("file", "config/cis.conf"), ("set", Settings.Of(("logsignkey", Settings.From("identifier-of", "CA key")), ("label", Settings.From("label-of", "CA key")))));
        await Twice("place-file", ("file", "cistrust/system_ca.cer"), ("artifact", "old.crt"));
        await Twice("remove-file", ("file", "cistrust/bootca.cer"));
        await Twice("stop-service", ("service", "cis"));
        await Twice("stop-service", ("service", "cf"));
        await Twice("operator-action", ("text", "All clients are closed."), ("by", "operator 1"));
        await Twice("edit-config", ("file", "config/cm.conf"), ("set", Settings.Of(("SSL.pin", Settings.From("pin-of", "hsm")))));
        await Twice("start-service", ("service", "cis"));
        _room.Desk.Host.Comes["cf"] = new([new("failed", ["wrong PIN"])]);
        _room.Desk.Says["choice"] = "try again";
        await Twice("start-service", ("service", "cf"));
        await Twice("probe-tls", ("host", "localhost"), ("port", "8443"), ("certificate", "old.crt"));
        Assert.Equal("SSL.file=certs/tls.p12\nSSL.pin=270459\n", cutOver.Text("config/cm.conf"));
    }

    [Fact]
    public async Task Gathering_comes_to_the_same_end_from_its_recorded_answers()
    {
        _room.Desk.Present.Clear();
        foreach ((string seat, string name) in new[] { ("operator 1", "Ines"), ("officer 1", "Ana"), ("officer 2", "Bo"), ("witness 1", "Wim") })
        {
            _room.Desk.Says[seat] = name;
        }

        await Twice("gather", ("officer-keys", "console"));
    }

    [Fact]
    public async Task The_Boot_CA_s_end_comes_to_the_same_end_from_its_recorded_answers()
    {
        BootRoom room = await BootRoom.ReadyToRevoke();
        await Twice(room.Desk, "issue-crl", ("ca", "Boot CA"), ("reason", "cessationOfOperation"));
        await Twice(room.Desk, "revoke-ca", ("ca", "Boot CA"), ("reason", "cessationOfOperation"), ("logs", "logs-archived"));
        await Twice(room.Desk, "sign-in", ("officer", "bootstrap officer 1"), ("role", "Use AWB"), ("expect", "refusal"));
        room.Add(room.Desk.Registry.Officer("Officer 2")! with { Officer = "Officer 3", Person = "Cia Lund" });
        await Twice(room.Desk, "replace-officer", ("officer", "Officer 1"), ("reason", "the officer left"));
    }

    private Task Twice(string kind, params (string Name, object Value)[] fields) => Twice(_room.Desk, kind, fields);

    private static async Task Twice(FakeDesk world, string kind, params (string Name, object Value)[] fields)
    {
        IStep step = Script.Step(kind, fields);
        var tape = new Tape(world);
        StepResult.Done first = Says.IsDone(await step.Run(tape));
        tape.Rewind();
        StepResult.Done again = Says.IsDone(await step.Run(tape));
        Assert.Equal(tape.Length, tape.Played);
        Assert.Equal(first.Facts.Select(fact => fact.ToJson()), again.Facts.Select(fact => fact.ToJson()));
        Assert.Equal(first.Outputs, again.Outputs);
        world.Registry = world.Registry.With(first.Facts);
    }
}
