using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What a token states about a key and its audit log are kept, whenever the program is stopped meanwhile and whatever became of token and files since they were read.</summary>
public sealed class KeptStatementsTests
{
    private const string Serial = "12345678";
    private static readonly Vendor Vendor = new() { From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };

    private static readonly string Script = Scripts.TwoKeys.Replace(
        "      - { id: second, do: generate-key, key: Second key, token: hsm, algorithm: ec-p256, usage: [sign] }",
        $$"""
              - { id: presented, do: keep-attestation, key: First key, name: presented, root: media/root.pem, root-sha256: {{Vendor.RootSha256}} }
              - { id: brought, do: keep-attestation, key: First key, name: brought, file: media/first.p7b, root-sha256: {{Vendor.RootSha256}} }
              - { id: log, do: keep-audit-log, token: hsm, file: media/hsm.log, name: hsm }
        """,
        StringComparison.Ordinal);

    [Fact]
    public async Task All_of_it_is_kept_and_the_verifier_finds_nothing()
    {
        using Stage stage = Made();
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        Assert.Equal(new AttestationOutcome("holds", "holds", "holds"), Facts(stage).OfType<KeyAttested>().Select(each => each.Checked).Distinct().Single());
        Assert.Equal(["boot-ca.cer", "brought.attestation", "hsm.audit-log", "presented.attestation", "presented.attestation-root.cer"], Kept(stage).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(stage.Lines, line => line.Entry is ExceptionDecided);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_at_any_write_it_comes_to_the_same_end_from_what_was_read(bool afterTheWrite)
    {
        (IReadOnlyList<string> expected, int from, int to) = await Uninterrupted();
        for (int stopAt = from; stopAt <= to; stopAt++)
        {
            using Stage stage = Made();
            stage.Files = new StoppingFiles(stage.Files, stopAt, afterTheWrite);
            await Assert.ThrowsAsync<StoppedException>(stage.Begin);
            stage.Tokens["HSM"].LoggedIn = null;
            Withdraw(stage);
            stage.Files = new Machine.Files.DurableFiles();
            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, (await stage.Resume()).End));
            Assert.Equal(expected, Told(stage));
            Assert.Equal([], stage.Findings());
        }
    }

    [Fact]
    public async Task A_log_of_more_than_a_mebibyte_is_refused_by_the_look_itself()
    {
        using Stage stage = Made();
        string? said = null;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "after-refusal" })
            {
                return null;
            }

            said = string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text));
            File.WriteAllBytes(Path.Combine(stage.Folder, "media/hsm.log"), [1, 2, 3]);
            return new Chose("again");
        };
        File.WriteAllBytes(Path.Combine(stage.Folder, "media/hsm.log"), new byte[(1 << 20) + 1]);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Contains("hsm.log", said, StringComparison.Ordinal);
        Assert.Equal(3, Facts(stage).OfType<AuditLogKept>().Single().Size);
        Assert.Equal([], stage.Findings());
    }

    // A token that attests the keys that it makes, and a stick on which a vendor's tool puts what it is asked for.
    private static Stage Made()
    {
        var stage = new Stage(Script);
        MemoryToken token = stage.Tokens["HSM"];
        token.Serial = Serial;
        Directory.CreateDirectory(Path.Combine(stage.Folder, "media"));
        File.WriteAllBytes(Path.Combine(stage.Folder, "media/root.pem"), Vendor.Pem(Vendor.Root, Vendor.Middle));
        File.WriteAllBytes(Path.Combine(stage.Folder, "media/hsm.log"), [1, 2, 3]);
        token.AfterDeed = () =>
        {
            if (token.All("public").FirstOrDefault() is { } key && !token.All("certificate").Any())
            {
                byte[] statement = Vendor.Attest(key.PublicKey!, Vendor.PivSerial(12345678));
                token.Objects.Add(new TokenObject("certificate", "X.509 Certificate for PIV Attestation 9a", key.Id, "", null, statement, ["CKA_TOKEN"]));
                token.Objects.Add(new TokenObject("certificate", "X.509 Certificate for PIV Attestation", key.Id, "", null, Vendor.Device, ["CKA_TOKEN"]));
                File.WriteAllBytes(Path.Combine(stage.Folder, "media/first.p7b"), Vendor.Pkcs7(statement, Vendor.Device, Vendor.Middle, Vendor.Root));
            }
        };
        return stage;
    }

    // Whatever was read is not needed any more.
    private static void Withdraw(Stage stage)
    {
        IReadOnlyList<JournalLine> lines = stage.Lines;
        foreach (string file in new[] { "media/root.pem", "media/first.p7b", "media/hsm.log" }.Where(file => lines.Any(line => line.Entry is Looked looked && looked.Look == new LookAtFile(file).ToJson())))
        {
            File.Delete(Path.Combine(stage.Folder, file));
        }

        if (lines.Any(line => line is { Step: "presented", Entry: Looked looked } && looked.IsAtToken()))
        {
            stage.Tokens["HSM"].Objects.RemoveAll(each => each.Class == "certificate");
        }
    }

    private static async Task<(IReadOnlyList<string> Told, int From, int To)> Uninterrupted()
    {
        using Stage stage = Made();
        var counting = new StoppingFiles(stage.Files, int.MaxValue, false);
        stage.Files = counting;
        int from = 0;
        int to = 0;
        stage.Room.Instead = (screen, _) =>
        {
            from = screen.Title == "The key is made" ? counting.Writes : from;
            to = counting.Writes;
            return null;
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.InRange(to - from, 15, 60);
        return (Told(stage), from + 1, to);
    }

    // The keys differ from one run to the next, and so do statements about them.
    private static IReadOnlyList<string> Told(Stage stage) =>
    [
        .. Facts(stage).OfType<KeyAttested>().Select(each => $"{each.Key} {each.Artifact} {each.File} {each.Root} {each.RootArtifact} {each.Checked}"),
        .. Facts(stage).OfType<AuditLogKept>().Select(each => each.ToString()),
        .. Kept(stage).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<CeremonyFact> Facts(Stage stage) => Folds.Facts(stage.Lines).Select(each => each.Fact);

    private static IEnumerable<string> Kept(Stage stage) => Directory.GetFiles(Path.Combine(stage.Folder, "artifacts")).Select(path => Path.GetFileName(path));
}
