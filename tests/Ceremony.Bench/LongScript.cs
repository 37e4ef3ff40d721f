using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ceremony.Bench;

/// <summary>The smallest ceremony with as many steps as are wanted, in which something is read to the room.</summary>
internal static class LongScript
{
    /// <summary>The script.</summary>
    /// <param name="count">How many such steps it has.</param>
    public static string Of(int count)
    {
        // An RSA key takes as long as chance will have it.
        var text = new StringBuilder(File.ReadAllText(Subject.SingleKey).Replace("rsa-4096", "ec-p256", StringComparison.Ordinal));
        text.Insert(text.ToString().IndexOf("  - act: The key", StringComparison.Ordinal), string.Create(CultureInfo.InvariantCulture, $"  - act: Many\n    steps:\n{string.Concat(Enumerable.Range(1, count).Select(Step))}\n"));
        return text.ToString();
    }

    /// <summary>The answers to it.</summary>
    public static string Answers => File.ReadAllText(Repository.PathOf("ceremony-scripts", "single-key", "rehearsals", "plain.yaml"));

    /// <summary>The number of the line, and the words, that the program gave the witness when it was left.</summary>
    /// <param name="said">What it printed.</param>
    public static (string Line, string Words) Sheet(string said) => Regex.Match(said, "On the witness's sheet: line ([0-9]+): (.+)") is { Success: true } sheet
        ? (sheet.Groups[1].Value, sheet.Groups[2].Value.Trim())
        : throw new InvalidOperationException($"Nothing was written on the witness's sheet: {said}");

    private static string Step(int number) => string.Create(CultureInfo.InvariantCulture, $"      - {{ id: read-{number}, do: read, title: Read {number}, text: Read this. }}\n");
}
