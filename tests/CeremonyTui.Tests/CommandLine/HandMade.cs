using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>Journals that are made by hand: lines of a real one, changed, and chained again so that only what was meant is wrong.</summary>
internal static partial class HandMade
{
    /// <summary>Writes the lines with the hashes that they must carry.</summary>
    public static void Journal(string path, IEnumerable<string> lines)
    {
        string previous = new('0', 64);
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            string chained = Previous().Replace(line, $"\"prev\":\"{previous}\"");
            text.Append(chained).Append('\n');
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(chained)));
        }

        File.WriteAllText(path, text.ToString());
    }

    [GeneratedRegex("\"prev\":\"[0-9a-f]{64}\"")]
    private static partial Regex Previous();
}
