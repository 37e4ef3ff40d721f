namespace Ceremony.Mutation;

/// <summary>docs/refusals.md names each sentence by which the verifier refuses, and the test in which the program refuses first, or why it need not.</summary>
public class RefusalsListTests
{
    private const string Document = "docs/refusals.md";

    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs", "refusals.md"));

    private static readonly (string Refusal, string First)[] Rows = [.. Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | "))
        .Where(cells => cells is not ["refusal", ..])
        .Select(cells => (cells[0].Trim(), cells.Length == 2 ? cells[1].Trim() : ""))];

    [Fact]
    public void Each_refusal_of_the_verifier_has_its_row()
    {
        IReadOnlyDictionary<string, string> all = RefusalSentences.All();
        HashSet<string> listed = [.. Rows.Select(row => row.Refusal)];
        string[] wrong =
        [
            .. all.Where(each => !listed.Contains(each.Key)).Select(each => $"add a row to {Document}, under its check, for the refusal of src/Ceremony.Verify/{each.Value}: {each.Key}"),
            .. listed.Where(each => !all.ContainsKey(each)).Select(each => $"remove from {Document}, the verifier no longer says it: {each}"),
            .. Rows.GroupBy(row => row.Refusal).Where(group => group.Count() > 1).Select(group => $"{Document} has it twice: {group.Key}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_row_names_a_test_or_says_why_the_program_need_not_refuse() => Assert.All(Rows, row => Assert.True(
        NamedTests.In(row.First).Any() || row.First.Split(' ').Length > 3, $"{Document}: which test shows that the program refuses first, or why can it not occur? {row.Refusal}"));

    [Fact]
    public void Each_test_that_is_named_is_there() => Assert.All(
        Rows.SelectMany(row => NamedTests.In(row.First)).Distinct(),
        name => Assert.True(NamedTests.Has(name), $"{Document} names {name}, and there is none"));

    [Fact]
    public void Each_heading_is_a_check()
    {
        string[] checks = [.. File.ReadAllLines(Repository.PathOf("docs", "verify.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => NamedTests.Quoted(line).Take(1))];
        Assert.All(Lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)), line => Assert.Contains(line[3..].Trim('`'), checks.Append("path")));
    }

    [Fact]
    public void What_refuses_is_told_from_what_does_not() => Assert.Equal(
        ["the key \"…\" is …, not …", "it cannot be read: …", "nobody was there, and yet it is said"],
        RefusalSentences.Of("""
            class Keys
            {
                private const string Table = "token label key";
                private static readonly string[] All = ["a table of words"];
                public static string Words() => "Nothing is wrong with the keys.";
                public static string? Problem(string key, string is, string other, bool wasHere)
                {
                    if (is != other)
                    {
                        return $"the key \"{key}\" is {is}, not {(other.Length == 0 ? "one of two keys" : other)}";
                    }

                    if (key == "no key at all" || key.StartsWith("made by a", StringComparison.Ordinal))
                    {
                        throw new ArgumentException("There is no such key.", nameof(key));
                    }

                    return Other(key) ? throw new PkiException($"it cannot be read: {key}") : wasHere ? null : "nobody was there, and yet it is said";
                }
            }
            """));
}
