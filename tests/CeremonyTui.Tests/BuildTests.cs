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
    [InlineData("errors='0' failed='0' passed='3'", 0, 0, "4 passed, 0 failed")]
    [InlineData("errors='0' failed='1' passed='2'", 2, 1, "3 passed, 1 failed")]
    [InlineData("errors='1' failed='0' passed='3'", 2, 1, "4 passed, 1 failed")]
    [InlineData("errors='0' failed='0' passed='3'", 7, 1, "4 passed, 1 failed")]
    [InlineData("", 134, 1, "1 passed, 1 failed")]
    public void A_project_that_crashed_fails_the_run_of_the_tests(string report, int code, int exitCode, string lastLine)
    {
        using var folder = new TemporaryFolder();
        MakeRun(folder);
        MakeProject(folder, "Healthy.Tests", "errors='0' failed='0' passed='1'", 0);
        MakeProject(folder, "Some.Tests", report, code);
        Ran ran = RunTests(folder);
        Assert.Equal(lastLine, ran.Expect(exitCode).TrimEnd('\n').Split('\n')[^1]);
        Assert.Contains("  Some.Tests\n", ran.Output, StringComparison.Ordinal);
        Assert.True(report.Length == 0 || ran.Output.Contains("    1.5  Some.Tests.says(\"<&\")\n", StringComparison.Ordinal), ran.Output);
    }

    [Theory]
    [InlineData("errors='0' failed='0' passed='0'", 0)]
    [InlineData("errors='0' failed='0' passed='0'", 8)]
    [InlineData("", 8)]
    public void A_run_of_the_tests_in_which_nothing_passed_has_failed(string report, int code)
    {
        using var folder = new TemporaryFolder();
        MakeRun(folder);
        MakeProject(folder, "Some.Tests", report, code);
        Assert.Equal("0 passed, 1 failed", RunTests(folder).Expect(1).TrimEnd('\n').Split('\n')[^1]);
    }

    [Fact]
    public void A_build_that_fails_has_passed_nothing()
    {
        using var folder = new TemporaryFolder();
        MakeRun(folder, "false");
        MakeProject(folder, "Some.Tests", "errors='0' failed='0' passed='3'", 0);
        Assert.Equal("0 passed, 1 failed", RunTests(folder).Expect(1).TrimEnd('\n').Split('\n')[^1]);
    }

    // A repository in which nothing is built.
    private static void MakeRun(TemporaryFolder folder, string native = "true")
    {
        foreach (string each in new[] { "tests", ".ci", "bin" })
        {
            Directory.CreateDirectory(folder[each]);
        }

        File.Copy(Programs.InRepository("tests/run.sh"), folder["tests/run.sh"]);
        File.WriteAllText(folder["Makefile"], $"build:\nnative:\n\t@{native}\n");
        Write(folder[".ci/install"], "exit 0");
        Write(folder["bin/dotnet"], "exit 0");
    }

    private static void MakeProject(TemporaryFolder folder, string name, string report, int code)
    {
        string built = folder[$"tests/{name}/bin/Release/net10.0"];
        Directory.CreateDirectory(built);
        string test = $"<test id=\"1\" name=\"{name}.says(&quot;&lt;&amp;&quot;)\" result=\"Pass\" time=\"1.5\" time-rtf=\"00:00:01.5\" />";
        File.WriteAllText(folder[$"{name}.xml"], $"<assemblies><assembly id=\"1\" {report.Replace('\'', '"')} total=\"3\">{test}</assembly></assemblies>");
        // The runner itself may be told to hide its exit code where no test ran; nobody tells it so.
        string reports = report.Length == 0 ? ":" : $"cp '{folder[$"{name}.xml"]}' \"$2\"";
        Write(Path.Combine(built, name), $$"""
            [ -z "${TESTINGPLATFORM_EXITCODE_IGNORE:-}" ] || exit 0
            while [ "$1" != --results-directory ]; do shift; done
            {{reports}}
            exit {{code}}
            """);
    }

    private static Ran RunTests(TemporaryFolder folder) => Tool.Run("env", $"PATH={folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}", folder["tests/run.sh"]);

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
