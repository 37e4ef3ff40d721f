using CeremonyTui.Tests.Bootstrap;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Terminal;

/// <summary>Every rehearsal that is shipped, held by somebody who only reads the screens, and what that takes. There are many screens, so <c>make walk</c> does it.</summary>
public sealed class WalkTests
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
        terminal.Rehearse(Programs.InRepository($"ceremony-scripts/{script}/script.yaml"), folder["out"], $"{Parameters(script, rehearsal)} {Ports(script, installation)}");
        var robot = new Robot(terminal);
        Assert.Contains("code=0", robot.WalkToTheEnd(Keep($"{script}-{rehearsal}")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{script}, {rehearsal}:\n{robot.Effort.Table}");
        Rehearsal held = installation.Rehearsal;
        Assert.StartsWith("VALID REHEARSAL completed", Tool.Run(Programs.Native, "verify", held.Archive, "--fingerprint", held.Fingerprint, "--allow-console-keys").Expect(), StringComparison.Ordinal);
        Assert.Empty(SecretSearch.In(held));
        Assert.True(rehearsal != "hardware" || robot.Effort is { Pins: <= MostPins, Keys: <= MostKeys, PagesReadOn: <= MostPagesReadOn }, robot.Effort.Table);
    }

    // The parameters of its answers; everything else is found out on the screens.
    private static string Parameters(string script, string rehearsal) => string.Join(' ', File.ReadLines(Programs.InRepository($"ceremony-scripts/{script}/rehearsals/{rehearsal}.yaml"))
        .SkipWhile(line => line != "parameters:").Skip(1).TakeWhile(line => line.StartsWith(' ')).Select(line => $"--set '{line.Trim().Replace("'", "", StringComparison.Ordinal).Replace(": ", "=", StringComparison.Ordinal)}'"));

    private static string Ports(string script, Installation installation) => script == "nexus-cm-bootstrap" ? $"--set cf-port={installation.Port} --set cis-port={installation.Port + 1}" : "";

    // Whoever wants to see each screen names a folder for them.
    private static Action<int, string>? Keep(string name)
    {
        if (Environment.GetEnvironmentVariable("CEREMONY_WALK_SCREENS") is not { Length: > 0 } folder)
        {
            return null;
        }

        string screens = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        return (number, screen) => File.WriteAllText(Path.Combine(screens, $"{number:000}.txt"), screen);
    }
}
