using System.Globalization;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Desk;

/// <summary>The question for one word of a fingerprint that somebody has on paper.</summary>
public static class WordField
{
    /// <summary>How many words of a fingerprint are asked for.</summary>
    public const int Asked = 3;

    /// <summary>The field's name, such as <c>word 12</c>.</summary>
    /// <param name="place">The word's place, counted from 0.</param>
    public static string Name(int place) => $"word {(place + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The field.</summary>
    /// <param name="place">The word's place, counted from 0.</param>
    /// <param name="word">The word that stands there.</param>
    public static FormField Of(int place, string word) => new(Name(place), $"W{Name(place)[1..]}")
    {
        Shape = "one word; as soon as its first letters fit no other, Enter takes it whole",
        AsShown = word,
        Completions = PgpWords.At(place),
    };

    /// <summary>Whether that word was typed, whatever its case.</summary>
    public static bool IsTyped(Answers answers, int place, string word) => string.Equals(answers.Values.GetValueOrDefault(Name(place))?.Trim(), word, StringComparison.OrdinalIgnoreCase);
}
