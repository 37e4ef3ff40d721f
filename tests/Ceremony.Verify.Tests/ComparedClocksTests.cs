using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>No time goes back without a word, and nothing goes on by a clock that nobody compared.</summary>
public sealed class ComparedClocksTests
{
    private const string Started = "nobody compared the clock with a watch since the machine was started again";
    private const string Set = "nobody compared the clock with a watch since it was set";
    private const string Gap = "nobody compared the clock with a watch since the line before, more than a day ago";
    private const double Day = 24 * 3600;

    [Theory]
    [InlineData("note", -0.001, false)]
    [InlineData("note", 0, true)]
    [InlineData("recovered", -1, false)]
    [InlineData("clock", -1, true)]
    public void No_line_is_earlier_than_the_one_before_it_but_for_one_that_tells_of_the_clock(string kind, double seconds, bool isRight)
    {
        Unchained lines = new Unchained { Clock = 100 }.Open();
        lines.Clock += seconds;
        lines.Add(kind);
        Assert.Equal(isRight ? [] : [$"Line 2 ({kind}): it is earlier than the line before it."], Walked.Over(ComparedClocks.Problems, lines.Evidence()));
    }

    /// <summary>Lines after something that wants a comparison, and what is wrong with the last.</summary>
    public static TheoryData<string, string[], string?> Doubts => new()
    {
        { "boot", ["note"], null },
        { "boot", ["witnessed", "aborted", "inventory", "sealed"], null },
        { "boot", ["resumed"], Started },
        { "boot", ["step-started"], Started },
        { "boot", ["shown 1"], Started },
        { "boot", ["clock-compared", "resumed", "shown 1", "shown 2", "step-started"], null },
        { "boot", ["clock", "resumed"], Started },
        { "boot", ["clock", "clock-compared", "resumed"], null },
        { "boot", ["completed"], Started },
        { "clock", ["shown 1", "shown 1"], null },
        { "clock", ["shown 1", "step-done"], null },
        { "clock", ["shown 1", "shown 2"], Set },
        { "clock", ["shown 1", "step-started"], Set },
        { "clock", ["step-started", "shown 1"], Set },
        { "clock", ["completed"], null },
        { "clock", ["shown 1", "completed"], Set },
        { "clock", ["shown 1", "sealed"], null },
        { "clock", ["shown 1", "clock-compared", "shown 2"], null },
        { "clock", ["clock-compared", "clock", "shown 1", "shown 2"], Set },
        { "gap", ["shown 1"], null },
        { "gap", ["shown 1", "shown 2"], Gap },
        { "gap", ["clock-compared", "shown 1", "shown 2"], null },
        { "a day", ["shown 1", "shown 2"], null },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void Only_what_was_under_way_comes_to_its_end(string doubt, string[] then, string? says)
    {
        Unchained lines = new Unchained().Open();
        lines.Boot = doubt == "boot" ? "boot-2" : lines.Boot;
        lines.Clock += doubt switch { "gap" => Day + 0.001, "a day" => Day, _ => 0 };
        if (doubt == "clock")
        {
            lines.Add("clock");
        }

        foreach (string line in then)
        {
            _ = line.Split(' ') switch
            {
                [var kind, var call] => lines.Add(kind, "one", ("call", int.Parse(call, System.Globalization.CultureInfo.InvariantCulture))),
                ["clock-compared"] => lines.Add("clock-compared", null, ("shown", JournalMaker.Time(Cast.Begin.AddSeconds(lines.Clock)))),
                ["completed"] => lines.Add("sealed", null, ("outcome", "completed")),
                ["sealed"] => lines.Add("sealed", null, ("outcome", "aborted")),
                _ => lines.Add(line),
            };
        }

        Assert.Equal(says is null ? [] : [$"Line {lines.Lines.Count} ({lines.Lines[^1].Kind}): {says}."], Walked.Over(ComparedClocks.Problems, lines.Evidence()));
    }

    [Fact]
    public void Another_step_was_not_under_way_though_its_call_has_the_same_number()
    {
        Unchained lines = new Unchained().Open().Add("clock").Add("shown", "one", ("call", 1)).Add("shown", "two", ("call", 1));
        Assert.Equal([$"Line 4 (shown): {Set}."], Walked.Over(ComparedClocks.Problems, lines.Evidence()));
    }

    [Fact]
    public void What_stands_after_the_seal_is_not_covered_and_an_earlier_edition_knows_no_comparison()
    {
        Unchained after = new Unchained().Open().Add("sealed", null, ("outcome", "completed"));
        (after.Boot, after.Clock) = ("boot-2", -100);
        Assert.Empty(Walked.Over(ComparedClocks.Problems, after.Add("resumed").Evidence()));

        Unchained earlier = new Unchained().Add("opened", null, ("mode", "production"), ("edition", 3));
        (earlier.Boot, earlier.Clock) = ("boot-2", -100);
        Assert.Empty(Walked.Over(ComparedClocks.Problems, earlier.Add("resumed").Evidence()));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(603, true)]
    [InlineData(604, false)]
    [InlineData(-3, true)]
    [InlineData(-4, false)]
    public void What_was_compared_is_the_time_of_its_line(int secondsBefore, bool isRight)
    {
        Unchained lines = new Unchained { Clock = 1000 }.Open().Add("clock-compared", null, ("shown", JournalMaker.Time(Cast.Begin.AddSeconds(1000 - secondsBefore))));
        Assert.Equal(isRight ? [] : ["Line 2 (clock-compared): what was compared with a watch is not the time of this line."], Walked.Over(ComparedClocks.Problems, lines.Evidence()));
    }

    /// <summary>Lines of a step by call and attempt, and whether the last rests on a look that is past.</summary>
    public static TheoryData<string[], bool> Looks => new()
    {
        { ["clock 1", "compared", "proposed 2"], true },
        { ["clock 1", "compared", "intended 3"], true },
        { ["clock 1", "compared", "shown 2"], false },
        { ["token 1", "compared", "proposed 2"], false },
        { ["compared", "clock 1", "proposed 2"], false },
        { ["clock 1", "compared", "clock 1 2", "proposed 2 2"], false },
        { ["clock 1", "proposed 2", "intended 3", "performed 3", "compared", "intended 4"], false },
        { ["clock 1", "proposed 2", "intended 3", "performed 3", "clock 4", "compared", "proposed 5"], true },
        { ["clock 1", "kept 2", "compared", "proposed 3"], true },
        { ["clock 1", "proposed 2", "compared", "proposed 1 2"], false },
        { ["clock 2", "proposed 3", "compared", "proposed 3 2"], true },
        { ["clock 1", "intended 3", "performed 3", "compared", "intended 4 2"], false },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void Nothing_rests_on_a_look_from_before_the_last_comparison_unless_it_was_begun_to_be_done(string[] told, bool isPast)
    {
        Unchained lines = new Unchained().Open();
        foreach (string[] words in told.Select(line => line.Split(' ')))
        {
            if (words is ["compared"])
            {
                lines.Add("clock-compared");
                continue;
            }

            JsonValue call = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            JsonValue attempt = words.Length > 2 ? 2 : 1;
            _ = words[0] switch
            {
                "clock" or "token" => lines.Add("looked", "one", ("call", call), ("attempt", attempt), ("look", new JsonMap { { "look", words[0] } })),
                "performed" => lines.Add("performed", "one", ("call", call), ("attempt", attempt), ("intended", 1)),
                "kept" => lines.Add("performed", "one", ("call", call), ("attempt", attempt)),
                var kind => lines.Add(kind, "one", ("call", call), ("attempt", attempt)),
            };
        }

        Assert.Equal(isPast ? 1 : 0, Walked.Over(PastLooks.Problems, lines.Evidence()).Count());
    }

    [Theory]
    [InlineData("1 hour ago", "the certificate of the CA \"The CA\" is valid from before the ceremony began")]
    [InlineData("now", null)]
    public void No_certificate_is_valid_from_before_the_ceremony_began(string from, string? says)
    {
        DateTimeOffset notBefore = from == "now" ? Cast.Begin : Cast.Begin.AddHours(-1);
        foreach (long edition in new long[] { 3, 4 })
        {
            var lines = new Unchained();
            lines.Add("opened", null, ("mode", "production"), ("edition", edition));
            lines.Add("step-done", "ca", ("facts", new JsonList(new CaCreated("The CA", "Key", CertificateFrom(notBefore), "the-ca.cer").ToJson())));
            Assert.Equal(says is null || edition == 3 ? [] : [$"Line 2 (step-done): {says}."], Walked.Over(ValidBeforeCheck.Problems, lines.Evidence()));
        }

        // A clock that was ahead and was put right: the ceremony began at the earliest time that a line has.
        Unchained corrected = new Unchained().Open();
        corrected.Clock = -3600;
        corrected.Add("clock").Add("step-done", "ca", ("facts", new JsonList(new CaCreated("The CA", "Key", CertificateFrom(notBefore), "the-ca.cer").ToJson())));
        Assert.Empty(Walked.Over(ValidBeforeCheck.Problems, corrected.Evidence()));
    }

    private static byte[] CertificateFrom(DateTimeOffset from)
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=The CA", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(from, from.AddYears(1)).RawData;
    }
}
