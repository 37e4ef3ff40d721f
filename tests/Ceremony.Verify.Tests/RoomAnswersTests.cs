using System.Globalization;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Verify.Tests.Placeless;

namespace Ceremony.Verify.Tests;

/// <summary>The room is checked where all that was looked at was shown before it was compared with paper, and matched.</summary>
public class RoomAnswersTests
{
    private const string NobodyLooked = "the room is checked, but nobody looked at it and its clock, and compared both with paper";
    private static readonly string Hash = new('a', 64);
    private static readonly string[] Order = ["room", "clock", "answers"];

    private static JsonMap Seen => new()
    {
        { "interfaces", new JsonList(Interface("lo", false, false), Interface("eth0", true, true)) },
        { "machine", "console" },
        { "program-version", "1.0" },
        { "program-sha256", Hash },
        { "script-sha256", Hash },
        { "modules", new JsonList(new JsonMap { { "module", "/hsm.so" }, { "sha256", Hash } }) },
    };

    /// <summary>What happens in the step, in its order; what is said.</summary>
    public static TheoryData<string[], string?> Orders => new()
    {
        { Order, null },
        { ["clock", "room", "answers"], null },
        { ["room", "answers", "clock"], NobodyLooked },
        { ["clock", "answers", "room"], NobodyLooked },
        { ["answers", "clock", "room"], NobodyLooked },
        { ["clock", "answers"], NobodyLooked },
        { ["room", "answers"], NobodyLooked },
        { ["room", "clock"], NobodyLooked },
        { ["room", "clock", "answers", "again", "room", "clock"], NobodyLooked },
        { ["room", "clock", "answers", "again", "room", "clock", "answers"], null },
        { ["room", "again", "clock", "answers"], null },
        { ["room", "resumed", "clock", "answers"], null },
        { [], NobodyLooked },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Both_are_looked_at_before_they_are_compared(string[] order, string? says) => Says(says, Checked(Begun(), order));

    /// <summary>Answers that are left out or are others, whether there are modules, what is said.</summary>
    [Theory]
    [InlineData("script hash", true, "nobody found that the script hash matches the paper")]
    [InlineData("program hash", true, "nobody found that the program hash matches the paper")]
    [InlineData("module hashes", true, "nobody found that the module hashes matches the paper")]
    [InlineData("module hashes", false, null)]
    [InlineData("parameters", true, "nobody found that the parameters matches the paper")]
    [InlineData("clock", true, "nobody found that the clock matches the paper")]
    public void Each_item_matches_the_paper(string item, bool hasModules, string? says)
    {
        JsonMap seen = hasModules ? Seen : With(Seen, "modules", new JsonList());
        Says(says, Checked(Begun(), Order, seen, change: answers => answers.Without(item)));
        Says(says, Checked(Begun(), Order, seen, change: answers => With(answers, item, "differs")));
    }

    [Theory]
    [InlineData("clock")]
    [InlineData("machine")]
    [InlineData("interfaces")]
    [InlineData("program")]
    [InlineData("script, SHA-256")]
    [InlineData("program, SHA-256")]
    [InlineData("module")]
    [InlineData("module, SHA-256")]
    [InlineData("day")]
    public void The_screen_shows_all_that_was_looked_at(string name)
    {
        string says = $"the screen that was compared with paper does not show the {name} that was found";
        Says(says, Checked(Begun(), Order, shown: facts => facts.Where(fact => fact.Name != name)));
        Says(says, Checked(Begun(), Order, shown: facts => facts.Select(fact => fact.Name == name ? (name, "another") : fact)));
    }

    [Theory]
    [InlineData("variable HSM_CONF")]
    [InlineData("module, parameters")]
    [InlineData("configuration")]
    [InlineData("configuration, SHA-256")]
    public void The_screen_shows_what_a_module_was_given(string name)
    {
        JsonMap seen = With(Seen, "modules", new JsonList(Seen["modules"].AsList()[0].AsMap().With(new JsonMap
        {
            { "environment", new JsonMap { { "HSM_CONF", "/etc/hsm.conf" } } },
            { "configuration", new JsonList(new JsonMap { { "file", "/etc/hsm.conf" }, { "sha256", Hash } }) },
            { "parameters", "slot=1" },
        })));
        (string, string)[] given = [("variable HSM_CONF", "/etc/hsm.conf"), ("module, parameters", "slot=1"), ("configuration", "/etc/hsm.conf"), ("configuration, SHA-256", HexText.Groups(Hash))];
        Says(null, Checked(Begun(), Order, seen, shown: facts => facts.Concat(given)));
        Says($"the screen that was compared with paper does not show the {name} that was found", Checked(Begun(), Order, seen, shown: facts => facts.Concat(given).Where(fact => fact.Item1 != name)));
    }

    [Theory]
    [InlineData("production", true, null, "the network interface eth0 was up, and no exception had accepted it")]
    [InlineData("production", true, "eth0", null)]
    [InlineData("production", true, "lo", "the network interface eth0 was up, and no exception had accepted it")]
    [InlineData("production", false, null, null)]
    [InlineData("rehearsal", true, null, null)]
    public void No_interface_is_up_in_a_real_ceremony_unless_it_was_accepted(string mode, bool up, string? accepted, string? says)
    {
        JsonMap seen = With(Seen, "interfaces", new JsonList(Interface("lo", false, false), Interface("eth0", up, false)));
        Says(says, Checked(Begun(mode), Order, accepted is null ? seen : With(seen, "accepted", JsonList.OfText([accepted]))));
    }

    [Fact]
    public void The_program_and_at_first_the_machine_are_those_that_ran()
    {
        const string Program = "another version of the program was found than the one that ran";
        Says(null, Checked(Begun(), Order));
        Says(Program, Checked(Begun(), Order, With(Seen, "program-version", "1.1")));
        Says("another machine was found than the one on which the ceremony began", Checked(Begun(), Order, With(Seen, "machine", "another")));

        // After a resume it goes on where it was resumed.
        Says(null, Checked(Begun().Add("resumed", null, ("program-version", "1.1")), Order, With(With(Seen, "machine", "another"), "program-version", "1.1")));
        Says(Program, Checked(Begun().Add("resumed", null, ("program-version", "1.1")), Order));

        // What ran when the room was looked at counts, not what ran when the step ended.
        Says(null, Checked(Begun(), ["room", "clock", "answers", "resumed"]));
    }

    [Fact]
    public void A_step_that_an_exception_ended_needs_no_answers() => Assert.Empty(Walked.Over(AnswersCheck.Problems, Begun().Add("step-done", "room", ("exception", 1)).Evidence()));

    [Theory]
    [InlineData(600, true)]
    [InlineData(601, false)]
    [InlineData(-600, true)]
    [InlineData(-601, false)]
    public void The_clock_that_was_looked_at_is_that_of_the_line(int apart, bool isRight)
    {
        Unchained lines = new Unchained().Open().Add("looked", "room", ("look", new JsonMap { { "look", "clock" } }), ("seen", new JsonMap { { "seconds", Cast.Begin.ToUnixTimeSeconds() + apart } }));
        Assert.Equal(isRight ? [] : [$"Line 2 (looked): the clock that was looked at and the time of this line are {Math.Abs(apart)} seconds apart."], Walked.Over(AnswersCheck.Problems, lines.Evidence()));
    }

    [Theory]
    [InlineData(500, 'a', true)]
    [InlineData(501, 'a', false)]
    [InlineData(500, 'b', false)]
    public void An_answer_has_the_form_that_was_asked_for(int length, char answer, bool isRight)
    {
        Unchained lines = new Unchained().Open().Add(
            "answered",
            null,
            ("answers", new JsonMap { { "name", new string(answer, length) } }),
            ("form", new JsonList(new JsonMap { { "name", "name" }, { "pattern", new string('a', length) } })));
        Assert.Equal(isRight, !Walked.Over(AnswersCheck.Problems, lines.Evidence()).Any());
    }

    [Fact]
    public void Another_step_has_answers_of_its_own()
    {
        Unchained lines = Checked(Begun(), Order).Add("step-started", "room-2", ("do", "check-room"), ("attempt", 1)).Add("step-done", "room-2", ("outputs", new JsonMap()));
        Says(NobodyLooked, lines);
    }

    [Fact]
    public void A_room_without_interfaces_has_none() => Says(null, Checked(
        Begun(),
        Order,
        With(Seen, "interfaces", new JsonList()),
        shown: facts => facts.Select(fact => fact.Name == "interfaces" ? (fact.Name, "none") : fact)));

    /// <summary>What was answered to whoever attests, in which kind of step.</summary>
    [Theory]
    [InlineData("attest", "attest", "agree", true)]
    [InlineData("attest", "attest", "do not agree", false)]
    [InlineData("operator-action", "done", "done", true)]
    [InlineData("operator-action", "done", "not done", false)]
    [InlineData("operator-action", "attest", "agree", false)]
    public void Whoever_attests_has_said_so(string kind, string question, string answer, bool isRight)
    {
        (KnownForm form, string? label) = KnownForms.Find(KnownForms.Current, kind, question) ?? (new KnownForm(question, question), question);
        var field = new JsonMap { { "name", question }, { "label", label ?? question }, { "choices", form.Choices.Count == 0 ? null : JsonList.OfText(form.Choices) } };
        JsonMap screen = new Screen("A statement", new TextBlock("Ada (officer 1) is asked:"), new TextBlock("It is so.")).ToJson();
        Unchained lines = new Unchained().Open().Add("step-started", "one", ("do", kind), ("attempt", 1))
            .Add("answered", "one", ("answers", new JsonMap { { question, answer } }), ("form", new JsonList(field)), ("screen", screen))
            .Add("attested", "one", ("person", "Ada"), ("statement", "It is so."));
        Assert.Equal(isRight ? [] : ["Line 4 (attested): somebody attested who had not said so when asked."], Walked.Over(AnswersCheck.Problems, lines.Evidence()).Where(says => says.StartsWith("Line 4", StringComparison.Ordinal)));
    }

    private static void Says(string? says, Unchained lines) =>
        Assert.Equal(says is null ? [] : [$"Line {lines.Lines.Count} (step-done): {says}."], Walked.Over(AnswersCheck.Problems, lines.Evidence()));

    private static Unchained Begun(string mode = "rehearsal") => new Unchained()
        .Open(mode, ("machine", "console"), ("program-version", "1.0"))
        .Add("parameters", null, ("values", new JsonMap { { "day", "1 March" } }))
        .Add("step-started", "room", ("do", "check-room"), ("attempt", 1));

    // In that order, and then the step is done.
    private static Unchained Checked(
        Unchained lines,
        string[] order,
        JsonMap? seen = null,
        Func<JsonMap, JsonMap>? change = null,
        Func<IEnumerable<(string Name, string Value)>, IEnumerable<(string Name, string Value)>>? shown = null)
    {
        seen ??= Seen;
        JsonMap answers = new() { { "script hash", "matches" }, { "program hash", "matches" }, { "module hashes", "matches" }, { "parameters", "matches" }, { "clock", "matches" } };
        answers = change is null ? answers : change(answers);
        JsonMap screen = Screen(shown is null ? Facts(seen) : shown(Facts(seen)));
        foreach (string what in order)
        {
            _ = what switch
            {
                "room" => lines.Add("looked", "room", ("look", new JsonMap { { "look", "room" } }), ("seen", seen)),
                "clock" => lines.Add("looked", "room", ("look", new JsonMap { { "look", "clock" } }), ("seen", new JsonMap { { "seconds", Cast.Begin.ToUnixTimeSeconds() } })),
                "answers" => lines.Add("answered", "room", ("answers", answers), ("form", new JsonList(answers.Names.Select(Field))), ("screen", screen)),
                "resumed" => lines.Add("resumed", null, ("program-version", "2.0")),
                _ => lines.Add("step-started", "room", ("do", "check-room"), ("attempt", 2)),
            };
        }

        return lines.Add("step-done", "room", ("outputs", new JsonMap()));
    }

    private static JsonValue Field(string name) => KnownForms.Find(KnownForms.Current, "check-room", name) is { } known
        ? new JsonMap { { "name", name }, { "label", known.Label! }, { "choices", JsonList.OfText(known.Form.Choices) } }
        : throw new InvalidOperationException(name);

    private static JsonMap Screen(IEnumerable<(string Name, string Value)> facts) =>
        new Screen("Compare with paper", new TextBlock("Compare."), new FactsBlock([.. facts.Select(fact => new Detail(fact.Name, fact.Value))])).ToJson();

    private static IEnumerable<(string Name, string Value)> Facts(JsonMap seen) =>
    [
        ("clock", Cast.Begin.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"),
        ("machine", seen.Text("machine")),
        ("interfaces", string.Join("; ", seen["interfaces"].AsList().Select(each => each.AsMap()).Select(each => $"{each.Text("name")} {(each["up"].AsBool() ? "up" : "down")}{(each["carrier"].AsBool() ? ", connected" : "")}"))),
        ("program", seen.Text("program-version")),
        ("script, SHA-256", HexText.Groups(Hash)),
        ("program, SHA-256", HexText.Groups(Hash)),
        ("module", "/hsm.so"),
        ("module, SHA-256", HexText.Groups(Hash)),
        ("day", "1 March"),
    ];

    private static JsonMap Interface(string name, bool up, bool carrier) => new() { { "name", name }, { "up", up }, { "carrier", carrier } };
}
