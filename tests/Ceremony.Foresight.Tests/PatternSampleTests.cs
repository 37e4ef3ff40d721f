using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;
using Ceremony.Scripts;
using CsCheck;

namespace Ceremony.Foresight.Tests;

public sealed class PatternSampleTests
{
    private static readonly string[] Atoms = ["a", "B", "7", "-", @"\.", @"\d", @"\w", "[a-c]", "[A-Z0-9]", @"[\p{L}\p{N} .,&-]", @"[^\p{Cc}]", @"\p{Lu}", "[]x]", @"[\]\-]", ".", " ", "å"];
    private static readonly Gen<string> Atom = Gen.Int[0, Atoms.Length - 1].Select(at => Atoms[at]);
    private static readonly string[] Quantifiers = ["", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "+?", "{0,64}"];
    private static readonly Gen<string> Quantifier = Gen.Int[0, Quantifiers.Length - 1].Select(at => Quantifiers[at]);
    private static readonly Gen<string> Sequence = Gen.Select(Atom, Quantifier, (atom, times) => atom + times).Array[1, 5].Select(string.Concat);
    private static readonly Gen<string> Pattern = Gen.Select(Sequence, Sequence, Quantifier, Sequence, (first, second, times, third) => $"{first}(?:{second}|(x{third}|y)){times}{third}");

    /// <summary>Patterns of all scripts and documents of the repository.</summary>
    public static TheoryData<string> Written =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("ceremony-scripts"), "script.yaml", SearchOption.AllDirectories)
            .SelectMany(file => Held.Read(File.ReadAllText(file)).Parameters).Select(parameter => parameter.Pattern).OfType<string>().Distinct().Order(StringComparer.Ordinal),
        "[A-Z]{2}[0-9]{6}", @"\p{L}[\p{L}\p{M}\p{N} .,'’()-]{0,63}", "^[a-z]+$", "(?<year>20[0-9]{2})-(0[1-9]|1[0-2])", "-|[1-9][0-9]{0,8}", " *[A-Za-z]+ *", "SEAL",
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void What_is_made_up_matches_and_another_one_is_another(string pattern)
    {
        string[] made = [.. Enumerable.Range(0, 5).Select(variant => Assert.IsType<string>(PatternSample.Of(pattern, ScriptParameter.Longest, variant)))];

        Assert.All(made, text => Assert.True(Patterns.Matches(pattern, text), $"{text} does not match"));
        Assert.True(pattern == "SEAL" || made.Distinct().Count() > 1, string.Join(", ", made));
    }

    [Fact]
    public void What_is_made_up_for_any_pattern_matches_it()
    {
        int made = 0;
        int all = 0;
        Pattern.Sample(
            pattern =>
            {
                if (!Patterns.IsUsable(pattern))
                {
                    return true;
                }

                string? text = PatternSample.Of(pattern, 400, 0);
                all++;
                made += text is null ? 0 : 1;
                return text is null || (text.Length <= 400 && Patterns.Matches(pattern, text));
            },
            iter: 300,
            threads: 1);

        // All of these patterns match something.
        Assert.Equal(all, made);
    }

    [Theory]
    [InlineData("[a-z")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("")]
    [InlineData("a{300}")]
    [InlineData("(?i:a)")]
    public void Where_nothing_can_be_made_up_there_is_nothing(string pattern) => Assert.Null(PatternSample.Of(pattern, 256, 0));
}
