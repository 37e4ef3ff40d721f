using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>What must be there before a ceremony begins, in words: the table on the screen, and the lines of the command.</summary>
public static class PreflightWords
{
    private const string Ready = "√";
    private const string Missing = "×";

    /// <summary>How many rows are not as they must be.</summary>
    public static int CountMissing(IReadOnlyList<Readiness> rows) => rows.Count(row => !row.IsReady);

    /// <summary>The table as a screen; what is missing stands first, since it is what people do something about.</summary>
    public static Screen ToScreen(IReadOnlyList<Readiness> rows) => new(
        "What must be there",
        [
            CountMissing(rows) is var missing and > 0 ? new WarningBlock(Summary(rows.Count, missing)) : new TextBlock(Summary(rows.Count, 0)),
            new TableBlock(["", "what", "found, and what to do"], [.. rows.OrderBy(row => row.IsReady).Select(Row)]),
        ])
    {
        Help = "Nothing is recorded yet, and nothing has been touched. Put right what is marked with ×, then look again: as often as you like. A card that was seen once may be taken out again. "
            + "The parameters can be corrected until the ceremony begins. What is missing when it begins is noted in the record.",
    };

    /// <summary>The table as lines of text.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<Readiness> rows) =>
    [
        .. rows.SelectMany(row => row.Do is { } what ? new[] { $"{Missing} {row.What}: {row.Found}", $"    {what}" } : [$"{Ready} {row.What}: {row.Found}"]),
        Summary(rows.Count, CountMissing(rows)),
    ];

    /// <summary>What was missing, for the record.</summary>
    public static string Noted(IReadOnlyList<Readiness> rows) => $"Begun although this was not as it must be: {string.Join("; ", rows.Where(row => !row.IsReady).Select(row => $"{row.What} ({row.Found})"))}.";

    private static IReadOnlyList<string> Row(Readiness row) => [row.IsReady ? Ready : Missing, row.What, row.Do is not { } what ? row.Found : what.Contains(row.Found, StringComparison.Ordinal) ? what : $"{row.Found}. {what}"];

    private static string Summary(int all, int missing) => missing switch
    {
        0 => $"All {all} are as they must be.",
        1 => $"One of {all} is not as it must be.",
        _ => $"{missing} of {all} are not as they must be.",
    };
}
