using System.Text.Json.Nodes;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>An officer whose card died, and one who left, are replaced: before and after the Boot CA's end.</summary>
public sealed class ReplacementTests
{
    [Fact]
    public void The_others_replace_an_officer_with_a_bootstrap_officer_as_long_as_there_is_one_and_alone_afterwards()
    {
        using var folder = new TemporaryFolder();
        using var installation = new Installation(folder["out"]);
        string script = Programs.InRepository("ceremony-scripts/replace-officer/script.yaml");
        string answers = Programs.InRepository("ceremony-scripts/replace-officer/rehearsals/plain.yaml");
        Tool.Run("env", $"CEREMONY_PARAMETER_CF_PORT={installation.Port}", Programs.Native, "rehearse", script, "--answers", answers, "--out", folder["out"]).Expect();
        Rehearsal rehearsal = installation.Rehearsal;
        Assert.StartsWith("VALID REHEARSAL completed\n", Tool.Run(Programs.Native, "verify", rehearsal.Archive, "--fingerprint", rehearsal.Fingerprint).Expect(), StringComparison.Ordinal);

        Assert.Equal(["Officer 1", "bootstrap officer 2"], Confirmed(rehearsal, "without-2"));
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Confirmed(rehearsal, "officer-3"));
        Assert.Equal(["Officer 1", "Officer 3"], Confirmed(rehearsal, "officer-4"));
        Assert.Equal(["Officer 3", "Officer 4"], Confirmed(rehearsal, "without-1"));
        Assert.Equal(["Officer 3", "Officer 4"], rehearsal.Lines.Last(line => (string)line["kind"]! == "sealed")["roster"]!.AsArray().Select(each => (string)each!["officer"]!));
    }

    private static IEnumerable<string> Confirmed(Rehearsal rehearsal, string step) => rehearsal.Lines
        .Where(line => (string)line["kind"]! == "confirmed" && (string?)line["step"] == step)
        .Select(line => (string)line["officer"]!);
}
