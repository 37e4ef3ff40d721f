namespace Ceremony.Core.Screens;

/// <summary>A sentence as the rest of another.</summary>
public static class Clause
{
    /// <summary>The sentence without its full stop, and small at its beginning unless a name or an abbreviation stands there.</summary>
    public static string Of(string sentence) => sentence is [var first, var second, ..] && char.IsUpper(first) && (char.IsLower(second) || second == ' ')
        ? $"{char.ToLowerInvariant(first)}{sentence[1..].TrimEnd('.')}"
        : sentence.TrimEnd('.');
}
