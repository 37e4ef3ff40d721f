namespace Ceremony.Journal;

/// <summary>The kinds of lines that a journal of format <c>ceremony-journal/1</c> may hold. The list is closed.</summary>
public static class JournalKinds
{
    /// <summary>Every kind, in the order of docs/format.md.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "opened", "parameters", "entered", "left", "clock", "inventory", "token-inserted", "token-removed", "step-started", "looked", "shown",
        "answered", "proposed", "confirmed", "approved", "expired", "refused", "intended", "performed", "failed", "secret-shown",
        "sign-in-failed", "attested", "exception", "note", "break", "resumed", "recovered", "step-done", "sealed", "signed",
        "aborted", "archived", "compared", "exported",
    ];

    /// <summary>Whether a kind is known.</summary>
    public static bool IsKnown(string kind) => Known.Contains(kind);

    private static readonly HashSet<string> Known = new(All, StringComparer.Ordinal);
}
