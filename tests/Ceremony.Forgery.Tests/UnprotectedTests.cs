using Ceremony.Core.Json;
using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Forgery.Tests.Hostility;
using Ceremony.Forgery.Tests.Runs;

namespace Ceremony.Forgery.Tests;

/// <summary>What docs/security.md calls unprotected was tried, and is called VALID. Where a test fails here, the document says less than is true.</summary>
public sealed class UnprotectedTests
{
    private const string Operator = "Name of operator 1";

    /// <summary>What the console writes as it likes.</summary>
    public static TheoryData<string> Unsigned => [.. ConsolesWords.Keys];

    private static Dictionary<string, Lie> ConsolesWords { get; } = new Lie[]
    {
        Held.TwoKeys("a note that nobody wrote", f => f.Before(f.Line("sealed"), "note", new JsonMap { { "text", "All went well." } })),
        Held.TwoKeys("an exception of the operator that nobody heard of", f => f.Before(f.Last("inventory"), "exception", new JsonMap { { "expected", "the lamp burns" }, { "happened", "it went out" }, { "decided", "to go on" }, { "by", Operator } }).Set("step", null)),
        Held.TwoKeys("a break that nobody took", f =>
        {
            f.Before(f.Last("inventory"), "break", new JsonMap { { "state", "begins" }, { "reason", "lunch" }, { "by", Operator } }).Set("step", null);
            f.Before(f.Last("inventory"), "break", new JsonMap { { "state", "ends" }, { "reason", "lunch" }, { "by", Operator } }).Set("step", null);
        }),
        Held.TwoKeys("a guest who never came, and left", f =>
        {
            var guest = new JsonMap { { "role", "guest" }, { "number", 1 }, { "name", "Eve Miller" } };
            f.Before(f.Last("inventory"), "entered", new JsonMap { { "person", guest }, { "by", Operator } }).Set("step", null);
            f.Before(f.Last("inventory"), "left", new JsonMap { { "person", guest }, { "by", Operator } }).Set("step", null);
        }),
        Held.TwoKeys("somebody else attested", f => f.Everywhere("Name of witness 1", "Eve Miller")),
        Held.Left("something else was recorded", f =>
        {
            f.Line("answered", 1, "bag").Set("answers/record", "AB123456");
            f.Line("step-done", 1, "bag").Set("outputs", new JsonMap { { "", "AB123456" } });
        }),
        Held.TwoKeys("a token of another make", f => f.Last("inventory").Set("tokens/0/view/model", "another model").Set("tokens/0/view/firmware", "9.9")),
    }.ToDictionary(lie => lie.Name, StringComparer.Ordinal);

    [Fact]
    public void A_program_that_was_changed_leaves_a_record_that_holds()
    {
        // Not one line of this archive was written by the program.
        HonestCeremony made = HonestCeremonies.Whole.Value;
        Assert.False(made.IsPrograms);
        Assert.True(Held.Whole("nothing", _ => { }, Lie.Nothing).Judge().Deceives);
    }

    [Theory]
    [MemberData(nameof(Unsigned))]
    public void Lines_in_which_nobody_signs_are_the_consoles_words_until_the_seal(string name) => AssertHolds(ConsolesWords[name]);

    [Fact]
    public void A_token_that_is_away_at_the_end_is_not_missed() =>
        AssertHolds(Held.TwoKeys("the token away at the end", f => f.Last("inventory").Set("tokens/0", new JsonMap { { "token", "hsm" }, { "absent", true } })));

    [Fact]
    public void A_clock_that_is_slow_the_whole_time_is_not_noticed() => AssertHolds(Held.TwoKeys("everything seven minutes later", f =>
    {
        foreach (ForgedLine line in f.Lines)
        {
            foreach (string field in new[] { "at", "until" }.Where(field => line.Text(field).Length > 0))
            {
                string later = JournalMaker.Time(DateTimeOffset.Parse(line.Text(field), System.Globalization.CultureInfo.InvariantCulture).AddMinutes(7));
                line.Change(json => JsonPath.Set(json, field, later[..^5] + line.Text(field)[^5..]).AsMap());
            }
        }
    }));

