using System.Text.RegularExpressions;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>A ceremony fingerprint as people give it.</summary>
public static partial class GivenFingerprint
{
    private const int HexDigits = 64;
    private const int Words = 32;

    private static readonly Dictionary<string, (byte Value, bool Even)[]> ByWord = Enumerable.Range(0, 256)
        .SelectMany(value => new[] { (Word: PgpWords.Of([(byte)value, 0])[0], Value: (byte)value, Even: true), (Word: PgpWords.Of([0, (byte)value])[1], Value: (byte)value, Even: false) })
        .GroupBy(each => each.Word, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Select(each => (each.Value, each.Even)).ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Reads 64 hex digits in any case, with or without blanks, colons, hyphens and a leading <c>SHA256:</c> or <c>SHA-256:</c>; a line of
    /// <c>sha256sum SHA256SUMS</c>; or 32 PGP words in any case, separated by blanks, line ends, commas, semicolons, full stops or hyphens, all with
    /// their numbers before them, or none.
    /// </summary>
    /// <param name="text">What was given.</param>
    /// <param name="sha256">64 lower-case hex digits.</param>
    /// <param name="problem">One sentence where it is none of these.</param>
    public static bool TryRead(string text, out string sha256, out string problem)
    {
        problem = "";
        sha256 = Hex(text) ?? "";
        return sha256.Length > 0 || TryReadWords(text, out sha256, out problem);
    }

    private static bool TryReadWords(string text, out string sha256, out string problem)
    {
        sha256 = "";
        string[] words = WithoutNumbers(text.Split([' ', '\u00a0', '\t', '\r', '\n', ',', ';', '.', ':', ')', '-'], StringSplitOptions.RemoveEmptyEntries));
        if (words.Length != Words)
        {
            problem = "The given fingerprint is neither 64 hex digits nor 32 words.";
            return false;
        }

        byte[] bytes = new byte[Words];
        for (int at = 0; at < Words; at++)
        {
            int place = Array.FindIndex(ByWord.GetValueOrDefault(words[at], []), each => each.Even == (at % 2 == 0));
            if (place < 0)
            {
                problem = $"Word {at + 1} of the given fingerprint, \"{Hostile.Escape(words[at])}\", cannot be in that place: a word is missing, repeated or misspelt.";
                return false;
            }

            bytes[at] = ByWord[words[at]][place].Value;
        }

        problem = "";
        sha256 = Convert.ToHexStringLower(bytes);
        return true;
    }

    // "1 aardvark 2 adroitness …", as people number their lists: each number must be the place of its word.
    private static string[] WithoutNumbers(string[] words)
    {
        bool numbered = words.Length == 2 * Words && words.Where((_, at) => at % 2 == 0).Select((word, at) => word.TrimStart('0') == $"{at + 1}").All(fits => fits);
        return numbered ? [.. words.Where((_, at) => at % 2 == 1)] : words;
    }

    private static string? Hex(string text)
    {
        string trimmed = text.Trim();
        string digits = Prefix().Replace(SumsLine().Match(trimmed) is { Success: true } line ? line.Groups[1].Value : trimmed, "");
        string bare = string.Concat(digits.Where(each => !char.IsWhiteSpace(each) && each is not (':' or '-'))).ToLowerInvariant();
        return bare.Length == HexDigits && bare.All(char.IsAsciiHexDigit) ? bare : null;
    }

    [GeneratedRegex("^sha-?256:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Prefix();

    // What sha256sum prints: the hash, a blank, a blank or an asterisk, and the file's name. The hash of another file is not a fingerprint.
    [GeneratedRegex("^([0-9A-Fa-f]{64}) [ *](.*/)?SHA256SUMS$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SumsLine();
}
