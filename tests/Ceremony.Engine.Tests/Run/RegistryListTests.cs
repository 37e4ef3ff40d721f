using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The registry that F6 shows.</summary>
public sealed class RegistryListTests
{
    private static readonly OfficerRecognised Boot1 = new("bootstrap officer 1", "Ada Vega", "soft", true, "boot-kit/officer1.p12", [1]);
    private static readonly OfficerRecognised Boot2 = new("bootstrap officer 2", "Bo Lind", "soft", true, "boot-kit/officer2.p12", [2]);
    private static readonly BootKitOpened Kit = new([3], "boot-ca.cer") { Token = new TokenRef("boot"), KeyId = "0123456789abcdef", Key = "Boot CA key", Procedures = ["Boot officer certificates"] };
    private static readonly KeyGenerated Key = new("System CA key", new TokenRef("hsm"), "1", "aa", "rsa-4096", ["sign"], [4], []);
    private static readonly CaCreated Ca = new("System CA", "System CA key", [5], "system_ca.cer");

    [Fact]
    public async Task At_any_moment_it_tells_what_exists_and_which_line_made_it()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool asked = false;
        stage.Room.Instead = (screen, _) =>
        {
            bool isMoment = !asked && screen.Title != "The key is made" && stage.Room.Screens.Any(each => each.Title == "The key is made");
            asked |= isMoment;
            return isMoment ? new Interrupted(new RegistryWanted()) : null;
        };

        await stage.Begin();

        TableBlock keys = stage.Room.Screens.First(screen => screen.Title == "Registry").Blocks.OfType<TableBlock>().First();
        Assert.Equal(["key", "state", "token", "algorithm", "id", "lines", "holds"], keys.Columns);
        long line = stage.Lines.First(each => each.Kind == "step-done" && each.Step == "first").Seq;
        IReadOnlyList<string> first = keys.Rows[0];
        Assert.Equal(["First key", "in use", "hsm", "ec-p256"], first.Take(4));
        Assert.Equal([$"{line}", "here"], first.Skip(5));
    }

    [Fact]
    public void Before_anything_was_done_there_is_no_table() => Assert.Empty(new RegistryTables([], 2).All());

    [Fact]
    public void What_was_retired_destroyed_or_revoked_says_so_with_the_lines_that_did_it()
    {
        IReadOnlyList<Block> tables = Tables(Kit, Key, Ca, new CaRevoked("Boot CA", "cessationOfOperation"));
        Assert.Equal(["Boot CA key retired boot – 01234567… 1 4 here", "System CA key in use hsm rsa-4096 aa 2 here"], Rows(tables, "key"));
        Assert.Equal(["Boot CA revoked Boot CA key 1 4 here", "System CA in force System CA key 3 here"], Rows(tables, "CA"));
        Assert.Equal(["Boot officer certificates Boot CA – – 1 here"], Rows(tables, "certificate procedure"));

        tables = Tables(Kit, new CaRevoked("Boot CA", "cessationOfOperation"), new KeyDestroyed("Boot CA key", new TokenRef("boot"), "1", "0123456789abcdef"));
        Assert.Equal(["Boot CA key destroyed boot – 01234567… 1 2 3 here"], Rows(tables, "key"));
    }

    [Fact]
    public void Officers_are_in_force_relieved_refused_or_replaced()
    {
        Assert.Equal(["in force", "in force"], States(Boot1, Boot2));
        Assert.Equal(["relieved", "relieved", "in force", "in force"], States(Kit, Boot1, Boot2, Officer("Vega"), Officer("Lind")));
        Assert.Equal(["refused", "refused", "in force", "replaced", "in force"], States(
            Kit, Boot1, Boot2, Officer("Vega"), Officer("Lind"), Officer("Spare"), new OfficerReplaced("Lind", "left"), new CaRevoked("Boot CA", "cessationOfOperation")));
        Assert.Equal(["inactive"], States(Officer("Vega") with { State = "inactive" }));
    }

    [Fact]
    public void What_came_from_outside_is_escaped() =>
        Assert.Equal(["A\\u{202e}B in force System CA key 1 here"], Rows(Tables(Ca with { Ca = "A\u202EB" }), "CA"));

    private static OfficerCreated Officer(string name) => new(name, "active", "Default", "Officers", $"{name} in person", new TokenRef("card-1"), "aa", [6]);

    private static IEnumerable<string> States(params CeremonyFact[] facts) =>
        Tables(facts).OfType<TableBlock>().Single(table => table.Columns[0] == "officer").Rows.Select(row => row[1]);

    private static IEnumerable<string> Rows(IReadOnlyList<Block> tables, string first) =>
        tables.OfType<TableBlock>().Single(table => table.Columns[0] == first).Rows.Select(row => string.Join(' ', row));

    // Each fact in a line of its own, counted from 1.
    private static IReadOnlyList<Block> Tables(params CeremonyFact[] facts) => new RegistryTables([.. facts.Select((fact, at) => (fact, Line(at + 1)))], 2).All();

    private static JournalLine Line(long seq)
    {
        var line = new JsonMap { { "seq", seq }, { "at", "2026-03-01T14:02:11.123Z" }, { "boot", "boot-1" }, { "mono", seq }, { "prev", JournalLine.NoHash }, { "kind", "step-done" }, { "step", "step" } };
        return new JournalLine(line, CanonicalJson.Write(line), null);
    }
}
