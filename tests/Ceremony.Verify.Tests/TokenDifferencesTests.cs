using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>What is on a token otherwise than lines tell stops a ceremony, unless it stands in an exception in its own words, which the officers allowed once there were enough of them.</summary>
public class TokenDifferencesTests
{
    private const string Found = "CM-HSM holds a public object with the id beef that no line of the journal explains.";

    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];
    private static readonly TokenObject Smuggled = new("public", "Smuggled", "beef", "ec-p256", null, null, []);

    [Theory]
    [InlineData(Found, true, true)]
    [InlineData(Found, false, false)]
    [InlineData("CM-HSM holds something else.", true, false)]
    public void What_differs_is_gone_on_with_only_where_the_officers_allowed_that_very_thing(string allowed, bool byOfficers, bool isRight)
    {
        string[] failures = [.. AfterApproval((journal, _, _) =>
        {
            var allow = Allow(allowed);
            if (byOfficers)
            {
                journal.Approve(Officers, allow);
            }

            Record(journal, allow);
            journal.Look(new LookAtToken(new TokenRef("hsm"), false).ToJson(), journal.View("hsm", Smuggled));
        })];
        Assert.Equal(isRight ? [] : [$"tokens: nobody had allowed to go on although this was found: {Found}"], failures.Select(WithoutPlace));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Before_anybody_can_confirm_an_exception_is_enough(bool isRecorded)
    {
        string[] failures = [.. BeforeOfficers(journal =>
        {
            journal.Objects["hsm"] = [Smuggled];
            Resume(journal);
            if (isRecorded)
            {
                Record(journal, Allow(Found));
            }

            journal.Begin("gather", "gather");
        })];
        Assert.Equal(isRecorded ? [] : [$"tokens: nobody had allowed to go on although this was found: {Found}"], failures.Select(WithoutPlace));
    }

    private static AllowException Allow(string happened) => new("every token is as the journal says", happened, "the ceremony goes on");

    private static string WithoutPlace(string failure) => failure[..(failure.IndexOf(": ", StringComparison.Ordinal) + 2)] + failure[(failure.IndexOf("): ", StringComparison.Ordinal) + 3)..];
}
