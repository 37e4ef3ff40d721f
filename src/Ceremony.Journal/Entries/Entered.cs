using Ceremony.Core.Desk;
using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Somebody came into the room.</summary>
/// <param name="Person">Who.</param>
public sealed record Entered(Person Person) : Entry
{
    internal const string EntryKind = "entered";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "person", Person.ToJson() } };

    internal static Entered Read(JsonMap json) => new(Person.FromJson(json["person"].AsMap()));
}
