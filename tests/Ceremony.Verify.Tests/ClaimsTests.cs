using System.Text.RegularExpressions;

namespace Ceremony.Verify.Tests;

/// <summary>Each claim of docs/security.md names a test, and each test that is named is there.</summary>
public sealed partial class ClaimsTests
{
    private static readonly string[] Security = File.ReadAllLines(Repository.PathOf("docs", "security.md"));
    private static readonly string[] Claims = File.ReadAllLines(Repository.PathOf("docs", "claims.md"));

    /// <summary>Every test that docs/claims.md names.</summary>
    public static TheoryData<string> Named => [.. Claims.SelectMany(NamedTests.In).Distinct()];

    [Fact]
    public void Each_attack_has_its_tests() =>
        Lists.AreSame("attacks", Rows(Security, 4).Select(cells => cells[0]), "docs/security.md", Rows(Claims.TakeWhile(IsNotUnprotected), 2).Select(cells => cells[0]), "docs/claims.md");

    [Fact]
    public void So_has_each_thing_that_is_not_protected() =>
        Lists.AreSame("what is not protected", Security.SkipWhile(IsNotUnprotected).Select(line => Bold().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value), "docs/security.md", Rows(Claims.SkipWhile(IsNotUnprotected), 2).Select(cells => cells[0]), "docs/claims.md");

    [Fact]
    public void No_claim_is_without_a_test() => Assert.All(Rows(Claims, 2), cells => Assert.NotEmpty(NamedTests.In(cells[1])));

    [Theory]
    [MemberData(nameof(Named))]
    public void A_test_that_is_named_is_there(string name) => Assert.True(NamedTests.Has(name), $"docs/claims.md names {name}, and there is none");

    [Fact]
    public void A_class_of_tests_that_is_named_is_there() => Assert.All(
        Security.SelectMany(NamedTests.Quoted).Where(name => name.EndsWith("Tests", StringComparison.Ordinal)).Distinct(),
        name => Assert.True(NamedTests.HasClass(name), $"docs/security.md names {name}, and there is none"));

    // Rows of tables with so many cells, without the heads.
    private static IEnumerable<string[]> Rows(IEnumerable<string> lines, int cells) => lines
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray())
        .Where(row => row.Length == cells && row[0] is not ("attack" or "claim" or "what"));

    private static bool IsNotUnprotected(string line) => line != "## What is not protected";

    // Without the point or comma at its end.
    [GeneratedRegex(@"^- \*\*([^*]+?)[.,:]?\*\*")]
    private static partial Regex Bold();
}
