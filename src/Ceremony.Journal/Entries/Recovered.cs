using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A torn last line was cut off and set aside; where a ceremony is aborted, all of its journal that could not be gone on from.</summary>
/// <param name="Size">How many bytes it had.</param>
/// <param name="Sha256">Their SHA-256, lower-case hex.</param>
/// <param name="Kept">The file in the ceremony's folder that holds them.</param>
public sealed record Recovered(long Size, string Sha256, string Kept) : Entry
{
    /// <summary>How the files are called that hold more than a torn last line.</summary>
    internal const string Unread = "unread";

    internal const string EntryKind = "recovered";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary>Whether more was set aside than a last line that was not written to its end.</summary>
    public bool IsUnread => Kept.StartsWith($"{Unread}-", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "size", Size }, { "sha256", Sha256 }, { "kept", Kept } };

    internal static Recovered Read(JsonMap json) => new(json.Number("size"), json.Text("sha256"), json.Text("kept"));
}
