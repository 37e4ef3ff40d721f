using System.Globalization;
using System.Text.RegularExpressions;
using CeremonyTui.Tests.Bootstrap;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Terminal;

/// <summary>Every rehearsal that is shipped, held by somebody who only reads the screens, and what that takes. There are many screens, so <c>make walk</c> does it.</summary>
public sealed partial class WalkTests
{
    private const int MostPins = 55;
    private const int MostKeys = 600;
    private const int MostPagesReadOn = 40;

    /// <summary>Script and rehearsal, as the folders of <c>ceremony-scripts</c> have them.</summary>
    public static TheoryData<string, string> Shipped =>
    [
        .. from script in Directory.GetDirectories(Programs.InRepository("ceremony-scripts"))
           from rehearsal in Directory.GetFiles(Path.Combine(script, "rehearsals"), "*.yaml")
           orderby rehearsal
           select (Path.GetFileName(script), Path.GetFileNameWithoutExtension(rehearsal)),
    ];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_rehearsal_is_held_by_somebody_who_only_reads_the_screens(string script, string rehearsal)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CEREMONY_WALK") == "full", "it takes minutes; make walk does it");
        using var folder = new TemporaryFolder();
        using var terminal = new Tmux();
        using var installation = new Installation(folder["out"]);
        terminal.Rehearse(Programs.InRepository($"ceremony-scripts/{script}/script.yaml"), folder["out"], $"{Parameters(script, rehearsal)} {Ports(script, installation)}", $"TERM=xterm-256color CEREMONY_PARAMETER_CF_PORT={installation.Port}");
        var robot = new Robot(terminal);
        // It may take two pages, which both show some people.
        var told = new Dictionary<string, int>();
        Assert.Contains("code=0", robot.WalkToTheEnd((number, screen) =>
        {
            foreach (Match pins in screen.Contains(" Who types which PIN ", StringComparison.Ordinal) ? PinCount().Matches(screen).Cast<Match>() : [])
            {
                told[pins.Groups[1].Value] = int.Parse(pins.Groups[2].Value, CultureInfo.InvariantCulture);
            }

            Keep($"{script}-{rehearsal}", number, screen);
        }));
        TestContext.Current.TestOutputHelper?.WriteLine($"{script}, {rehearsal}:\n{robot.Effort.Table}");
        Rehearsal held = installation.Rehearsal;
        Assert.StartsWith("VALID REHEARSAL completed", Tool.Run(Programs.Native, "verify", held.Archive, "--fingerprint", held.Fingerprint, "--allow-console-keys").Expect(), StringComparison.Ordinal);
        Assert.Empty(SecretSearch.In(held));
        Assert.Equal(told.Values.Sum(), robot.Effort.Pins);
        Assert.True(rehearsal != "hardware" || robot.Effort is { Pins: <= MostPins, Keys: <= MostKeys, PagesReadOn: <= MostPagesReadOn }, robot.Effort.Table);
    }

    // As from a file of parameters: those of its answers, and what the script has for all that the rehearsal does not set itself.
    private static string Parameters(string script, string rehearsal)
    {
        string[] answered = [.. Section(File.ReadAllLines(Programs.InRepository($"ceremony-scripts/{script}/rehearsals/{rehearsal}.yaml")), "parameters:").Where(line => !line.Contains(": [", StringComparison.Ordinal))];
        string[] lines = File.ReadAllLines(Programs.InRepository($"ceremony-scripts/{script}/script.yaml"));
        HashSet<string> known = [.. answered.Concat(Section(lines, "  set:")).Select(line => line.Split(':')[0].Trim())];
        IEnumerable<string> defaults = Section(lines, "parameters:").Select(line => Default().Match(line))
            .Where(match => match.Success && !known.Contains(match.Groups[1].Value) && (match.Groups[3].Value.Length == 0 || answered.Contains($"  {match.Groups[3].Value}"))).Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}");
        return string.Join(' ', answered.Concat(defaults).Select(line => $"--set '{line.Trim().Replace("'", "", StringComparison.Ordinal).Replace(": ", "=", StringComparison.Ordinal)}'"));
    }

    private static IEnumerable<string> Section(IEnumerable<string> lines, string title) => lines.SkipWhile(line => line != title).Skip(1).TakeWhile(line => line.StartsWith(' '));

    private static string Ports(string script, Installation installation) => script == "nexus-cm-bootstrap" ? $"--set cf-port={installation.Port} --set cis-port={installation.Port + 1}" : "";

    // Whoever wants to see each screen names a folder for them.
    private static void Keep(string name, int number, string screen)
    {
        if (Environment.GetEnvironmentVariable("CEREMONY_WALK_SCREENS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, $"{number:000}.txt"), screen);
        }
    }

    [GeneratedRegex(@"^  ([a-z0-9-]+): \{ .*default: (.+?)(?:, when: \{ (.*?) \})? \}$")]
    private static partial Regex Default();

    [GeneratedRegex(@"\(([a-z]+ [0-9]+)\) +([0-9]+) PINs?:")]
    private static partial Regex PinCount();
}
