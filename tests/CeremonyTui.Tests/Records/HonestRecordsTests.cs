namespace CeremonyTui.Tests.Records;

/// <summary>What the program itself writes, however a ceremony went, is never called INVALID.</summary>
public class HonestRecordsTests
{
    private const string Everywhere = "format: ceremony-answers/1\neverywhere:\n  pin: as-shown\n  step-number: as-shown\n  words: as-shown\n";

    private const string People = """
          gather:
            operator 1: Olga Berg
            officer 1: Ada Vega
            officer 2: Bo Lind
            witness 1: Wim Zorn
            pin console-officer-1.p12: '358213'
            pin console-officer-2.p12: '914472'

        """;

    private const string Troubled = """
          key:
            confirm officer 1: ['111111', as-shown]
            events:
              - note: It is warm in here
              - exception: { expected: The lamp burns, happened: It went out, decided: To go on by daylight, by: Ada Vega }
              - { break: Lunch, before: confirm officer 1 }
              - { leave: true, before: step-number }

        """;

    private static readonly string Begin = $"{Everywhere}parameters:\n  key: Signing key\nsteps:\n";

    /// <summary>What the steps are answered, the verdict.</summary>
    public static TheoryData<string, string> Ends => new()
    {
        { "  room:\n    events:\n      - abort: Nobody came\n", "VALID REHEARSAL aborted" },
        { People + "  key:\n    events:\n      - { abort: The HSM is hot, before: step-number }\n", "VALID REHEARSAL aborted" },
        {
            People + "  key:\n    events:\n      - { abort: The HSM is hot, before: confirm officer 1 }\n  seal:\n    confirm officer 2: refuse because I did not see it\n",
            "VALID REHEARSAL aborted"
        },
        {
            People + "  key:\n    events:\n      - { abort: The HSM is hot, before: confirm officer 1 }\n  seal:\n    confirm officer 1: refuse because no\n    confirm officer 2: refuse because no\n",
            "VALID REHEARSAL aborted"
        },
        { People + "  key:\n    confirm officer 1: refuse because the label is wrong\n    after-refusal: abort\n", "VALID REHEARSAL aborted" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_honest_end_is_valid_under_its_fingerprint(string steps, string firstLine)
    {
        using var rehearsal = new Rehearsal();
        string said = rehearsal.Begin("single-key", Begin + steps).Said;
        Assert.True(Directory.Exists(rehearsal.Archive), said);
        Assert.Equal(firstLine, rehearsal.Judged());
    }

    [Fact]
    public void An_unfinished_ceremony_is_incomplete_with_a_torn_line_torn_and_resumed_it_is_valid()
    {
        using var rehearsal = new Rehearsal();
        Assert.Equal(1, rehearsal.Begin("single-key", Begin + People + Troubled).Code);
        Assert.Equal("INCOMPLETE REHEARSAL unfinished", rehearsal.Judged());
        File.AppendAllText(rehearsal.Journal, "{\"at\":\"2026-0");
        Assert.Equal("TORN REHEARSAL unfinished", rehearsal.Judged());
        (int code, string said) = rehearsal.Resume(Everywhere + "steps: {}\n");
        Assert.True(code == 0, said);
        Assert.Equal("VALID REHEARSAL completed", rehearsal.Judged());
        Assert.Contains("\"kind\":\"recovered\"", File.ReadAllText(rehearsal.Journal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    public void A_ceremony_that_was_killed_is_incomplete_or_torn_and_resumed_it_is_valid(int lines)
    {
        // By the program that needs .NET, which is slower: it is still at work when its lines are counted.
        using var rehearsal = new Rehearsal(AppContext.BaseDirectory);
        string answers = Begin + People;
        Assert.True(rehearsal.BeginAndKill("single-key", answers, lines), "the ceremony was over before it could be killed");
        Assert.Contains(rehearsal.Judged(), new[] { "INCOMPLETE REHEARSAL unfinished", "TORN REHEARSAL unfinished" });
        (int code, string said) = rehearsal.Resume(answers);
        Assert.True(code == 0, said);
        Assert.Equal("VALID REHEARSAL completed", rehearsal.Judged());
    }

    /// <summary>An abort reads the ceremony from the first two lines; a damage there leaves only the copy, and nobody is sent to an abort that is refused.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_journal_whose_first_lines_are_damaged_is_not_aborted_and_stays_as_it_is(int damaged)
    {
        using var rehearsal = new Rehearsal();
        Assert.Equal(1, rehearsal.Begin("single-key", Begin + People + Troubled).Code);
        string[] lines = File.ReadAllLines(rehearsal.Journal);
        lines[damaged - 1] = "{" + lines[damaged - 1];
        File.WriteAllLines(rehearsal.Journal, lines);
        (int code, string said) = rehearsal.Run("abort", rehearsal.Folder, "--reason", "enough");
        Assert.Equal(1, code);
        Assert.StartsWith($"The journal in {rehearsal.Folder} is damaged in line {damaged}, and does not tell which ceremony was begun: ", said, StringComparison.Ordinal);
        Assert.EndsWith(" Where there is none, keep the folder as it is, and look after each key that its lines name.\n", said, StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllLines(rehearsal.Journal));
    }

    [Fact]
    public void What_a_rehearsal_keeps_of_its_PINs_is_open_to_its_account_alone()
    {
        using var rehearsal = new Rehearsal();
        Assert.Equal(1, rehearsal.Begin("single-key", Begin + People + Troubled).Code);
        string kept = Path.Combine(rehearsal.Folder, "rehearsal");
        Assert.Equal("700\n600\n", Tool.Run("stat", "-c", "%a", kept, Path.Combine(kept, "pins.json")).Expect());
    }

    [Fact]
    public void A_witness_who_does_not_agree_is_on_record_and_the_officers_exception_is_valid()
    {
        using var rehearsal = new Rehearsal();
        const string Agrees = "  witness:\n    remark: ''\n";
        const string DoesNot = "  witness:\n    attest: do not agree\n    remark: I was outside.\n    after-refusal: exception\n"
            + "    expected: The witness saw it all\n    decided: To seal it with this remark\n    by: Ada Vega\n";
        string answers = Rehearsal.AnswersOf(Rehearsal.FirstHalf, "");
        Assert.Contains(Agrees, answers, StringComparison.Ordinal);
        (int code, string said) = rehearsal.Begin(Rehearsal.FirstHalf, answers.Replace(Agrees, DoesNot, StringComparison.Ordinal));
        Assert.True(code == 0, said);
        Assert.Equal("VALID REHEARSAL completed", rehearsal.Judged());
        string report = File.ReadAllText(Path.Combine(rehearsal.Archive, "report.txt"));
        Assert.Contains("ended the step, which was not done.", string.Join(' ', report.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_build_goes_on_when_the_officers_allowed_it_and_the_record_is_valid()
    {
        using var first = new Rehearsal();
        Assert.Equal(1, first.Begin("single-key", Begin + People + "  key:\n    events:\n      - { leave: true, before: confirm officer 1 }\n").Code);
        string other = first.Beside("other-build");
        Directory.CreateDirectory(other);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        }

        foreach (string native in Directory.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes")) ? ["runtimes"] : Array.Empty<string>())
        {
            Directory.CreateSymbolicLink(Path.Combine(other, native), Path.Combine(AppContext.BaseDirectory, native));
        }

        File.WriteAllText(Path.Combine(other, "another.dll"), "not the same build");
        using var second = new Rehearsal(other);
        string answers = second.Beside("answers.yaml");
        File.WriteAllText(answers, Everywhere + "steps:\n  key:\n    exception: allow\n");
        (int code, string said) = second.Run("resume", first.Folder, "--answers", answers);
        Assert.True(code == 0, said);
        Assert.Equal("VALID REHEARSAL completed", first.Judged());
        Assert.Contains("another build of the program runs now", File.ReadAllText(first.Journal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_fingerprint_is_a_wrong_command_line_and_no_verdict()
    {
        using var rehearsal = new Rehearsal();
        (int code, string said) = rehearsal.Run("verify", rehearsal.Folder, "--fingerprint", "aardvark, adroitness");
        Assert.Equal(2, code);
        Assert.Equal("The given fingerprint is neither 64 hex digits nor 32 words. Nothing was verified: read the paper again, and give all of it in quotes.\n", said);
    }
}
