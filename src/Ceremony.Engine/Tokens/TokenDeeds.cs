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
        return new([.. fold.On(token)?.Begun.Select(fold.DeedOf) ?? []]);
    }

    /// <summary>How much they are, without reading them: what they come to for a step is the same as long as this is.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="token">The token.</param>
    /// <param name="step">The step; null for what they come to outside of steps.</param>
    public static Extent ExtentOf(IReadOnlyList<JournalLine> lines, TokenRef token, string? step) => LineFold.Of<DeedsFold>(lines).On(token) is { } on
        ? new Extent(on.Begun.Count, on.Done, step is not null && on.Destroying.Contains(step) ? step : null)
        : default;

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

    /// <summary>How much was done in a token.</summary>
    /// <param name="Begun">How many actions were begun.</param>
    /// <param name="Done">How many lines say that one was done.</param>
    /// <param name="Destroying">The step that judges by itself what it destroyed; null where it destroyed nothing in it.</param>
    public readonly record struct Extent(int Begun, int Done, string? Destroying);

    private sealed class DeedsFold : LineFold
    {
        private readonly Dictionary<long, (JsonMap Receipt, long Line)> _done = [];
        private readonly Dictionary<TokenRef, OnToken> _onToken = [];
        private readonly Dictionary<long, OnToken> _where = [];

        public override IReadOnlyList<Type>? About { get; } = [typeof(ActionPerformed), typeof(Intended)];

        /// <summary>The lines that began one.</summary>
        public List<JournalLine> Begun { get; } = [];

        /// <summary>Those of them that began one on a token; null where none did.</summary>
        public OnToken? On(TokenRef token) => _onToken.GetValueOrDefault(token);

        public Deed DeedOf(JournalLine begun) => _done.TryGetValue(begun.Seq, out (JsonMap Receipt, long Line) by)
            ? new Deed(((Intended)begun.Entry).Action, by.Receipt, begun.Step, by.Line)
            : new Deed(((Intended)begun.Entry).Action, null, begun.Step, null);

        public override void Take(JournalLine line)
        {
            if (line.Entry is ActionPerformed performed)
            {
                _done[performed.Intention] = (performed.Receipt, line.Seq);
                if (_where.TryGetValue(performed.Intention, out OnToken? on))
                {
                    on.Done++;
                }
            }
            else if (line.Entry is Intended intended)
            {
                Begun.Add(line);
                if (intended.Action.On is { } token)
                {
                    OnToken on = _onToken.TryGetValue(token, out OnToken? there) ? there : _onToken[token] = new OnToken();
                    _where[line.Seq] = on;
                    on.Begun.Add(line);
                    if (line.Step is { } step && intended.Action.Destroys.Count > 0)
                    {
                        on.Destroying.Add(step);
                    }
                }
            }
        }

        // What was begun in one token.
        public sealed class OnToken
        {
            public List<JournalLine> Begun { get; } = [];

            public int Done { get; set; }

            public HashSet<string> Destroying { get; } = new(StringComparer.Ordinal);
        }
    }
}
