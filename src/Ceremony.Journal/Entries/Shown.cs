using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Journal.Entries;

/// <summary>A screen was shown until somebody went on.</summary>
/// <param name="Screen">The screen.</param>
public sealed record Shown(Screen Screen) : Entry
{
    internal const string EntryKind = "shown";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "screen", Screen.ToJson() } };

    internal static Shown Read(JsonMap json) => new(Screen.FromJson(json["screen"].AsMap()));
}
