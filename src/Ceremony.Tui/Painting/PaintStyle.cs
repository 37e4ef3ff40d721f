namespace Ceremony.Tui.Painting;

/// <summary>What the terminal can show.</summary>
/// <param name="Glyphs">The characters it can show.</param>
/// <param name="DarkOnLight">Whether its background is light and no colours can be set: QR codes are then inverted.</param>
internal sealed record PaintStyle(GlyphSet Glyphs, bool DarkOnLight)
{
    /// <summary>Whether there are so many rows and columns that codes and words can grow.</summary>
    public bool IsLarge { get; init; }

    /// <summary>A dark terminal with all characters.</summary>
    public static PaintStyle Default { get; } = new(GlyphSet.Full, DarkOnLight: false);
}
