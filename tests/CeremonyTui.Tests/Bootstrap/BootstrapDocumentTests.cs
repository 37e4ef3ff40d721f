using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>docs/bootstrap.md names each step of the script, and only tests that there are.</summary>
public sealed partial class BootstrapDocumentTests
{
    // What every ceremony has, whatever its procedure.
    private static readonly string[] OfAnyCeremony = ["room", "gather", "two-officers", "system-ca-fingerprint", "officers-confirm", "release-media", "witness", "seal"];

    private static readonly string Document = File.ReadAllText(Programs.InRepository("docs/bootstrap.md"));

    [Fact]
    public void Each_step_of_the_script_stands_in_the_document()
    {
        string[] steps = [.. StepId().Matches(File.ReadAllText(Programs.BootstrapScript)).Select(match => match.Groups[1].Value)];
        Assert.True(steps.Length > 100, $"{steps.Length} steps");
        Assert.Equal([], steps.Except(OfAnyCeremony).Where(step => !Document.Contains($"`{step}`", StringComparison.Ordinal)));
        Assert.Equal([], OfAnyCeremony.Except(steps));
    }

    [Fact]
    public void Each_test_that_it_names_is_there()
    {
        string[] named = [.. TestClass().Matches(Document).Select(match => match.Groups[1].Value).Distinct()];
        string[] there = [.. Directory.EnumerateFiles(Programs.InRepository("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).OfType<string>()];
        Assert.True(named.Length > 20, $"{named.Length} tests");
        Assert.Equal([], named.Except(there));
    }

    [GeneratedRegex(@"(?m)^      - (?:\{ )?id: ([a-z0-9-]+)")]
    private static partial Regex StepId();

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestClass();
}
