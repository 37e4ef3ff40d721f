using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CeremonyTui.Tests;

/// <summary>What is built, and by which files.</summary>
public sealed partial class BuildTests
{
    [Fact]
    public void Beside_the_program_compiled_ahead_of_time_lies_nothing_that_need_not_be_copied() =>
        Assert.Equal([Programs.Native], Directory.GetFileSystemEntries(Path.GetDirectoryName(Programs.Native)!));

    [Fact]
    public void Every_target_of_the_Makefile_is_done_even_where_a_file_has_its_name()
    {
        string makefile = File.ReadAllText(Programs.InRepository("Makefile"));
        string[] phony = [.. Phony().Match(makefile).Groups[1].Value.Split(' ').Order()];
        Assert.Equal(Target().Matches(makefile).Select(target => target.Groups[1].Value).Order(), phony);
    }

    [Fact]
    public void Every_package_that_has_a_version_is_used_by_a_project()
    {
        string locks = string.Concat(Directory.EnumerateFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories).Select(File.ReadAllText));
        IEnumerable<string> pinned = XDocument.Load(Programs.InRepository("Directory.Packages.props")).Descendants("PackageVersion").Select(package => (string)package.Attribute("Include")!);
        Assert.DoesNotContain(pinned, package => !locks.Contains($"\"{package}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  total: 3\n  failed: 0\n  succeeded: 3\n", 0, 0, "3 passed, 0 failed")]
    [InlineData("  total: 3\n  failed: 1\n  succeeded: 2\n", 2, 1, "2 passed, 1 failed")]
    [InlineData("  total: 3\n  failed: 0\n  succeeded: 3\n", 7, 1, "3 passed, 1 failed")]
    [InlineData("  total: 0\n  failed: 0\n  succeeded: 0\n", 0, 1, "0 passed, 1 failed")]
    [InlineData("", 8, 1, "0 passed, 1 failed")]
    public void A_run_of_the_tests_in_which_nothing_passed_has_failed(string summary, int runner, int exitCode, string lastLine)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["tests"]);
        Directory.CreateDirectory(folder[".ci"]);
        Directory.CreateDirectory(folder["bin"]);
        File.Copy(Programs.InRepository("tests/run.sh"), folder["tests/run.sh"]);
        File.WriteAllText(folder["Makefile"], "build native:\n");
        File.WriteAllText(folder["summary"], summary);
        Write(folder[".ci/install"], "exit 0");
        // The runner itself may be told to hide its exit code where no test ran; nobody tells it so.
        Write(folder["bin/dotnet"], $"[ -z \"${{TESTINGPLATFORM_EXITCODE_IGNORE:-}}\" ] || exit 0\ncat '{folder["summary"]}'\nexit {runner}");
        Ran ran = Tool.Run("env", $"PATH={folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}", folder["tests/run.sh"]);
        Assert.Equal(lastLine, ran.Expect(exitCode).TrimEnd('\n').Split('\n')[^1]);
    }

    private static void Write(string path, string script)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        Tool.Run("chmod", "+x", path).Expect();
    }

    [GeneratedRegex(@"(?m)^\.PHONY: (.+)$")]
    private static partial Regex Phony();

    [GeneratedRegex(@"(?m)^([a-z][a-z-]*):(?!=)")]
    private static partial Regex Target();
}
