using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A fingerprint was compared with what stands on paper.</summary>
/// <param name="Of">What it is the fingerprint of: <c>archive</c>.</param>
/// <param name="Sha256">The fingerprint in lower-case hex.</param>
public sealed record Compared(string Of, string Sha256) : Entry
{
    internal const string EntryKind = "compared";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "of", Of }, { "sha256", Sha256 } };

    internal static Compared Read(JsonMap json) => new(json.Text("of"), json.Text("sha256"));
}
