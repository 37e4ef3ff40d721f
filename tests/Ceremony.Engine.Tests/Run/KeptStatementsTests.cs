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
    [Fact]
    public async Task All_of_it_is_kept_and_the_verifier_finds_nothing()
    {
        using Stage stage = KeptStatements.Stage();
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
            using Stage stage = KeptStatements.Stage();
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
        using Stage stage = KeptStatements.Stage();
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
        using Stage stage = KeptStatements.Stage();
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
