namespace Ceremony.Tui.Painting;

/// <summary>What a cell means, not which colour it has: the palette of the terminal decides that.</summary>
internal enum Ink
{
    /// <summary>The terminal's own colours.</summary>
    Plain,

    /// <summary>Less important than the rest.</summary>
    Quiet,

    /// <summary>More important than the rest.</summary>
    Strong,

    /// <summary>Lines around things.</summary>
    Frame,

    /// <summary>The title of a box.</summary>
    Title,

    /// <summary>What is there in a rehearsal alone: the frame's first row, and what to type.</summary>
    Rehearsal,

    /// <summary>The frame's first row in production.</summary>
    Production,

    /// <summary>Must not be overlooked.</summary>
    Warning,

    /// <summary>Done, confirmed.</summary>
    Good,

    /// <summary>Refused, wrong.</summary>
    Bad,

    /// <summary>A value that came from a token, a file or a certificate.</summary>
    Foreign,

    /// <summary>The name of a key.</summary>
    Key,

    /// <summary>A field to type in.</summary>
    Field,

    /// <summary>The place where the next character goes.</summary>
    Cursor,

    /// <summary>The chosen one of a list.</summary>
    Selected,

    /// <summary>A QR code: light modules on a dark ground, whatever the terminal's colours are.</summary>
    Qr,

    /// <summary>A secret while it is shown.</summary>
    Secret,
}
