using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Terminal;

/// <summary>A production bootstrap by what docs/operator.md has its reader type, and by what the screens say; on a machine without network and swap.</summary>
public sealed partial class ProductionTests
{
    private const string Section = "A production bootstrap, from nothing";

    // The program that is tested was built by them; tests never build it.
    private const string Build = ".ci/install program\nmake native";

    // Namespaces of its own, in which the loopback interface alone is up and no swap is in use.
    private const string Machine = """
        mount -t sysfs none /sys
        ip link set lo up
        mount --bind "$1" /proc/swaps
        HISTFILE=/dev/null exec bash --norc --noprofile
        """;

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void The_first_steps_are_done_in_production_by_the_documentation_alone(int steps)
    {
        Assert.SkipUnless(steps == 10 || Environment.GetEnvironmentVariable("CEREMONY_WALK") == "full", "it takes minutes; make walk does it");
        IReadOnlyList<string> blocks = DocumentedCommands.Of("operator.md", Section);
        Assert.Equal(Build, blocks[0]);
        int run = blocks.ToList().FindIndex(block => block.StartsWith("ceremony run ", StringComparison.Ordinal));
        using var home = new TemporaryFolder();
        File.WriteAllText(home["swaps"], "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        File.WriteAllText(home["machine"], Machine);
        File.WriteAllText(home["begin"], $"{{\n{string.Join('\n', blocks.Skip(1).Take(run - 1))}\n}} >'{home["said"]}' 2>&1\n{blocks[run]}\n");
        File.WriteAllText(home["end"], string.Join('\n', blocks.Skip(run + 1)));

        using var terminal = new Tmux();
        terminal.Line($"cd '{Repository.Root}'; export HOME='{home.Path}'; exec unshare -rnm sh '{home["machine"]}' '{home["swaps"]}'");
        terminal.Line("clear; echo ready");
        terminal.Wait("ready\n");
        terminal.Line($"bash -e '{home["begin"]}'; echo code=$?");
        terminal.WaitUntil(screen => screen.Contains("PRODUCTION", StringComparison.Ordinal) || Ended().IsMatch(screen), "no ceremony was opened");
        string said = File.ReadAllText(home["said"]);
        Assert.DoesNotContain("×", said, StringComparison.Ordinal);

        var typist = new ProductionTypist(terminal, Pins(string.Join('\n', blocks), said), steps);
        string end = new Robot(terminal) { Instead = typist.Act, Read = typist.Learn }.WalkToTheEnd();

        Assert.True(end.Contains("code=1", StringComparison.Ordinal), $"{end}\n{said}");
        string journal = Path.Combine(home["trial"], "ceremony", "journal.jsonl");
        Assert.Equal(steps, File.ReadLines(journal).Count(line => line.Contains("\"kind\":\"step-done\"", StringComparison.Ordinal)));
        Assert.StartsWith("INCOMPLETE PRODUCTION unfinished\n", Tool.Run(Programs.Native, "verify", Path.GetDirectoryName(journal)!).Expect(1), StringComparison.Ordinal);

        terminal.Line($"bash -e '{home["end"]}'; echo removed=$?");
        Assert.Contains("removed=0", terminal.WaitUntil(Removed().IsMatch, "the trial did not end"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(home["trial"]));
    }

    // Those of the tokens stand in the commands that make them; those of the bootstrap officers are said once, when the boot kit is made.
    private static Dictionary<string, string> Pins(string commands, string said)
    {
        var pins = new Dictionary<string, string>();
        foreach (Match token in Token().Matches(commands))
        {
            pins[token.Groups["user"].Success ? token.Groups["label"].Value : $"Security officer PIN of {token.Groups["label"].Value}"] =
                (token.Groups["user"].Success ? token.Groups["user"] : token.Groups["so"]).Value;
        }

        foreach (Match file in SoftToken().Matches(said))
        {
            pins[file.Groups[1].Value] = file.Groups[2].Value;
        }

        Assert.Equal(7, pins.Count);
        return pins;
    }

    [GeneratedRegex("code=[0-9]")]
    private static partial Regex Ended();

    [GeneratedRegex("removed=[0-9]")]
    private static partial Regex Removed();

    [GeneratedRegex("--label (?<label>[^ ]+) --so-pin (?<so>[0-9]+)( --pin (?<user>[0-9]+))?")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?m)^  (officer[12]\.p12)  ([0-9]+)$")]
    private static partial Regex SoftToken();
}
