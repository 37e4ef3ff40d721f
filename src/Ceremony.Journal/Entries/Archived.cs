using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>The archive is in its place.</summary>
/// <param name="Fingerprint">SHA-256, lower-case hex, of its <c>SHA256SUMS</c>.</param>
public sealed record Archived(string Fingerprint) : Entry
{
    internal const string EntryKind = "archived";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "fingerprint", Fingerprint } };

    internal static Archived Read(JsonMap json) => new(json.Text("fingerprint"));
}
