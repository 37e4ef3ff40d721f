using System.Globalization;
using Ceremony.Core.Screens;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>The frame's first row: mode, ceremony, step, who is in the room, air gap, UTC.</summary>
internal static class HeaderPainter
{
    // With this many columns people can still tell which ceremony it is.
    private const int ShortestTitle = 12;

    public static void Paint(Canvas canvas, RoomState room, DateTimeOffset utc)
    {
        Ink ink = room.IsRehearsal ? Ink.Rehearsal : Ink.Production;
        canvas.Fill(0, 0, canvas.Width, ' ', ink);
        int column = canvas.Write(0, 0, room.IsRehearsal ? " REHEARSAL  " : " PRODUCTION  ", ink);
        int columns = canvas.Width - column - 1;
        string end = Ending(room, utc, columns);
        int start = canvas.Width - Glyphs.Width(end) - 1;
        canvas.Write(column, 0, Glyphs.Cut(room.Ceremony, Math.Max(0, start - column - 2)), ink);
        canvas.Write(start, 0, end, ink);
    }

    // Names where they fit beside the whole title, otherwise counts. Everybody knows the title, so it is cut before the counts are left out.
    private static string Ending(RoomState room, DateTimeOffset utc, int columns)
    {
        int title = Glyphs.Width(room.Ceremony);
        string[] ways = [.. Roomy(room, utc)];
        string[] shorter = [.. Short(room, utc)];
        return ways.FirstOrDefault(end => title + 2 + Glyphs.Width(end) <= columns)
            ?? shorter.FirstOrDefault(end => Math.Min(title, ShortestTitle) + 2 + Glyphs.Width(end) <= columns)
            ?? shorter[^1];
    }

    private static IEnumerable<string> Roomy(RoomState room, DateTimeOffset utc) =>
        from people in (string[])[PeopleText.Names(room.People), PeopleText.Initials(room.People), PeopleText.Counts(room.People)]
        from step in (string[])[Step(room, "step ", " of "), Step(room, "", " of ")]
        from gap in (string[])["   ", "  "]
        select Joined(gap, step, people, AirGap(room, room.Up.Count), Time(utc));

    private static IEnumerable<string> Short(RoomState room, DateTimeOffset utc) =>
        from people in (string[])[PeopleText.Counts(room.People), PeopleText.CountsBesideOperator(room.People), PeopleText.Total(room.People)]
        from step in (string[])[Step(room, "", " of "), Step(room, "", "/")]
        from named in Enumerable.Range(1, Math.Max(room.Up.Count, 1)).Reverse()
        select Joined("  ", step, people, AirGap(room, named), Time(utc));

    private static string Joined(string gap, params IEnumerable<string> parts) => string.Join(gap, parts.Where(part => part.Length > 0));

    private static string Step(RoomState room, string before, string between) =>
        room.StepNumber == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{before}{room.StepNumber}{between}{room.StepCount}");

    // What is up is told in words: it stands on every screen as long as it is. Where there is no room for all of them, the first ones and how many more.
    private static string AirGap(RoomState room, int named) => room switch
    {
        { Up.Count: > 0 } => $"NO AIR GAP: {string.Join(", ", room.Up.Take(named).Select(Hostile.Escape))}{(room.Up.Count > named ? $" +{room.Up.Count - named}" : "")} up",
        { UpByScript.Count: > 0 } => $"up by script: {string.Join(", ", room.UpByScript.Select(Hostile.Escape))}",
        { AirGap: true } => $"air gap {Glyphs.Done}",
        { AirGap: false } => $"air gap {Glyphs.Not}",
        _ => "air gap ?",
    };

    private static string Time(DateTimeOffset utc) => utc.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
