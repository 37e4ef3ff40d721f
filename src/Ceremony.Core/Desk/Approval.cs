using Ceremony.Core.Actions;

namespace Ceremony.Core.Desk;

/// <summary>
/// The proof that those whose agreement an action needs have given it. Only the engine makes one; each action in it is performed once.
/// </summary>
public sealed class Approval
{
    private readonly HashSet<CeremonyAction> _spent = new(ReferenceEqualityComparer.Instance);

    internal Approval(long line, IReadOnlyList<CeremonyAction> actions)
    {
        Line = line;
        Actions = actions;
    }

    /// <summary>The number of the journal's <c>approved</c> line.</summary>
    public long Line { get; }

    /// <summary>What was approved, in the order in which it is to be done.</summary>
    public IReadOnlyList<CeremonyAction> Actions { get; }

    /// <summary>Marks an action as used. False where it was not approved here, or was used already.</summary>
    internal bool TrySpend(CeremonyAction action) => Actions.Any(each => ReferenceEquals(each, action)) && _spent.Add(action);
}
