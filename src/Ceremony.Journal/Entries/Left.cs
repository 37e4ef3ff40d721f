using Ceremony.Core.Desk;
using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Somebody left the room.</summary>
/// <param name="Person">Who.</param>
public sealed record Left(Person Person) : Entry
{
    internal const string EntryKind = "left";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "person", Person.ToJson() } };

    internal static Left Read(JsonMap json) => new(Person.FromJson(json["person"].AsMap()));
}
