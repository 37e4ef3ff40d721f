namespace Ceremony.Core;

/// <summary>
/// The edition of the record: the set of sentences that officers sign, of closed lists, of fields and of rules. A journal names it in its first line
/// and is judged by that edition for ever. Whatever changes any of the set makes a new edition; docs/format.md has the differences.
/// </summary>
public static class Edition
{
    /// <summary>The edition that this program writes, and the only one that it goes on with.</summary>
    public const long Current = 7;

    /// <summary>The edition of a journal whose first line names none.</summary>
    public const long First = 1;
}
