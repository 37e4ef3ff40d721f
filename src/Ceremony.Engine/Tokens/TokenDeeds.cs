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
    /// <param name="DoneAt">The number of the line that says that it was done; null where none does.</param>
    public sealed record Deed(CeremonyAction Action, JsonMap? Receipt, string? Step, long? DoneAt)
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
        DeedsFold fold = LineFold.Of<DeedsFold>(lines);
        return new([.. fold.Begun.Select(fold.DeedOf)]);
    }

    /// <summary>Those of them that work with a token.</summary>
    public static TokenDeeds Of(IReadOnlyList<JournalLine> lines, TokenRef token)
    {
        DeedsFold fold = LineFold.Of<DeedsFold>(lines);
        return new([.. fold.On(token).Select(fold.DeedOf)]);
    }

    /// <summary>Whether anything was done.</summary>
    public bool AnyDone => All.Any(deed => deed.IsDone);

    /// <summary>What was made.</summary>
    public HashSet<ObjectRef> Made => [.. All.Where(deed => deed.IsDone).SelectMany(deed => deed.Action.Makes)];

    /// <summary>What was made, or begun and perhaps made.</summary>
    public HashSet<ObjectRef> MayBeMade => [.. All.SelectMany(deed => deed.Action.Makes)];

    /// <summary>What was destroyed, and not made again since.</summary>
    public HashSet<ObjectRef> Destroyed => DestroyedOutside(null);

    /// <summary>The same, but for what a step destroyed that judges it by itself.</summary>
    public HashSet<ObjectRef> DestroyedOutside(string? step)
    {
        var destroyed = new HashSet<ObjectRef>();
        foreach (Deed deed in All.Where(deed => deed.IsDone).OrderBy(deed => deed.DoneAt))
        {
            destroyed.ExceptWith(deed.Action.Makes);
            destroyed.UnionWith(step is null || deed.Step != step || deed.Action is RemoveObject ? deed.Action.Destroys : []);
        }

        return destroyed;
    }

    /// <summary>What was made and not destroyed since.</summary>
    public HashSet<ObjectRef> InUse => [.. Made.Except(Destroyed)];

    /// <summary>Keys that were destroyed, or begun to be and perhaps are. What the officers had removed was never needed: it is gone, or it is there.</summary>
    public HashSet<ObjectRef> MayBeDestroyed => [.. All.Where(deed => deed.Action is not RemoveObject).SelectMany(deed => deed.Action.Destroys)];

    private sealed class DeedsFold : LineFold
    {
        private readonly Dictionary<long, (JsonMap Receipt, long Line)> _done = [];
        private readonly Dictionary<TokenRef, List<JournalLine>> _onToken = [];

        public override IReadOnlyList<Type>? About { get; } = [typeof(ActionPerformed), typeof(Intended)];

        /// <summary>The lines that began one.</summary>
        public List<JournalLine> Begun { get; } = [];

        /// <summary>Those of them that began one on a token.</summary>
        public IReadOnlyList<JournalLine> On(TokenRef token) => _onToken.GetValueOrDefault(token) ?? [];

        public Deed DeedOf(JournalLine begun) => _done.TryGetValue(begun.Seq, out (JsonMap Receipt, long Line) by)
            ? new Deed(((Intended)begun.Entry).Action, by.Receipt, begun.Step, by.Line)
            : new Deed(((Intended)begun.Entry).Action, null, begun.Step, null);

        public override void Take(JournalLine line)
        {
            if (line.Entry is ActionPerformed performed)
            {
                _done[performed.Intention] = (performed.Receipt, line.Seq);
            }
            else if (line.Entry is Intended intended)
            {
                Begun.Add(line);
                if (intended.Action.On is { } token)
                {
                    (_onToken.TryGetValue(token, out List<JournalLine>? there) ? there : _onToken[token] = []).Add(line);
                }
            }
        }
    }
}
