using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>An abort names every key that was made or destroyed, or may have been, each on its token and with what became of it.</summary>
internal static class KeyFatesCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence) => Check.EachLine(["aborted"], line => Problem(evidence, line) is { } problem ? [problem] : []);

    private static string? Problem(Evidence evidence, JournalLine line)
    {
        FateOfKey[] told = [.. line.Json["keys"].AsList().Select(key => key.AsMap()).Select(key => new FateOfKey(key.Text("key"), key.Text("token"), key.Text("fate")))];
        FateOfKey[] expected = [.. FatesOfKeys.Before(evidence, line)];

        // Keys of lines that could not be read follow those of the others.
        FateOfKey[] unread = IsCutOff(line) ? told[Math.Min(expected.Length, told.Length)..] : [];
        FateOfKey[] known = told[..^unread.Length];
        return Differing(expected, known, isSame: (one, other) => (one.Key, one.Token) == (other.Key, other.Token))
            ?? (evidence.Rules.ComparesTokens ? Differing(expected, known, isSame: (one, other) => one == other) : null)
            ?? (unread.FirstOrDefault(each => !each.IsUncertain) is { } certain ? $"the fate of the key \"{certain.Key}\", of which only unread lines tell, cannot be known" : null);
    }

    private static string? Differing(FateOfKey[] expected, FateOfKey[] told, Func<FateOfKey, FateOfKey, bool> isSame)
    {
        for (int at = 0; at < Math.Max(expected.Length, told.Length); at++)
        {
            if (at >= told.Length)
            {
                return $"it leaves out the key \"{expected[at].Key}\" in the token \"{expected[at].Token}\"";
            }

            if (at >= expected.Length)
            {
                return $"it names the key \"{told[at].Key}\" in the token \"{told[at].Token}\", of which no line tells";
            }

            if (!isSame(expected[at], told[at]))
            {
                return $"what it says of the key \"{told[at].Key}\" in the token \"{told[at].Token}\" is not what the lines before it tell of \"{expected[at].Key}\" in \"{expected[at].Token}\"";
            }
        }

        return null;
    }

    private static bool IsCutOff(JournalLine line) => line.Json.Find("unproven") is JsonList unproven && unproven.Any(each => each.AsMap().Text("check") == "journal");
}
