using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>The outline of the ceremony in a box at the left.</summary>
internal static class OutlinePainter
{
    /// <summary>From this width on it stands on every screen.</summary>
    public const int AlwaysFrom = 120;

    /// <summary>How many columns it takes where it is shown.</summary>
    public static int Columns(Canvas canvas) => canvas.Width switch
    {
        < 100 => 27,
        < AlwaysFrom => 34,
        _ => 40,
    };

    /// <summary>How many columns it takes beside a screen that would rather have the whole width.</summary>
    public static int ColumnsWhereThereIsRoom(Canvas canvas, RoomState room) => canvas.Width >= AlwaysFrom && room.Acts.Count > 0 ? Columns(canvas) : 0;

    /// <summary>Paints it from the second row down.</summary>
    public static void Paint(Canvas canvas, RoomState room, int columns, int rows)
    {
        if (columns > 0)
        {
            canvas.Box(0, 1, columns, rows, "Acts");
            Rows.Paint(canvas, 2, 2, columns - 4, rows - 2, OutlineLines.Of(room.Acts, columns - 4, rows - 2), 0);
        }
    }
}
