using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>The frame's first row: mode, ceremony, step, who holds the room, air gap, UTC.</summary>
internal static class HeaderPainter
{
    private const int LongestOperator = 16;

    public static void Paint(Canvas canvas, RoomState room, DateTimeOffset utc)
    {
        Ink ink = room.IsRehearsal ? Ink.Rehearsal : Ink.Production;
        string mode = room.IsRehearsal ? " REHEARSAL  " : " PRODUCTION  ";
        canvas.Fill(0, 0, canvas.Width, ' ', ink);
        int column = canvas.Write(0, 0, mode, ink);
        string end = Endings(room, utc).FirstOrDefault(text => column + Glyphs.Width(room.Ceremony) + Glyphs.Width(text) + 2 <= canvas.Width) ?? Endings(room, utc).Last();
        int start = canvas.Width - Glyphs.Width(end) - 1;
        canvas.Write(column, 0, Glyphs.Cut(room.Ceremony, Math.Max(0, start - column - 1)), ink);
        canvas.Write(start, 0, end, ink);
    }

    private static IEnumerable<string> Endings(RoomState room, DateTimeOffset utc)
    {
        string gap = "air gap " + room.AirGap switch
        {
            true => Glyphs.Done,
            false => Glyphs.Not,
            null => "?",
        };
        string time = utc.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string step = room.StepNumber == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{room.StepNumber} of {room.StepCount}");
        string worded = step.Length == 0 ? "" : $"step {step}";
        string holder = Holder(room.People);
        yield return string.Join("   ", new[] { worded, holder, gap, time }.Where(part => part.Length > 0));
        yield return string.Join("  ", new[] { worded, holder, gap, time }.Where(part => part.Length > 0));
        yield return string.Join("  ", new[] { step, holder, gap, time }.Where(part => part.Length > 0));
        yield return string.Join("  ", new[] { step.Replace(" of ", "/", StringComparison.Ordinal), holder, gap, time }.Where(part => part.Length > 0));
        yield return string.Join(" ", new[] { step.Replace(" of ", "/", StringComparison.Ordinal), holder, gap, time }.Where(part => part.Length > 0));
    }

    // The operator types, and so holds the room: "Ana Maria Vega" is shown as "A. Vega".
    private static string Holder(IReadOnlyList<Person> people)
    {
        string name = people.FirstOrDefault(person => person.Role == "operator")?.Name.Trim() ?? "";
        int last = name.LastIndexOf(' ');
        return Glyphs.Cut(last > 0 ? $"{new StringInfo(name).SubstringByTextElements(0, 1)}. {name[(last + 1)..]}" : name, LongestOperator);
    }
}
