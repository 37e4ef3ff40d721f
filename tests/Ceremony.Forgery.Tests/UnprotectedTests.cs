using Ceremony.Core.Json;
using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Forgery.Tests.Runs;

namespace Ceremony.Forgery.Tests;

/// <summary>What docs/security.md calls unprotected was tried, and is called VALID. Where a test fails here, the document says less than is true.</summary>
public sealed class UnprotectedTests
{
    [Fact]
    public void A_program_that_was_changed_leaves_a_record_that_holds()
    {
        // Not one line of this archive was written by the program.
        HonestCeremony made = HonestCeremonies.Whole.Value;
        Assert.False(made.IsPrograms);
        Assert.True(Told(Held.Whole("nothing", _ => { }, Lie.Nothing)).Deceives);
    }

    [Fact]
    public void Notes_and_what_the_operator_typed_are_the_consoles_words_until_the_seal() =>
        AssertHolds(Held.TwoKeys("a note that nobody wrote", f => f.Before(f.Line("sealed"), "note", new JsonMap { { "text", "All went well." } })));

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
        Judgement judgement = Told(Held.TwoKeys("a report that tells another story, by another version", f =>
        {
            f.Everywhere("1.0", "9.9");
            f.Files["report.txt"] = "Nothing was done.\n"u8.ToArray();
        }));
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

    private static void AssertHolds(Lie lie)
    {
        Judgement judgement = Told(lie);
        Assert.True(judgement.Deceives, $"{lie.Name} is refused by {string.Join(", ", judgement.Refusing)}: {string.Join(" ", judgement.Verdicts.SelectMany(verdict => verdict.Checks).Where(check => !check.Passed).Select(check => check.Sentence))}");
    }

    private static Judgement Told(Lie lie) => lie.Judge();

    private static Verdict Judged(HonestCeremony ceremony, VerifyOptions options)
    {
        using var folder = new TemporaryFolder();
        foreach ((string path, byte[] bytes) in ceremony.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
            File.WriteAllBytes(folder[path], bytes);
        }

        return Verifier.Verify(folder.Path, options);
    }
}
