using Ceremony.Core.Screens;

namespace Ceremony.Scripts;

/// <summary>Says which known word somebody may have meant.</summary>
public static class Nearest
{
    private const int LongestCompared = 64;

    /// <summary>The known word that is near, or null where none is.</summary>
    public static string? Find(string word, IEnumerable<string> known) => word.Length > LongestCompared
        ? null
        : known.Where(each => Distance(word, each) <= Math.Max(1, each.Length / 3)).MinBy(each => Distance(word, each));

    /// <summary>
    /// "; did you mean "title"?" where a word is near, else "; known are …" with all of them, or says that there are none.
    /// </summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        string[] words = [.. known.Distinct(StringComparer.Ordinal)];
        if (words.Length == 0)
        {
            return "; there are none";
        }

        return Find(word, words) is not { } near ? $"; known: {string.Join(", ", words)}" : $"; did you mean \"{near}\"?";
    }

    /// <summary>A word from a script, short and harmless enough for a sentence.</summary>
    public static string Quote(string word) =>
        word.Length > LongestCompared ? $"\"{Hostile.Escape(word[..LongestCompared])}…\"" : $"\"{Hostile.Escape(word)}\"";

    // How many letters are added, dropped, changed or swapped with their neighbour (optimal string alignment).
    private static int Distance(string one, string other)
    {
        int[,] steps = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                steps[i, j] = i == 0 || j == 0 ? i + j : Cheapest(steps, one, other, i, j);
            }
        }

        return steps[one.Length, other.Length];
    }

    private static int Cheapest(int[,] steps, string one, string other, int i, int j)
    {
        int change = steps[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        int least = Math.Min(change, 1 + Math.Min(steps[i - 1, j], steps[i, j - 1]));
        bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(least, 1 + steps[i - 2, j - 2]) : least;
    }
}
