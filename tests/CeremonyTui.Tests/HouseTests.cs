using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CeremonyTui.Tests;

/// <summary>Keeps the table of the house: who may use whom, which package lives where, and a few habits.</summary>
public partial class HouseTests
{
    private const int MostLinesInAFile = 399;

    /// <summary>Project, the projects it uses, the packages it uses. Nothing else, and nothing less.</summary>
    public static TheoryData<string, string, string> House => new()
    {
        { "Ceremony.Core", "", "" },
        { "Ceremony.Pki", "Ceremony.Core", "BouncyCastle.Cryptography" },
        { "Ceremony.Journal", "Ceremony.Core", "" },
        { "Ceremony.Steps", "Ceremony.Core Ceremony.Pki", "" },
        { "Ceremony.Scripts", "Ceremony.Core", "YamlDotNet" },
        { "Ceremony.Engine", "Ceremony.Core Ceremony.Journal Ceremony.Pki Ceremony.Scripts", "" },
        { "Ceremony.Foresight", "Ceremony.Core Ceremony.Engine Ceremony.Journal Ceremony.Pki Ceremony.Scripts", "" },
        { "Ceremony.Archive", "Ceremony.Core Ceremony.Journal Ceremony.Pki", "QRCoder" },
        { "Ceremony.Verify", "Ceremony.Core Ceremony.Journal Ceremony.Pki", "" },
        { "Ceremony.Machine", "Ceremony.Core", "Pkcs11Interop" },
        { "Ceremony.Tui", "Ceremony.Core", "QRCoder Terminal.Gui" },
        {
            "CeremonyTui",
            "Ceremony.Archive Ceremony.Core Ceremony.Engine Ceremony.Foresight Ceremony.Journal Ceremony.Machine Ceremony.Pki "
            + "Ceremony.Scripts Ceremony.Steps Ceremony.Tui Ceremony.Verify",
            "NLog System.CommandLine"
        },
    };

    [Theory]
    [MemberData(nameof(House))]
    public void A_project_uses_exactly_the_projects_of_the_table(string project, string uses, string packages)
    {
        _ = packages;
        Assert.Equal(uses, Sorted(References(project, "ProjectReference").Select(ProjectName)));
    }

    [Theory]
    [MemberData(nameof(House))]
    public void A_project_uses_exactly_the_packages_of_the_table(string project, string uses, string packages)
    {
        _ = uses;
        Assert.Equal(packages, Sorted(References(project, "PackageReference").Select(Included)));
    }

    [Theory]
    [MemberData(nameof(House))]
    public void A_package_does_not_leak_through_its_project(string project, string uses, string packages)
    {
        _ = (uses, packages);
        Assert.All(References(project, "PackageReference"), package => Assert.Equal("compile", (string?)package.Attribute("PrivateAssets")));
    }

    [Fact]
    public void Every_project_stands_in_the_table()
    {
        IEnumerable<string> onDisk = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(Sorted(House.Select(row => row.Data.Item1)), Sorted(onDisk));
    }

    [Fact]
    public void Nothing_shared_by_all_projects_brings_a_reference()
    {
        string[] shared = ["Directory.Build.props", "Directory.Build.targets", "src/Directory.Build.props", "src/Directory.Build.targets"];
        IEnumerable<XElement> references = shared.Select(name => Repository.PathOf(name)).Where(File.Exists)
            .SelectMany(path => XDocument.Load(path).Descendants())
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "Reference");
        Assert.Empty(references);
    }

    [Fact]
    public void No_file_is_as_long_as_400_lines()
        => Assert.Empty(Sources("src").Concat(Sources("tests")).Where(source => source.Text.Split('\n').Length - 1 > MostLinesInAFile).Select(source => source.Path));

    [Fact]
    public void No_two_types_have_one_name()
        => Assert.Empty(Sources("src")
            .SelectMany(source => TypeName().Matches(source.Text).Select(match => match.Groups[1].Value))
            .GroupBy(name => name)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key));

    [Fact]
    public void Nothing_is_found_by_reflection()
        => Assert.Empty(Sources("src")
            .Where(source => source.Path != "src/Ceremony.Machine/Pkcs11/Pkcs11Library.cs")
            .Where(source => source.Text.Contains("System.Reflection", StringComparison.Ordinal))
            .Select(source => source.Path));

    /// <summary>The verifier reads lines by tables of its own: what the engine reads wrongly is noticed there.</summary>
    [Fact]
    public void The_verifier_does_not_read_lines_as_the_engine_does()
        => Assert.Empty(Sources("src/Ceremony.Verify").Where(source => TypedReading().IsMatch(source.Text)).Select(source => source.Path));

    [Fact]
    public void Nothing_is_read_with_BinaryFormatter()
        => Assert.Empty(Sources("src")
            .Where(source => source.Text.Contains("BinaryFormatter", StringComparison.Ordinal))
            .Select(source => source.Path));

    [Fact]
    public void PINs_of_tokens_are_asked_for_in_one_place()
        => Assert.Equal("src/Ceremony.Engine/Tokens/PinDesk.cs", Sorted(Sources("src")
            .Where(source => source.Text.Contains("new PinPrompt(", StringComparison.Ordinal))
            .Select(source => source.Path)));

    [Fact]
    public void Nothing_is_left_unfinished()
        => Assert.Empty(Sources("src").Concat(Sources("tests"))
            .Where(source => source.Path != "tests/CeremonyTui.Tests/HouseTests.cs")
            .Where(source => Unfinished().IsMatch(source.Text))
            .Select(source => source.Path));

    [GeneratedRegex(@"Journal\.Entries|\b(line|Line)\.Entry\b|\.(Telling|Entries|Tell)<|\bFolds\.")]
    private static partial Regex TypedReading();

    [Fact]
    public void Only_the_kit_looks_for_the_repository()
        => Assert.Equal(
            ["tests/Ceremony.TestKit/Outside/Repository.cs", "tests/CeremonyTui.Tests/HouseTests.cs"],
            Sources("tests").Where(source => source.Text.Contains("CeremonyTui.sln", StringComparison.Ordinal)).Select(source => source.Path).Order(StringComparer.Ordinal));

    private static IEnumerable<XElement> References(string project, string kind)
        => XDocument.Load(Repository.PathOf("src", project, project + ".csproj")).Descendants(kind);

    private static string Included(XElement reference)
        => (string?)reference.Attribute("Include") ?? throw new InvalidDataException($"{reference} includes nothing.");

    private static string ProjectName(XElement reference) => Path.GetFileNameWithoutExtension(Included(reference));

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static IEnumerable<(string Path, string Text)> Sources(string folder)
        => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), Full: path))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj"))
            .Select(file => (file.Path, File.ReadAllText(file.Full)));

    // A generic type and the plain one that it derives from are one thing.
    [GeneratedRegex(@"^(?:public|internal) [a-z ]*(?:class|record|record struct|interface|enum|struct) (\w+)(?![\w<])", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\bNotImplementedException\b|\bTODO\b|\bFIXME\b")]
    private static partial Regex Unfinished();
}
