using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Verify.Tests;

/// <summary>Whatever a record consists of, its verdict comes soon and takes little memory.</summary>
[Collection(nameof(HostileSizeTests))]
[CollectionDefinition(nameof(HostileSizeTests), DisableParallelization = true)]
public class HostileSizeTests
{
    private const int Largest = 64 << 20;
    private const long MostBytes = 260L << 20;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>What stands in a line again and again, how long each line is, the verdict.</summary>
    public static TheoryData<string, int, string> Fillings => new()
    {
        { "{},", 62 << 20, "journal: Line 2 of the journal: it is longer than 8 MiB." },
        { "{},", 8_000_000, "journal: Line 2 of the journal: it holds too many values." },
        { "[],", 250_000, "fields: Line 2 (note): the field \"text\" is not text." },
        { "0,", 190_000, "fields: Line 2 (note): the field \"text\" is not text." },
        { "\"\",", 290_000, "fields: Line 2 (note): the field \"text\" is not text." },
        { "\"and so it goes on and on and on and on and on and on and on and on and on\",", 700_000, "fields: Line 2 (note): the field \"text\" is not text." },
    };

    [Theory]
    [MemberData(nameof(Fillings))]
    public void A_journal_of_64_MiB_is_judged_soon_and_within_memory(string filling, int length, string failure)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["journal.jsonl"], Filled(filling, length));
        Verdict? verdict = null;
        long most = 0;
        TimeSpan taken = ThreadTime.Of(() => most = MostMemory.During(() => verdict = Verifier.Verify(folder["journal.jsonl"], new VerifyOptions())));
        Assert.Contains(verdict!.Failures(), each => each.StartsWith(failure, StringComparison.Ordinal));
        Assert.InRange(most, 0, MostBytes);
        Assert.InRange(taken, TimeSpan.Zero, Soon);
    }

    [Fact]
    public void Confirmations_cost_what_they_are_and_not_their_square()
    {
        byte[] few = Confirmed(1000);
        byte[] many = Confirmed(4000);
        Judge(few);
        TimeSpan first = ThreadTime.Of(() => Judge(few));
        TimeSpan second = ThreadTime.Of(() => Judge(many));
        Assert.InRange(second, TimeSpan.Zero, (first * 4 * 1.6) + TimeSpan.FromSeconds(1));
        Assert.InRange(second, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    private static byte[] Confirmed(int proposals)
    {
        var journal = new JournalMaker();
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        Ceremonies.BeginSmall(journal, officers);
        journal.Begin("key", "generate-key");
        var action = new GenerateKeyPair(new TokenRef("hsm"), "Test key", "0a", KeyAlgorithm.Rsa2048, ["sign"]);
        for (int at = 0; at < proposals; at++)
        {
            journal.Approve(officers, action);
        }

        return journal.Bytes;
    }

    private static void Judge(byte[] journal)
    {
        var evidence = new Evidence(null, null, JournalReader.Read(journal, anyKind: true), journal, journalGoesOn: true, new VerifyOptions { AllowConsoleKeys = true });
        Assert.Empty(Checklist.OfJournal.Select(check => check.Run(evidence)).Where(result => !result.Passed).Select(result => result.Sentence));
    }

    // An honest beginning, and lines of one value that is a long list.
    private static byte[] Filled(string filling, int length)
    {
        var first = new JournalMaker();
        first.Open(2, ("seal", "seal-transcript"));
        string begin = Encoding.UTF8.GetString(first.Lines[0]) + "\n";
        string list = "[" + string.Concat(Enumerable.Repeat(filling, length / filling.Length)).TrimEnd(',') + "]";
        using var bytes = new MemoryStream(Largest);
        bytes.Write(Encoding.UTF8.GetBytes(begin));
        string prev = JournalMaker.Hash(first.Lines[0]);
        for (int seq = 2; ; seq++)
        {
            byte[] line = Encoding.UTF8.GetBytes($$"""{"at":"{{JournalMaker.Time(Cast.Begin)}}","boot":"boot-1","kind":"note","mono":{{100_000 + seq}},"prev":"{{prev}}","seq":{{seq}},"text":{{list}}}""");
            if (bytes.Length + line.Length >= Largest)
            {
                return bytes.ToArray();
            }

            bytes.Write(line);
            bytes.WriteByte((byte)'\n');
            prev = JournalMaker.Hash(line);
        }
    }
}
