using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Whoever has the folder between two runs edits the journal, and numbers and chains its lines again: nothing is done that nobody agreed to.</summary>
public sealed class EditedJournalTests
{
    private const string NotProven = "The record is not proven";
    private const string Left = "The key is made";

    /// <summary>What is done to a journal that was left when the first key was proposed, and what the screen says of it then.</summary>
    public static TheoryData<string, Action<object>, string> Lies => new()
    {
        { "an approval without confirmations", Edit(journal => Approve(journal)), "2 officers had to confirm, but 0 did." },
        {
            "confirmations whose signatures are nonsense",
            Edit(journal =>
            {
                Confirm(journal, 0, [1, 2, 3]);
                Confirm(journal, 1, [1, 2, 3]);
                Approve(journal);
            }),
            "the signature is not one by "
        },
        { "another proposal than the officers read", Edit(journal => journal.Change(journal.Last("proposed"), new JsonMap { { "text", JsonList.OfText(["Do nothing."]) } })), "it says \"Do nothing.\" where the action is" },
        { "the operator may agree to it alone", Edit(journal => journal.Change(journal.Last("proposed"), new JsonMap { { "authority", "operator" } })), "was put to the operator, but needs the officers." },
        {
            "a deed that nobody approved",
            Edit(journal => journal.Append("intended", null, new JsonMap { { "action", journal.Lines[journal.Last("proposed")]["actions"].AsList()[0] }, { "approved", 3 } })),
            "line 3 is not an earlier approval."
        },
        { "officers whom nobody recognised", Edit(journal => journal.Lines[Recognising(journal)] = Renamed(journal.Lines[Recognising(journal)])), "nobody opened the token of" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_is_not_proven_is_not_gone_on_from(string lie, Action<object> edit, string said)
    {
        Assert.NotEmpty(lie);
        using Stage stage = await LeftAtProposal();
        var journal = new EditedJournal(stage.Folder);
        edit(journal);
        journal.Write();

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Screen screen = stage.Room.Screens[^1];
        Assert.Equal(NotProven, screen.Title);
        Assert.Contains(screen.Blocks.OfType<TableBlock>().Single().Rows, row => row[2].Contains(said, StringComparison.Ordinal));
        Assert.Empty(stage.Tokens["HSM"].Keys);
        Assert.DoesNotContain(stage.Lines.Skip(journal.Lines.Count), line => line.Kind is "witnessed" or "resumed" or "intended");
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task It_can_be_aborted_and_the_archive_names_the_line(string lie, Action<object> edit, string said)
    {
        Assert.NotEmpty(lie);
        using Stage stage = await LeftAtProposal();
        var journal = new EditedJournal(stage.Folder);
        edit(journal);
        journal.Write();
        int refused = 0;
        stage.Room.Instead = (_, prompt) => prompt switch
        {
            ChoicePrompt { Key: "unproven" } => new Chose("abort"),
            ConfirmPrompt => new OfficerRefused(refused++, "I sign nothing of this"),
            _ => null,
        };

        Assert.Equal(RunEnd.Aborted, (await stage.Resume()).End);

        JsonMap aborted = stage.Lines.Single(line => line.Kind == "aborted").Json;
        Assert.Contains(aborted["unproven"].AsList(), each => each.AsMap().Text("says").Contains(said, StringComparison.Ordinal));
        Assert.Empty(stage.Tokens["HSM"].Keys);
    }

    [Fact]
    public async Task A_key_that_was_exchanged_in_its_receipt_is_not_gone_on_with()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == Left ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        var journal = new EditedJournal(stage.Folder);
        int made = journal.Lines.FindIndex(line => line.Text("kind") == "performed" && line.Find("intended") is not null);
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        JsonMap receipt = journal.Lines[made]["receipt"].AsMap();
        journal.Change(made, new JsonMap { { "receipt", receipt.Without("public-key").With(new JsonMap { { "public-key", Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()) } }) } });
        journal.Lines.RemoveRange(made + 1, journal.Lines.Count - made - 1);
        journal.Write();
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Screen screen = stage.Room.Screens[^1];
        Assert.Equal(NotProven, screen.Title);
        Assert.Contains(screen.Blocks.OfType<TableBlock>().Single().Rows, row => row[2].Contains("holds another public key with the id", StringComparison.Ordinal));
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "resumed");
    }

