using System.Text.RegularExpressions;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What docs/format.md calls a kind of line is something that a ceremony can write, and not only a word.</summary>
public sealed partial class KindsTests
{
    private readonly HashSet<string> _happened = [];

    [Fact]
    public async Task Every_kind_of_line_in_the_document_is_written_by_a_ceremony_in_which_everything_happens()
    {
        var written = new SortedSet<string>(StringComparer.Ordinal);
        written.UnionWith(await Eventful());
        written.UnionWith(await Corrected());
        written.UnionWith(await Aborted());
        written.UnionWith(await Unlocked());

        string[] rows = [.. Rows()];
        Assert.Equal(JournalKinds.All.Order(StringComparer.Ordinal), rows.SelectMany(Names).Order(StringComparer.Ordinal));
        Assert.Equal(JournalKinds.All.Order(StringComparer.Ordinal), written);
    }

    private async Task<IEnumerable<string>> Eventful()
    {
        using Stage stage = Bootstrap.Stage(script => script.Replace("\nconfirm:", "\nsign-on-leave: yes\nconfirm:", StringComparison.Ordinal));
        stage.Room.Interrupt(new NoteTaken("the seal of bag 7 is whole"));
        stage.Room.Interrupt(new ExceptionTaken("one lamp", "two", "both stay", "Name of officer 1"));
        stage.Room.Interrupt(new BreakTaken("coffee"));
        stage.Room.Interrupt(new PersonMoved(true, "guest", "Gunnar"));
        stage.Room.Interrupt(new PersonMoved(false, "guest", "Gunnar"));
        stage.Tokens["CM-HSM"].AfterDeed = () => _ = Once("fault") ? throw new DeviceFault("CKR_DEVICE_ERROR", "The HSM has an error.") : 0;
        stage.Room.Instead = (screen, prompt) => Happen(stage, screen, prompt);
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        File.AppendAllText(Path.Combine(stage.Folder, JournalWriter.FileName), "{\"at\":\"2026-0");
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        return Kinds(stage);
    }

    private static async Task<IEnumerable<string>> Corrected()
    {
        using Stage stage = Retyping.CorrectedTwice();
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        return Kinds(stage);
    }

    private static async Task<IEnumerable<string>> Unlocked()
    {
        using var stage = new Stage(Scripts.LoginOfAct);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        return Kinds(stage);
    }

    // The verifier has a list of fields of its own.
    private static IEnumerable<string> Kinds(Stage stage)
    {
        Assert.All(stage.Lines, line => Assert.Equal([], VerifiersFields.Problems(line.Json)));
        return stage.Lines.Select(line => line.Kind);
    }

    private RoomReply? Happen(Stage stage, Screen screen, Prompt prompt)
    {
        MemoryToken card = stage.Tokens[Bootstrap.Cards[0]];
        card.IsThere = screen.Title != "The key is made";
        stage.Machine.IsPlugged = !card.IsThere;
        switch (prompt)
        {
            case PinPrompt { Key: "pin hsm" } when Once("wrong PIN"):
                return new PinTyped(Secret.FromText("nonsense"));
            case ConfirmPrompt when Once("too late"):
                stage.Machine.Rest(TimeSpan.FromMinutes(11));
                return null;
            case ConfirmPrompt when Once("refused"):
                return new OfficerRefused(0, "the label is another one");
            case GoOnPrompt when screen.Title == "The CA exists" && Once("clock"):
                stage.Machine.ClockMovedMilliseconds = 60_000;
                return null;
            case GoOnPrompt when screen.Title == "From here on the cards confirm" && Once("left"):
                return new Interrupted(new LeaveWanted());
            default:
                return null;
        }
    }

    private static async Task<IEnumerable<string>> Aborted()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new AbortWanted("nobody came"));
        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);
        return Kinds(stage);
    }

    private bool Once(string what) => _happened.Add(what);

    private static IEnumerable<string> Rows() => File.ReadAllLines(Repository.PathOf("docs", "format.md"))
        .SkipWhile(line => line != "### Kinds and their fields")
        .Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string row) => Quoted().Matches(row.Split(" | ")[0]).Select(name => name.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
