using Ceremony.Core.Actions;
using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Something is about to be done to the world.</summary>
/// <param name="Action">The action.</param>
/// <param name="Approval">The number of the <c>approved</c> line.</param>
public sealed record Intended(CeremonyAction Action, long Approval) : Entry
{
    internal const string EntryKind = "intended";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "action", Action.ToJson() }, { "approved", Approval } };

    internal static Intended Read(JsonMap json) => new(CeremonyAction.FromJson(json["action"].AsMap()), json.Number("approved"));
}
