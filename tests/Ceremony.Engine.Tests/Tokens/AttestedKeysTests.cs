using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Machine.Files;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>Ceremonies for real on SoftHSM2, with certificates on it as ykcs11 presents a YubiKey's statements about its keys.</summary>
[Collection(SoftHsm.OneAfterAnother)]
public sealed class AttestedKeysTests : IDisposable
{
    private const string Presented = "{ id: attested, do: keep-attestation, key: spare, name: spare, root: vendor.pem, root-sha256: ROOT }";
    private const string Log = "{ id: log, do: keep-audit-log, token: hsm, file: hsm.log, name: hsm }";

    private readonly Vendor _vendor = new() { From = DateTimeOffset.UtcNow.AddYears(-1) };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_statement_that_a_token_presents_is_found_checked_and_kept()
    {
        string label = SoftHsm.NewToken();
        using TokenStory story = Of(label, Presented, Log);
        bool isThere = false;
        byte[] statement = [];
        story.Before = (screen, _) =>
        {
            if (!isThere && screen.Title == "The key is made" && Spare(story) is { } key)
            {
                isThere = true;
                statement = _vendor.Attest(key.Bytes("public-key"), Vendor.PivSerial(12345678));
                Write(label, statement, key.Text("id"), "X.509 Certificate for PIV Attestation 9a");
                Write(label, _vendor.Device, key.Text("id"), "X.509 Certificate for PIV Attestation");
            }
        };
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Accepts);
        Assert.Equal([], story.Findings());
        Assert.Equal([], story.Lines.Entries<ExceptionDecided>());

        KeyAttested attested = Folds.Facts(story.Lines).Select(each => each.Fact).OfType<KeyAttested>().Single();
        Assert.Equal(("spare", "holds", "holds"), (attested.Key, attested.Checked.Key, attested.Checked.Chain));
        Assert.Equal(Vendor.Pem(statement, _vendor.Device), attested.Statement);
        Assert.Equal(attested.Statement, File.ReadAllBytes(Path.Combine(story.Folder, "artifacts", "spare.attestation")));

        // openssl says the same of what was kept.
        _folder.Write("spare.attestation", attested.Statement);
        _folder.WritePem("root.pem", _vendor.Root);
        _folder.WritePem("between.pem", _vendor.Middle, _vendor.Device);
        Assert.Contains(": OK", _folder.Demand("openssl", "verify", "-CAfile", "root.pem", "-untrusted", "between.pem", "spare.attestation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_presents_none_is_refused_and_asks_for_a_file()
    {
        using TokenStory story = Of(SoftHsm.NewToken(), Presented);
        story.Decide = _ => "abort";
        Assert.Equal(RunEnd.Aborted, await story.Begin());
        Assert.EndsWith("presents no certificate of its vendor's for the key \"spare\".", Assert.Single(story.Refusals), StringComparison.Ordinal);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task A_certificate_that_is_there_only_later_is_noticed()
    {
        string label = SoftHsm.NewToken();
        using TokenStory story = Of(label);
        bool isThere = false;
        story.Before = (_, _) =>
        {
            if (!isThere && story.Stage.Room.State.StepId == "destroy" && Spare(story) is { } key)
            {
                isThere = true;
                Write(label, _vendor.Attest(key.Bytes("public-key"), Vendor.PivSerial(12345678)), key.Text("id"), "X.509 Certificate for PIV Attestation 9a");
            }
        };
        var found = new List<string>();
        story.Differs = (says, _) =>
        {
            found.Add(says);
            return "allow";
        };
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.EndsWith("that no line of the journal explains.", Assert.Single(found), StringComparison.Ordinal);
        Assert.Equal([], story.Findings());
    }

    private TokenStory Of(string label, params string[] steps)
    {
        var story = new TokenStory(new StoryToken(SoftHsm.Module, label, SoftHsm.Pin), more: [.. steps.Select(step => step.Replace("ROOT", _vendor.RootSha256, StringComparison.Ordinal))]);
        File.WriteAllBytes(Path.Combine(story.Folder, "vendor.pem"), Vendor.Pem(_vendor.Root, _vendor.Middle));
        File.WriteAllBytes(Path.Combine(story.Folder, "hsm.log"), [1, 2, 3]);
        return story;
    }

    // The journal is read while it is written.
    private static JsonMap? Spare(TokenStory story) => JournalReader.Read(new DurableFiles().Read(Path.Combine(story.Folder, JournalWriter.FileName), int.MaxValue)!).Lines
        .Entries<ActionPerformed>().Select(each => each.Receipt).FirstOrDefault(receipt => receipt.Find("label") is JsonText("spare"));

    // Another program does it, as a token of that make would by itself.
    private void Write(string label, byte[] certificate, string id, string name)
    {
        string file = _folder.Write("certificate.der", certificate);
        _folder.Demand("env", $"SOFTHSM2_CONF={SoftHsm.Configuration}", "pkcs11-tool", "--module", SoftHsm.Module, "--token-label", label, "--login", "--pin", SoftHsm.Pin, "--write-object", file, "--type", "cert", "--id", id, "--label", name);
    }
}
