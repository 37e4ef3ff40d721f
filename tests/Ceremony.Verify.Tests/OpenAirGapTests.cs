using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>While an interface is up that the script does not name, nobody logs in before the officers have confirmed that, and a step is begun only with a reason on record.</summary>
public class OpenAirGapTests
{
    private const string Reason = "the card reader hangs on it";
    private const string Login = "somebody logged in while the network interface eth0 was up, which the officers had not confirmed";
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];

    /// <summary>What happened in a step, one after the other; what is said of the last line, null where all is in order.</summary>
    public static TheoryData<string, string?> Stories => new()
    {
        { "login", null },
        { "eth0, down, login", null },
        { "eth0, login", Login },
        { "eth0, record, login", Login },
        { "eth0, record, confirm", null },
        { "eth0, record, confirm, login, other, down, wrong-pin, login", null },
        { "eth0, confirm", null },
        { "eth0, confirm, login", Login },
        { "eth0, record, approve, login", Login },
        { "eth0, record, confirm-other, login", Login },
        { "eth0, record-blank, confirm-blank, login", Login },
        { "record, confirm, eth0, login", Login },
        { "eth0, record, confirm, down, eth0, login", Login },
        { "eth0, record, confirm, down, eth0, record, login", Login },
        { "eth0, record, confirm, down, eth0, record, confirm, login", null },
        { "eth0, record, confirm, both, login", "somebody logged in while the network interface eth0, wlan0 was up, which the officers had not confirmed" },
        { "eth0, record, confirm, both, record-both, confirm-both, login, eth0, login", null },
        { "eth0, record, confirm, both, eth0, login", null },
        { "eth0, record, confirm, record, login", Login },
        { "eth0, other", "it was put to the officers while the network interface eth0 was up, which they had not confirmed first" },
        { "eth0, record, wrong-pin", Login },
        { "eth0, intend", Login },
        { "eth0, seal", "the transcript was closed while the network interface eth0 was up, which the officers had not confirmed" },
        { "eth0, abort, seal-aborted", null },
        { "eth0, soft", Login },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Nobody_logs_in_before_the_officers_have_confirmed_what_is_up(string story, string? says)
    {
        JournalMaker journal = Told("production", story);
        string last = $"steps: Line {journal.Lines.Count} (";
        string[] found = [.. Judged.Failures(journal).Where(failure => failure.StartsWith("steps: ", StringComparison.Ordinal))];
        Assert.Equal(says is null ? [] : [says + "."], found.Select(each => each[(each.IndexOf("): ", StringComparison.Ordinal) + 3)..]));
        Assert.All(found, each => Assert.True(each.StartsWith(last, StringComparison.Ordinal) || story.EndsWith("other", StringComparison.Ordinal) || story.EndsWith("seal", StringComparison.Ordinal), each));
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_rehearsal_is_held_up_by_nothing(string story, string? says)
    {
        Assert.DoesNotContain(Judged.Failures(Told("rehearsal", story)), failure => failure.Contains("the network interface", StringComparison.Ordinal));
        Assert.NotEqual("", says);
    }

    /// <summary>The officers' own soft tokens are opened to recognise them.</summary>
    [Theory]
    [InlineData("eth0, soft", false)]
    [InlineData("eth0, wrong-soft-pin", false)]
    [InlineData("eth0, wrong-pin", true)]
    [InlineData("eth0, login", true)]
    public void Before_there_are_officers_only_what_recognises_them_is_opened(string story, bool isRefused)
    {
        var journal = new JournalMaker { Mode = "production" };
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        journal.Begin("gather", "gather");
        Tell(journal, story);
        Assert.Equal(isRefused ? [$"steps: Line {journal.Lines.Count} ({(story.EndsWith("login", StringComparison.Ordinal) ? "looked" : "sign-in-failed")}): {Login}."] : [], Judged.Failures(journal).Where(failure => failure.StartsWith("steps: ", StringComparison.Ordinal)));
    }

    /// <summary>What is proposed, and whether somebody can mistype a PIN for it.</summary>
    [Theory]
    [InlineData("allow-exception", "no network interface is up", true)]
    [InlineData("allow-exception", "every token is as the journal says", false)]
    [InlineData("sign", "no network interface is up", false)]
    public void A_PIN_is_mistyped_for_that_confirmation_alone(string action, string expected, bool isRight)
    {
        Unchained lines = new Unchained().Open("production", ("confirm", new JsonMap { { "officers", 0 }, { "within", 600 } }))
            .Add("network", null, ("up", JsonList.OfText(["eth0"])))
            .Add("proposed", "one", ("authority", "operator"), ("actions", new JsonList(new JsonMap { { "do", action }, { "expected", expected } })))
            .Add("sign-in-failed", "one", ("code", "CKR_PIN_INCORRECT"));
        Assert.Equal(isRight ? [] : [$"Line 4 (sign-in-failed): {Login}."], Walked.Over(AirGap.Problems, lines.Evidence()));
    }

    /// <summary>What the script allows; what is up; what the room was looked at with; what is said.</summary>
    public static TheoryData<string[], string[], string[]?, string[], string?> Rooms => new()
    {
        { ["wg0"], ["wg0"], null, ["wg0"], null },
        { ["wg0"], ["wg0"], null, [], "it says that the script allows other network interfaces to be up than the first line does" },
        { [], [], null, ["wg0"], "it says that the script allows other network interfaces to be up than the first line does" },
        { [], ["eth0"], ["eth0"], [], null },
        { [], ["eth0"], ["eth1"], [], "it says that the network interface eth1 was accepted, but no exception says so" },
        { [], ["eth0"], [], [], "it says that the network interface  was accepted, but no exception says so" },
        { ["wg0"], ["wg0", "eth0"], ["eth0"], ["wg0"], null },
        { ["wg0"], ["wg0", "eth0"], ["wg0", "eth0"], ["wg0"], "it says that the network interface wg0, eth0 was accepted, but no exception says so" },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void What_the_room_was_looked_at_with(string[] named, string[] up, string[]? accepted, string[] said, string? says)
    {
        Unchained lines = new Unchained().Open("production", ("interfaces-up", named.Length == 0 ? null : JsonList.OfText(named)))
            .Add("network", null, ("up", JsonList.OfText(up)));
        string[] open = [.. up.Except(named)];
        if (open.Length > 0)
        {
            lines.Add("exception", null, ("expected", "no network interface is up"), ("happened", $"up: {string.Join(", ", open)}"), ("decided", Reason));
        }

        lines.Add("step-started", "room", ("interfaces", Interfaces(up))).Add("looked", "room", ("look", new JsonMap { { "look", "room" } }), ("seen", new JsonMap
        {
            { "interfaces", Interfaces(up) },
            { "accepted", accepted is null ? null : JsonList.OfText(accepted) },
            { "interfaces-up", said.Length == 0 ? null : JsonList.OfText(said) },
        }));
        Assert.Equal(says is null ? [] : [$"Line {lines.Lines.Count} (looked): {says}."], Walked.Over(AirGap.Problems, lines.Evidence()));
    }

    [Fact]
    public void The_verdict_names_each_opening_and_whether_it_was_confirmed()
    {
        JournalMaker journal = Told("production", "eth0, record, confirm, down, eth0, record, down");
        int recorded = 1 + journal.Lines.Select((line, at) => (System.Text.Encoding.UTF8.GetString(line), at)).First(each => each.Item1.Contains("\"kind\":\"exception\"", StringComparison.Ordinal)).at;
        Assert.Equal(
            $"The steps come in their order, and each was begun before anything happened in it; from line {recorded} to line {recorded + 6} the air gap was open (up: eth0; reason: {Reason}), which the officers confirmed (line {recorded + 5}); "
            + $"from line {recorded + 8} to line {recorded + 9} the air gap was open (up: eth0; reason: {Reason}), which the officers did not confirm.",
            journal.VerifyAlone(new VerifyOptions { AllowConsoleKeys = true }).Checks.Single(check => check.Name == "steps").Sentence);
    }

    private static JsonList Interfaces(string[] up) => new(up.Select(name => (JsonValue)new JsonMap { { "name", name }, { "up", true }, { "carrier", true } }));

    private static JournalMaker Told(string mode, string story)
    {
        var journal = new JournalMaker { Mode = mode };
        Ceremonies.BeginSmall(journal, Officers);
        journal.Begin("key", "generate-key");
        Tell(journal, story);
        return journal;
    }

    private static void Tell(JournalMaker journal, string story)
    {
        foreach (string happened in story.Split(", "))
        {
            Tell(journal, happened.Split('-'), happened);
        }
    }

    private static void Tell(JournalMaker journal, string[] words, string happened)
    {
        string[] up = words[^1] == "both" ? ["eth0", "wlan0"] : ["eth0"];
        var allowed = new AllowException("no network interface is up", $"up: {string.Join(", ", up)}", words[^1] == "blank" ? " " : words[^1] == "other" ? "another reason" : Reason);
        switch (words[0])
        {
            case "eth0" or "both" or "down":
                journal.Line("network", new JsonMap { { "up", JsonList.OfText(happened == "down" ? [] : up) } });
                break;
            case "record":
                Judged.Record(journal, allowed);
                break;
            case "confirm" or "approve":
                journal.ByRoom(() => Confirm(journal, allowed, happened));
                break;
            case "login":
                journal.Look(new JsonMap { { "look", "token" }, { "token", "hsm" }, { "logged-in", true } }, new JsonMap());
                break;
            case "soft":
                journal.Look(new JsonMap { { "look", "soft-token" }, { "path", "a.p12" }, { "holder", "Ada Berg" } }, new JsonMap());
                break;
            case "other":
                journal.Approve(Officers, new AllowException("a", "b", "c"));
                break;
            case "wrong":
                WrongPin(journal, words[1] == "soft" ? "soft-token" : "CKR_PIN_INCORRECT");
                break;
            case "intend":
                journal.Intend(1, new GenerateKeyPair(new TokenRef("hsm"), "Test key", "0a", KeyAlgorithm.Rsa2048, ["sign"]));
                break;
            case "abort":
                journal.Line("aborted", new JsonMap { { "reason", "no" }, { "keys", new JsonList() } });
                break;
            default:
                journal.Seal(happened == "seal" ? "completed" : "aborted", 2, Officers);
                break;
        }
    }

    private static void Confirm(JournalMaker journal, AllowException allowed, string happened)
    {
        journal.Approve(Officers, allowed);
        if (happened != "approve")
        {
            Judged.Record(journal, allowed);
        }
    }

    private static void WrongPin(JournalMaker journal, string code) => journal.Line("sign-in-failed", new JsonMap { { "token", "hsm" }, { "person", "Ada Berg" }, { "code", code } });
}
