using Ceremony.Core;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Journal;

/// <summary>Which edition a journal is of, and whether this program can go on with it.</summary>
public static class JournalEdition
{
    /// <summary>The edition that a journal's first line names; the first where it names none. Throws <see cref="JsonFormatException"/> where that is no number.</summary>
    public static long Of(JournalLine opened) => opened.Json.Find("edition")?.AsNumber() ?? Edition.First;

    /// <summary>
    /// Why this program cannot go on with a ceremony that was begun, in one sentence and the next move; null where it can. Half of a record in one
    /// edition and half in another could be judged by neither.
    /// </summary>
    /// <param name="opened">The journal's first line.</param>
    /// <param name="folder">The ceremony's folder.</param>
    public static string? Refusal(JournalLine opened, string folder) => Of(opened) is var edition && edition == Edition.Current
        ? null
        : $"The ceremony in {folder} was begun in edition {edition} by version {Text(opened, "program-version")} of the program, SHA-256 {Text(opened, "program-sha256")}, "
            + $"and this program goes on only in edition {Edition.Current}. Nothing was changed: go on with the program that began it.";

    private static string Text(JournalLine opened, string field) => Hostile.Escape(opened.Json.Text(field));
}
