using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>Every token is looked at as each act begins and after each call on one that failed; what differs there is allowed, or nothing goes on.</summary>
public class InventoriesTests
{
    private const string Found = "CM-HSM holds a public object with the id beef that no line of the journal explains.";
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];
    private static readonly TokenObject Smuggled = new("public", "Smuggled", "beef", "ec-p256", null, null, []);

    [Fact]
    public void An_act_begins_with_an_inventory()
    {
        Assert.Equal(["an act begins with it, and no inventory had been made"], TwoActs(4, _ => { }));
        Assert.Empty(TwoActs(4, journal => journal.TakeInventory("act")));
        Assert.Empty(TwoActs(3, _ => { }));
    }

    [Fact]
    public void Each_inventory_is_of_its_moment()
    {
        Assert.Equal(["edition 3 has no inventory of this moment"], TwoActs(3, journal => journal.TakeInventory("act")));
        Assert.Equal(["it says that it was made after a call on a token had failed, which none had"], TwoActs(4, journal =>
        {
            journal.TakeInventory("failed");
            journal.TakeInventory("act");
        }));
        Assert.Contains("is the inventory of the beginning of an act, but none begins here", Assert.Single(Key(journal =>
        {
            journal.TakeInventory("act");
            journal.Show("One");
        })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("act")]
    [InlineData("failed")]
    public void What_differs_there_is_not_gone_on_with(string when)
    {
        Action<JournalMaker> find = journal => journal.Objects["hsm"] = [Smuggled];
        IReadOnlyList<string> failures = when == "act"
            ? TwoActs(4, journal =>
            {
                find(journal);
                journal.TakeInventory("act");
            })
            : Failed("CKR_DEVICE_ERROR", find, isThere: true);
        Assert.Contains($"nobody had allowed to go on although this was found: {Found.TrimEnd('.')}", failures);
    }

    [Fact]
    public void A_token_that_is_away_when_an_act_begins_is_no_difference() => Assert.Empty(TwoActs(4, journal =>
    {
        journal.Serials.Remove("card-ada");
        journal.TakeInventory("act");
    }));

    [Theory]
    [InlineData("CKR_DEVICE_ERROR", true, true)]
    [InlineData("CKR_DEVICE_ERROR", false, false)]
    [InlineData("interrupted", false, true)]
    public void After_a_failed_call_on_a_token_all_are_looked_at(string code, bool isThere, bool isRight)
    {
        IReadOnlyList<string> failures = Failed(code, _ => { }, isThere);
        Assert.Equal(isRight, !failures.Any(each => each.Contains("(failed), and no inventory had been made", StringComparison.Ordinal)));
    }

    /// <summary>What everybody sees is known from the beginning: the first login does not make it new.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void At_the_first_login_what_everybody_sees_is_compared_with_what_was_seen_before(bool isPrivate, bool isFound)
    {
        TokenObject found = Smuggled with { Attributes = isPrivate ? ["CKA_PRIVATE"] : [] };
        IReadOnlyList<string> failures = Key(journal => journal.Look(
            new JsonMap { { "look", "token" }, { "token", "hsm" }, { "logged-in", true } },
            journal.View("hsm", found)));
        Assert.Equal(isFound, failures.Contains($"nobody had allowed to go on although this was found: {Found.TrimEnd('.')}"));
    }

    /// <summary>The officers remove what nothing rests on, and nothing else; it answers no call of the step.</summary>
    [Theory]
    [InlineData("beef", true, true)]
    [InlineData("0e", true, false)]
    [InlineData("0d", true, false)]
    [InlineData("beef", false, false)]
    public void What_the_officers_had_removed_is_no_difference_and_was_nothing_that_is_needed(string id, bool isApproved, bool isRight)
    {
        var remove = new RemoveObject(new TokenRef("hsm"), "HSM-1", "public", id, "It");
        var journal = new JournalMaker();
        journal.Objects["hsm"] = [Smuggled with { Id = "0e" }];
        journal.Open(2, ("gather", "gather"), ("made", "generate-key"), ("key", "generate-key"), ("seal", "seal-transcript"));
        Ceremonies.GatherSmall(journal, Officers);
        Ceremonies.Key(journal, Officers, "made", "Made", "0d", Ceremonies.AnyKey);
        journal.Begin("key", "generate-key");
        journal.Objects["hsm"].Add(Smuggled);
        journal.ByRoom(() =>
        {
            long approved = isApproved ? journal.Approve(Officers, remove) : journal.Approve(Officers, new AllowException("a", "b", "c"));
            journal.Perform(approved, remove, new DestroyedReceipt("HSM-1").ToJson());
        });
        journal.Objects["hsm"].Remove(Smuggled);
        journal.Look(new JsonMap { { "look", "token" }, { "token", "hsm" }, { "logged-in", true } }, journal.ViewNow("hsm", loggedIn: true));
        string[] failures = [.. Failures(journal).Where(each => !each.StartsWith("new-keys", StringComparison.Ordinal))];
        Assert.True(isRight == (failures.Length == 0), string.Join('\n', failures));
    }

    private static IReadOnlyList<string> Key(Action<JournalMaker> act) => Tokens(Started("generate-key", act));

    private static IReadOnlyList<string> Failed(string code, Action<JournalMaker> then, bool isThere) => Tokens(AfterApproval((journal, approved, action) =>
    {
        long intended = journal.Intend(approved, action);
        then(journal);
        journal.LooksAfterFailure = isThere;
        journal.Answer("failed", new JsonMap { { "intended", intended }, { "code", code }, { "reason", "It failed." } });
        journal.Perform(approved, action, Receipt());
    }));

    private static IReadOnlyList<string> TwoActs(long edition, Action<JournalMaker> between)
    {
        var journal = new JournalMaker { Edition = edition, Tamper = (kind, _, line) => kind == "parameters" ? SecondAct(line) : line };
        Ceremonies.BeginSmall(journal, Officers);
        between(journal);
        journal.Begin("key", "generate-key");
        journal.Show("One");
        return Tokens(Failures(journal));
    }

    private static JsonMap SecondAct(JsonMap line) => line.Without("steps").With(new JsonMap { { "steps", new JsonList(line["steps"].AsList().Select(step =>
        step.AsMap().Text("id") == "gather" ? step : step.AsMap().Without("act").With(new JsonMap { { "act", "Another" } }))) } });

    private static IReadOnlyList<string> Tokens(IReadOnlyList<string> failures) =>
        [.. failures.Where(each => each.StartsWith("tokens: ", StringComparison.Ordinal)).Select(each => each[(each.IndexOf("): ", StringComparison.Ordinal) + 3)..].TrimEnd('.'))];
}