    [Fact]
    public void Letters_that_look_alike_are_not_taken_for_one_another() =>
        AssertHolds(Held.TwoKeys("two officers whose names look the same", f =>
        {
            f.Everywhere("Name of officer 1", "Ada Berg");
            f.Everywhere("Name of officer 2", "Аda Berg");
        }));

    [Fact]
    public void Another_ceremony_of_the_same_officers_is_theirs_too_where_only_their_authority_is_given()
    {
        HonestCeremony[] sealedByThem = [HonestCeremonies.TwoKeys.Value, HonestCeremonies.Resumed.Value];
        Assert.Equal(2, sealedByThem.Select(each => each.Fingerprint).Distinct().Count());
        Assert.All(sealedByThem, each => Assert.Equal(VerdictWord.Valid, Judged(each, new VerifyOptions { Trust = each.Trusted }).Word));
    }

    [Fact]
    public void A_report_of_another_version_is_compared_by_nobody()
    {
        Judgement judgement = Held.TwoKeys("a report that tells another story, by another version", f =>
        {
            f.Everywhere("1.0", "9.9");
            f.Files["report.txt"] = "Nothing was done.\n"u8.ToArray();
        }).Judge();
        Assert.True(judgement.Deceives, string.Join(", ", judgement.Refusing));
        Assert.All(judgement.Verdicts, verdict => Assert.False(verdict.Checks.Single(check => check.Name == "report").IsMade));
    }

    [Fact]
    public void What_was_written_before_anybody_confirmed_is_anybodys_where_nothing_is_on_the_sheet()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(Engine.Tests.Run.Scripts.TwoKeys), "Generate a key");
        Forger forger = left.Forger();
        forger.Everywhere("Name of witness 1", "Eve Miller");
        Resumption resumption = left.Resume(forger.Chain([]), Sheet.Empty, goesOn: true);
        Assert.True(resumption.Came is WhatCame.WentOn, resumption.ToString());

        // The record says that there was nothing to compare with.
        Assert.Contains(resumption.Written, line => line.Text("kind") == "witnessed" && line.Number("line") == 0);
    }

    /// <summary>Before the first confirmation nothing ties the officers' certificates to anybody: whoever has the folder makes both of them, and a Boot CA above them.</summary>
    [Fact]
    public void So_are_the_officers_certificates()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(Engine.Tests.Run.Scripts.TwoKeys), "Generate a key");
        byte[] ca = Cast.Forged.BootCa.Certificate;
        Forger forger = left.Forger();
        forger.Cut(forger.Line("step-started", 1, "first"));
        BetweenRunsTests.Exchange(forger);
        forger.First(line => line.Text("action/name") == "boot-ca.cer").Set("receipt/sha256", JournalMaker.Hash(ca)).Set("receipt/size", ca.Length);
        Resumption resumption = left.Resume(forger.Chain([]), Sheet.Empty, beside: folder => File.WriteAllBytes(Path.Combine(folder, "artifacts", "boot-ca.cer"), ca));
        Assert.True(resumption.Came is WhatCame.WentOn, resumption.ToString());
        Assert.Contains(resumption.Written, line => line.Text("kind") == "resumed");
    }

    private static void AssertHolds(Lie lie)
    {
        Judgement judgement = lie.Judge();
        Assert.True(judgement.Deceives, $"{lie.Name} is refused by {string.Join(", ", judgement.Refusing)}: {string.Join(" ", judgement.Verdicts.SelectMany(verdict => verdict.Checks).Where(check => !check.Passed).Select(check => check.Sentence))}");
    }

    private static Verdict Judged(HonestCeremony ceremony, VerifyOptions options)
    {
        using var folder = new TemporaryFolder();
        Target.Write(folder.Path, ceremony.Files);
        return Verifier.Verify(folder.Path, options);
    }
}
