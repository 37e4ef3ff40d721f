namespace Ceremony.Verify.Tests;

/// <summary>Compares lists that must be the same, and says what is to be written where.</summary>
internal static class Lists
{
    /// <summary>Where the verifier's lists are.</summary>
    public const string OfVerifier = "src/Ceremony.Verify/Editions/CurrentEdition.cs";

    /// <summary>Fails where one list has what the other lacks.</summary>
    /// <param name="what">What is compared, such as "the actions".</param>
    public static void AreSame(string what, IEnumerable<string> one, string nameOfOne, IEnumerable<string> other, string nameOfOther)
    {
        string[] ones = [.. one.Distinct()];
        string[] others = [.. other.Distinct()];
        string[] wrong =
        [
            .. others.Except(ones).Select(name => $"{what}: \"{name}\" is missing in {nameOfOne}, but stands in {nameOfOther}"),
            .. ones.Except(others).Select(name => $"{what}: \"{name}\" is missing in {nameOfOther}, but stands in {nameOfOne}"),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }
}
