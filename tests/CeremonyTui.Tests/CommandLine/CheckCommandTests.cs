namespace CeremonyTui.Tests.CommandLine;

/// <summary>The command that says whether a script can be carried out, before anybody comes.</summary>
public sealed class CheckCommandTests
{
    [Fact]
    public void What_would_be_refused_in_the_room_stands_with_file_line_and_column()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["twice.yaml"], File.ReadAllText(Programs.SingleKeyScript).Replace(
            "  - act: The end",
            "      - { id: again, do: generate-key, key: '${param.key}', token: hsm, algorithm: rsa-4096, usage: [sign] }\n\n  - act: The end",
            StringComparison.Ordinal));
        string[] lines = File.ReadAllLines(folder["twice.yaml"]);
        int line = Array.FindIndex(lines, each => each.Contains("id: again", StringComparison.Ordinal));

        Ran ran = Tool.Run(Programs.Native, "check", folder["twice.yaml"]);

        Assert.Equal("", ran.Expect(2));
        Assert.Equal(
            $"{folder["twice.yaml"]}:{line + 1}:{lines[line].IndexOf("'${", StringComparison.Ordinal) + 1}: the key \"${{param.key}}\" is made by the step \"key\" on line 36 already; each needs a name of its own\n",
            ran.Errors);
    }

    [Fact]
    public void The_forecast_tells_by_seat_who_types_which_PIN_how_often()
    {
        string said = Tool.Run(Programs.Native, "check", Programs.SingleKeyScript).Expect(0);

        Assert.Contains("\n      officer 1: 5 PINs (twice new PIN of console-officer-1.p12, once User PIN of CM-HSM, twice to confirm with key made at this console, console-officer-1.p12)\n", said, StringComparison.Ordinal);
        Assert.Contains("\n      officer 2: 4 PINs (", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_combined_is_said() => Assert.Matches(
        "(?m)^1?[0-9] of 768 combinations of choices were tried: every two choices together at least once\\.$",
        Tool.Run(Programs.Native, "check", Repository.PathOf("ceremony-scripts", "nexus-cm-bootstrap", "script.yaml")).Expect(0));
}
