using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Other network interfaces are up than the lines before tell.</summary>
/// <param name="Up">The names of those that are up, but for the loopback; one entry <c>unknown (CODE)</c> where the kernel does not tell.</param>
public sealed record NetworkChanged(IReadOnlyList<string> Up) : Entry
{
    internal const string EntryKind = "network";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "up", JsonList.OfText(Up) } };

    internal static NetworkChanged Read(JsonMap json) => new(json.Texts("up"));
}
