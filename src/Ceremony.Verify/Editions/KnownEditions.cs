namespace Ceremony.Verify;

/// <summary>Every edition that there has been. What an honest ceremony sealed under an edition stays valid for ever, so none is ever removed.</summary>
internal static class KnownEditions
{
    private static readonly Rules[] All = [Edition1.Rules, Edition2.Rules, Edition3.Rules, Edition4.Rules, Edition5.Rules, Edition6.Rules, CurrentEdition.Rules];

    /// <summary>All of them, the first one first.</summary>
    public static IReadOnlyList<Rules> Known => All;

    /// <summary>The edition of a journal that names none.</summary>
    public static Rules First => All[0];

    /// <summary>The newest.</summary>
    public static Rules Newest => All[^1];

    /// <summary>The rules of an edition; null where this program does not know it.</summary>
    public static Rules? Find(long edition) => All.FirstOrDefault(rules => rules.Edition == edition);
}
