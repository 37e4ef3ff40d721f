using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Something was done: what was intended, or an artifact was kept.</summary>
public abstract record Performed : Entry
{
    internal const string EntryKind = "performed";

    /// <inheritdoc/>
    public sealed override string Kind => EntryKind;

    internal static Performed Read(JsonMap json) => json.Find("action") is null ? ActionPerformed.ReadOne(json) : ArtifactKept.ReadOne(json);
}
