using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Json;

namespace Ceremony.Archive.Verifying;

/// <summary>
/// How many officers must agree is what the script says. No YAML is read here: only a script that writes <c>confirm:</c> on one line of its own,
/// in the one form that is usual, is compared; of any other the verdict says that nobody compared it.
/// </summary>
internal static partial class QuorumCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        JsonMap confirm = evidence.Opened.Json["confirm"].AsMap();
        (long officers, long within) = (confirm.Number("officers"), confirm.Number("within"));
        if (officers < 1 || within < 1)
        {
            yield return "Line 1 (opened): no officers need to confirm, or they have no time to.";
        }
        else if (OfScript(evidence) is { } script && script != (officers, within))
        {
            yield return $"Line 1 (opened): {officers} officers have to confirm within {within} seconds, but script.yaml says {script.Officers} within {script.Within}.";
        }
    }

    /// <summary>What holds, in words that the auditor can compare.</summary>
    public static string Words(Evidence evidence)
    {
        JsonMap confirm = evidence.Opened.Json["confirm"].AsMap();
        string words = $"{Evidence.Text(confirm.Number("officers"))} officers have to confirm, within {Evidence.Text(confirm.Number("within"))} seconds";
        return OfScript(evidence) is null
            ? words + "; that was not compared with confirm: in script.yaml, compare it yourself."
            : words + ", as script.yaml says.";
    }

    private static (long Officers, long Within)? OfScript(Evidence evidence)
    {
        if (evidence.Archive?.Bytes(ArchiveFolder.Script) is not { } script)
        {
            return null;
        }

        string[] lines = [.. Encoding.UTF8.GetString(script).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.StartsWith("confirm", StringComparison.Ordinal))];
        if (lines.Length != 1 || OneLine().Match(lines[0]) is not { Success: true } match)
        {
            return null;
        }

        int seconds = match.Groups["unit"].Value[0] switch { 's' => 1, 'm' => 60, _ => 3600 };
        return (Number(match, "officers"), Number(match, "within") * seconds);
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^confirm: *\\{ *officers: *(?<officers>[0-9]{1,4}) *, *within: *(?<within>[1-9][0-9]{0,3}) (?<unit>seconds|minutes|minute|hours|hour) *\\} *(#.*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OneLine();
}
