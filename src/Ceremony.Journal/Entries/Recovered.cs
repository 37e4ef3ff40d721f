using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A torn last line was cut off and set aside.</summary>
/// <param name="Size">How many bytes it had.</param>
/// <param name="Sha256">Their SHA-256, lower-case hex.</param>
/// <param name="Kept">The file in the ceremony's folder that holds them.</param>
public sealed record Recovered(long Size, string Sha256, string Kept) : Entry
{
    internal const string EntryKind = "recovered";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "size", Size }, { "sha256", Sha256 }, { "kept", Kept } };

    internal static Recovered Read(JsonMap json) => new(json.Number("size"), json.Text("sha256"), json.Text("kept"));
}
