using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>The ceremony was ended for good before it was done.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Keys">What becomes of every key that was made or destroyed, or may have been.</param>
public sealed record Aborted(string Reason, IReadOnlyList<KeyFate> Keys) : Entry
{
    internal const string EntryKind = "aborted";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary>What of the journal was not proven then.</summary>
    public IReadOnlyList<UnprovenLine> Unproven { get; init; } = [];

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "reason", Reason },
        { "keys", new JsonList(Keys.Select(key => (JsonValue)key.ToJson())) },
        { "unproven", Unproven.Count == 0 ? null : new JsonList(Unproven.Select(line => (JsonValue)line.ToJson())) },
    };

    internal static Aborted Read(JsonMap json) => new(
        json.Text("reason"),
        [.. json["keys"].AsList().Select(key => KeyFate.FromJson(key.AsMap()))])
    {
        Unproven = [.. (json.Find("unproven")?.AsList() ?? []).Select(line => UnprovenLine.FromJson(line.AsMap()))],
    };
}