    [Fact]
    public async Task An_approval_is_an_answer_only_where_its_confirmations_verify()
    {
        using Stage stage = await LeftAtProposal();
        var journal = new EditedJournal(stage.Folder);
        Confirm(journal, 0, [1, 2, 3]);
        Confirm(journal, 1, [1, 2, 3]);
        Approve(journal);
        journal.Write();
        stage.Judge = new BlindJudge();

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.EndsWith("2 officers have to confirm, but 0 of 2 confirmations are proven. Nothing was done; abort the ceremony.", stage.Room.Error, StringComparison.Ordinal);
        Assert.Empty(stage.Tokens["HSM"].Keys);
    }

    [Fact]
    public async Task A_line_that_officers_confirmed_on_top_of_is_found_by_their_confirmations()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new NoteTaken("the seal of bag 7 is whole"));
        stage.Room.Instead = (screen, _) => screen.Title == Left ? new Interrupted(new LeaveWanted()) : null;
        RunOutcome left = await stage.Begin();
        (string line, string words) = Sheet(left);
        var journal = new EditedJournal(stage.Folder);
        journal.Change(journal.Lines.FindIndex(each => each.Text("kind") == "note"), new JsonMap { { "text", "the seal of bag 7 is broken" } });
        journal.Write();
        stage.Room.Instead = Reads(line, words);

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        // Nobody signs a note by itself, but every confirmation signs the lines before it.
        Screen screen = stage.Room.Screens[^1];
        Assert.Equal(NotProven, screen.Title);
        Assert.Contains(screen.Blocks.OfType<TableBlock>().Single().Rows, row => row[1] == "confirmations" && row[2].Contains("the signed text is not that of the proposal of line", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "lines are missing.")]
    [InlineData(0, "it is another line than the witness saw.")]
    public async Task Lines_that_were_cut_off_or_written_again_are_found_by_the_sheet(int cut, string said)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "Compare with paper" ? new Interrupted(new LeaveWanted()) : null;
        RunOutcome left = await stage.Begin();
        (string line, string words) = Sheet(left);
        var journal = new EditedJournal(stage.Folder);
        journal.Lines.RemoveRange(journal.Lines.Count - cut, cut);
        if (cut == 0)
        {
            journal.Change(0, new JsonMap { { "machine", "another machine" } });
        }

        journal.Write();
        stage.Room.Instead = Reads(line, words);

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Screen screen = stage.Room.Screens[^1];
        Assert.Equal("Sheet and journal do not agree", screen.Title);
        Assert.EndsWith(said, screen.Blocks.OfType<WarningBlock>().Single().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Lines, each => each.Kind is "witnessed" or "resumed");
        Assert.DoesNotContain(stage.Room.Screens.Skip(1), each => each.Title == "Write this on the witness's sheet" && each.Blocks.OfType<FactsBlock>().Any(facts => facts.Facts[0].Value != line));
    }

    [Fact]
    public async Task What_stands_behind_the_line_on_the_sheet_is_shown_as_unwitnessed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == Left ? new Interrupted(new LeaveWanted()) : null;
        (string line, string words) = Sheet(await stage.Begin());
        var journal = new EditedJournal(stage.Folder);
        journal.Append("note", "Name of operator 1", new JsonMap { { "text", "somebody wrote this" } });
        journal.Write();
        stage.Room.Instead = Reads(line, words);

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        TableBlock later = stage.Room.Screens.Single(screen => screen.Title == "What no witness wrote down").Blocks.OfType<TableBlock>().Single();
        Assert.Equal(["note", "somebody wrote this"], Assert.Single(later.Rows).Skip(2));
        JsonMap witnessed = stage.Lines.Single(each => each.Kind == "witnessed").Json;
        Assert.Equal(line, $"{witnessed.Number("line")}");
        Assert.Equal("Name of witness 1", witnessed.Text("by"));
    }

    [Fact]
    public async Task At_a_break_the_last_line_is_written_down_too()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new BreakTaken("lunch"));
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        JournalLine begins = stage.Lines.First(line => line.Kind == "break");
        FactsBlock sheet = stage.Room.Screens.Single(screen => screen.Title == "A break").Blocks.OfType<FactsBlock>().Single();
        Assert.Equal([$"{begins.Seq}", string.Join(' ', PgpWords.Of(Convert.FromHexString(begins.Hash)).Take(8))], sheet.Facts.Select(fact => fact.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Officers_sign_the_last_line_where_the_script_says_so(bool isCut)
    {
        using var stage = new Stage(Scripts.TwoKeys.Replace("\nconfirm:", "\nsign-on-leave: yes\nconfirm:", StringComparison.Ordinal));
        stage.Room.Instead = (screen, _) => screen.Title == Left ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "head-signed"));
        if (isCut)
        {
            var journal = new EditedJournal(stage.Folder);
            journal.Lines.RemoveAt(journal.Lines.Count - 1);
            journal.Write();
        }

        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        string[] accepted = [.. stage.Lines.Where(line => line.Kind == "exception").Select(line => line.Json.Text("happened"))];
        Assert.Equal(isCut, accepted.Any(happened => happened.StartsWith("the program was interrupted: the journal ends with line ", StringComparison.Ordinal)));
        Assert.Equal(isCut ? 1 : 0, accepted.Length);
    }

    /// <summary>Lines by which somebody ends a ceremony that is not over.</summary>
    public static TheoryData<string, Action<object>> Ends => new()
    {
        { "a seal", Edit(Seal) },
        { "two seals", Edit(journal => { Seal(journal); Seal(journal); }) },
        { "an archive, and its fingerprint compared", Edit(Compare) },
        { "all three", Edit(journal => { Seal(journal); Compare(journal); }) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task An_end_that_nobody_proved_is_set_aside_by_an_abort(string end, Action<object> edit)
    {
        Assert.NotEmpty(end);
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "Compare with paper" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        int before = stage.Lines.Count;
        var journal = new EditedJournal(stage.Folder);
        edit(journal);
        journal.Write();

        RunOutcome aborted = await stage.Abort("enough");

        Assert.Equal(RunEnd.Aborted, aborted.End);
        Assert.NotEqual(OtherFingerprint, aborted.Fingerprint);
        Assert.Equal("aborted", stage.Lines.Single(line => line.Kind == "sealed").Json.Text("outcome"));
        Assert.Equal($"unread-{before + 1}.bin", stage.Lines.Single(line => line.Kind == "recovered").Json.Text("kept"));
        JsonMap unproven = stage.Lines.Single(line => line.Kind == "aborted").Json["unproven"].AsList()[0].AsMap();
        Assert.Equal(before + 1, unproven.Number("line"));
        Assert.StartsWith("From here on the journal was set aside: ", unproven.Text("says"), StringComparison.Ordinal);
        Assert.Empty(stage.Findings());
    }

    [Fact]
    public async Task The_words_of_the_last_line_are_not_on_the_screen_while_they_are_read_from_the_sheet()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == Left ? new Interrupted(new LeaveWanted()) : null;
        (string line, string words) = Sheet(await stage.Begin());
        string? shown = null;
        stage.Room.Instead = (screen, prompt) =>
        {
            shown = screen.Title == "From the witness's sheet" && shown is null ? stage.Room.State.HeadWords : shown;
            return Reads(line, words)(screen, prompt);
        };

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal("hidden until the sheet has been read", shown);
        Assert.Equal(4, stage.Room.State.HeadWords.Split(' ').Length);
    }

    [Theory]
    [InlineData("confirmed", "\"kind\"", "#kind\"", "First key")]
    [InlineData("intended", "\"kind\"", "#kind\"", "First key")]
    [InlineData("intended", "\"kind\"", "\"kinds\"", "First key")]
    [InlineData("intended", "\"label\"", "\"lable\"", "(its label cannot be read)")]
    public async Task A_journal_that_cannot_be_read_to_its_end_can_be_aborted_and_tells_of_each_key(string kind, string whole, string damaged, string key)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == Left ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        string path = Path.Combine(stage.Folder, JournalWriter.FileName);
        JournalLine line = stage.Lines.First(line => line.Kind == kind);
        int at = stage.Lines.TakeWhile(before => before.Seq < line.Seq).Sum(before => before.Bytes.Length + 1);
        string honest = File.ReadAllText(path);
        string text = Encoding.UTF8.GetString(line.Bytes.Span);
        byte[] before = Encoding.UTF8.GetBytes(honest.Replace(text, text.Replace(whole, damaged, StringComparison.Ordinal), StringComparison.Ordinal));
        File.WriteAllBytes(path, before);
        await Assert.ThrowsAsync<JournalBrokenException>(stage.Resume);
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Aborted, (await stage.Abort("enough")).End);

        JsonMap aborted = stage.Lines.Single(line => line.Kind == "aborted").Json;
        Assert.Equal(line.Seq, aborted["unproven"].AsList()[0].AsMap().Number("line"));
        JsonMap fate = Assert.Single(aborted["keys"].AsList()).AsMap();
        Assert.Equal(key, fate.Text("key"));
        Assert.StartsWith("it may be on the token", fate.Text("fate"), StringComparison.Ordinal);
        Assert.Equal(before[at..], File.ReadAllBytes(Path.Combine(stage.Folder, stage.Lines.Single(line => line.Kind == "recovered").Json.Text("kept"))));
    }

    private static readonly string OtherFingerprint = new('b', 64);

    private static void Seal(EditedJournal journal) => journal.Append("sealed", null, new JsonMap
    {
        { "outcome", "completed" },
        { "quorum", 2 },
        { "roster", new JsonList() },
        { "program-version", "1.0" },
        { "program-sha256", new string('a', 64) },
    });

    private static void Compare(EditedJournal journal)
    {
        journal.Append("archived", null, new JsonMap { { "fingerprint", OtherFingerprint } });
        journal.Append("compared", "operator 1", new JsonMap { { "of", "archive" }, { "sha256", OtherFingerprint } });
    }

    private static Action<object> Edit(Action<EditedJournal> edit) => journal => edit((EditedJournal)journal);

    private static async Task<Stage> LeftAtProposal()
    {
        var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (_, prompt) => prompt is ConfirmPrompt ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        stage.Room.Instead = (_, _) => null;
        return stage;
    }

    private static void Approve(EditedJournal journal) => journal.Append("approved", "Name of operator 1", new JsonMap { { "proposed", journal.Last("proposed") + 1 } });

    private static void Confirm(EditedJournal journal, int officer, byte[] signature)
    {
        int proposed = journal.Last("proposed");
        JsonMap named = journal.Lines[proposed]["officers"].AsList()[officer].AsMap();
        byte[] certificate = journal.Lines.Where(line => line.Text("kind") == "step-done").SelectMany(line => line["facts"].AsList()).Select(fact => fact.AsMap())
            .Single(fact => fact.Text("fact") == "officer-recognised" && fact.Text("officer") == named.Text("officer")).Bytes("certificate");
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Write(journal.Lines[proposed])));
        string said = $"ceremony-confirmation/1\nceremony: two-keys\nmode: rehearsal\nstep: first\ndo: {journal.Lines[proposed].Texts("text")[0]}\nproposed: {hash}\n";
        journal.Append("confirmed", named.Text("person"), new JsonMap
        {
            { "officer", named.Text("officer") },
            { "person", named.Text("person") },
            { "origin", named.Text("origin") },
            { "proposed", proposed + 1 },
            { "text", said },
            { "algorithm", "sha256-rsa" },
            { "signature", Convert.ToBase64String(signature) },
            { "certificate", Convert.ToBase64String(certificate) },
        });
    }

    private static int Recognising(EditedJournal journal) =>
        journal.Lines.FindIndex(line => line.Text("kind") == "step-done" && line["facts"].AsList().Any(fact => fact.AsMap().Text("fact") == "officer-recognised"));

    private static JsonMap Renamed(JsonMap line) => line.Without("facts").With(new JsonMap
    {
        {
            "facts", new JsonList(line["facts"].AsList().Select(fact => fact.AsMap() is var map && map.Text("fact") == "officer-recognised"
                ? map.Without("person").With(new JsonMap { { "person", "Eve " + map.Text("person") } })
                : fact))
        },
    });

    private static (string Line, string Words) Sheet(RunOutcome left)
    {
        string[] parts = left.OnSheet!.Split(": ");
        return (parts[0]["line ".Length..], parts[1]);
    }

    private static Func<Screen, Prompt, RoomReply?> Reads(string line, string words) => (_, prompt) => prompt switch
    {
        FormPrompt { Form.Fields: [{ Name: "sheet line" }, ..] } => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["sheet line"] = line, ["sheet words"] = words.ToUpperInvariant() })),
        ChoicePrompt { Key: "sheet" } => new Chose("leave"),
        _ => null,
    };
}
