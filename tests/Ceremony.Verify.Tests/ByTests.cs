using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>Whoever acted is who the line says it is, and was in the room.</summary>
public class ByTests
{
    /// <summary>The kind, which of that kind, who it says acted, what is said.</summary>
    public static TheoryData<string, int, string?, string> Others => new()
    {
        { "answered", 1, "Oda", "it is by Oda, but operator 1 acted there." },
        { "shown", 1, "Eve", "it is by Eve, but Oda acted there." },
        { "shown", 1, null, "it is by nobody, but Oda acted there." },
        { "entered", 2, "Ada Berg", "it is by Ada Berg, but Oda acted there." },
        { "confirmed", 1, "Bo Carlsson", "it is by Bo Carlsson, but Ada Berg acted there." },
        { "confirmed", 1, null, "it is by nobody, but Ada Berg acted there." },
        { "approved", 1, "Ada Berg", "it is by Ada Berg, but Oda acted there." },
        { "looked", 1, "Oda", "it says who acted, but the program alone writes such a line." },
        { "performed", 1, "Oda", "it says who acted, but the program alone writes such a line." },
        { "step-done", 1, "Oda", "it says who acted, but the program alone writes such a line." },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Nobody_else_acts(string kind, int which, string? by, string says)
    {
        using MadeArchive archive = MadeArchive.Whole((each, number, line) => each == kind && number == which ? Acted(line, by) : line);
        CheckResult check = archive.Verify().Checks.Single(result => result.Name == "by");
        Assert.EndsWith($"({kind}): {says}", check.Sentence, StringComparison.Ordinal);
        Assert.False(check.Passed);
    }

    /// <summary>Only where people are gathered, one can take the seat of another.</summary>
    [Theory]
    [InlineData("gather", true)]
    [InlineData("read", false)]
    public void Whoever_comes_in_another_step_takes_a_free_seat(string kind, bool isRight)
    {
        IReadOnlyList<string> failures = Judged.Started(kind, journal =>
        {
            journal.Show("Something");
            journal.Enter("officer", 1, "Eve");
            journal.Done();
        });
        Assert.Equal(isRight, !failures.Contains("by: Line 14 (entered): Eve entered, but Ada Berg sat in that seat."));
    }

    [Fact]
    public void Who_left_does_not_act_any_more()
    {
        JsonMap oda = new() { { "role", "operator" }, { "number", 1 }, { "name", "Oda" } };
        Assert.Equal(["by: Line 22 (note): it is by Oda, but operator 1 acted there."], After(journal =>
        {
            journal.Line("left", new JsonMap { { "person", oda } });
            journal.Line("note", new JsonMap { { "text", "One more." }, { "by", "Oda" } });
        }));
        Assert.Empty(Attested("Ada Berg"));
        Assert.Equal(["by: Line 14 (attested): Wim Zorn was not in the room."], Attested("Wim Zorn"));
    }

    /// <summary>Before anybody entered, a seat stands for its holder; whether that is the name of one.</summary>
    [Theory]
    [InlineData("witness 1", true)]
    [InlineData("guest 12", true)]
    [InlineData("operator 1", false)]
    [InlineData("boss 1", false)]
    [InlineData("witness", false)]
    [InlineData("witness one", false)]
    [InlineData("witness 1 2", false)]
    public void A_seat_where_nobody_sits_stands_for_its_holder(string name, bool isRight)
    {
        Unchained lines = new Unchained().Open();
        lines.Enter("operator", 1, "Oda");
        lines.Add("attested", "one", ("person", name));
        Assert.Equal(isRight, !Walked.Over(ByCheck.Problems, lines.Evidence()).Any(says => says == $"Line 3 (attested): {name} was not in the room."));
    }

    private static IReadOnlyList<string> After(Action<JournalMaker> act) => Judged.AfterApproval((journal, _, _) => act(journal));

    private static IReadOnlyList<string> Attested(string person) => Judged.Started("attest", journal =>
    {
        journal.AskFor(person, "I saw it.", ("attest", "agree"));
        journal.Attest(person, "I saw it.");
    });

    private static JsonMap Acted(JsonMap line, string? by) => line.Without("by").With(new JsonMap { { "by", by is null ? null : new JsonText(by) } });
}
