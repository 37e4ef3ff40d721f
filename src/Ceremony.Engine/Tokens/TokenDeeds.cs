using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>What was done according to the journal, or begun and perhaps done, and so what ought to be on the tokens.</summary>
internal sealed class TokenDeeds
{
    /// <summary>An action that was begun.</summary>
    /// <param name="Action">The action.</param>
    /// <param name="Receipt">Its receipt; null where no line says that it was done, although it may have been.</param>
    /// <param name="Step">The step that began it.</param>
    public sealed record Deed(CeremonyAction Action, JsonMap? Receipt, string? Step)
    {
        /// <summary>Whether a line says that it was done.</summary>
        public bool IsDone => Receipt is not null;
    }

    private TokenDeeds(IReadOnlyList<Deed> all) => All = all;

    /// <summary>All of them, in the order in which they were begun.</summary>
    public IReadOnlyList<Deed> All { get; }

    /// <summary>What the lines tell; they need not be proven.</summary>
    public static TokenDeeds Of(IReadOnlyList<JournalLine> lines)
    {
        var receipts = new Dictionary<long, JsonMap>();
        foreach (ActionPerformed performed in lines.Entries<ActionPerformed>())
        {
            receipts[performed.Intention] = performed.Receipt;
        }

        return new TokenDeeds([.. lines.Telling<Intended>().Select(intended => new Deed(intended.Entry.Action, receipts.GetValueOrDefault(intended.Line.Seq), intended.Line.Step))]);
    }

    /// <summary>Those that work with a token.</summary>
    public TokenDeeds On(TokenRef token) => new([.. All.Where(deed => deed.Action.On == token)]);

    /// <summary>Whether anything was done.</summary>
    public bool AnyDone => All.Any(deed => deed.IsDone);

    /// <summary>What was made.</summary>
    public HashSet<ObjectRef> Made => [.. All.Where(deed => deed.IsDone).SelectMany(deed => deed.Action.Makes)];

    /// <summary>What was made, or begun and perhaps made.</summary>
    public HashSet<ObjectRef> MayBeMade => [.. All.SelectMany(deed => deed.Action.Makes)];

    /// <summary>What was destroyed.</summary>
    public HashSet<ObjectRef> Destroyed => [.. All.Where(deed => deed.IsDone).SelectMany(deed => deed.Action.Destroys)];

    /// <summary>What was destroyed, but for what a step destroyed that judges it by itself.</summary>
    public HashSet<ObjectRef> DestroyedOutside(string? step) => [.. All.Where(deed => deed.IsDone && (step is null || deed.Step != step)).SelectMany(deed => deed.Action.Destroys)];

    /// <summary>What was destroyed, or begun and perhaps destroyed.</summary>
    public HashSet<ObjectRef> MayBeDestroyed => [.. All.SelectMany(deed => deed.Action.Destroys)];
}
