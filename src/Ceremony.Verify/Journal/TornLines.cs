using System.Text.RegularExpressions;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A torn last line is found when the program is begun again: its bytes, of which there are some, are kept in a file that bears the number it would have had, and no step goes on before the ceremony is
/// resumed. What could not be read at all is put aside only to abort.
/// </summary>
internal static partial class TornLines
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        long? open = null;
        return Check.EachLine(line =>
        {
            switch (line.Kind)
            {
                case "recovered":
                    open = line.Seq;
                    return Kept(line) is { } problem ? [problem] : [];
                case "resumed":
                    open = null;
                    return [];
                default:
                    return open is { } torn && GoesOn(line) ? [$"line {Evidence.Text(torn)} put a torn line aside, but no line says that the ceremony was resumed"] : [];
            }
        });
    }

    // An abort needs no resume, and seals what there is.
    private static bool GoesOn(JournalLine line) => line.Call is not null || line.Kind is "step-started" or "step-done";

    private static string? Kept(JournalLine line)
    {
        string kept = line.Json.Text("kept");
        return line.Json.Number("size") < 1 ? "it put no bytes aside"
            : Name().Match(kept) is { Success: true } match && match.Groups[1].Value == Evidence.Text(line.Seq) ? null
            : $"what was torn at this line is not kept under its number, but as \"{kept}\"";
    }

    [GeneratedRegex(@"\A(?:torn|unread)-([0-9]{1,18})(?:-[0-9]{1,3})?\.bin\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
