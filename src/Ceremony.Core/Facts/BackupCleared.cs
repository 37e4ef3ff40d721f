using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A backup that held old PINs is no longer where it was kept: it was removed, or moved.</summary>
/// <param name="File">The backup.</param>
/// <param name="To">The file to which it was moved; null where it was removed.</param>
public sealed record BackupCleared(string File, string? To) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Backups with old PINs removed or moved";

    internal const string FactName = "backup-cleared";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static BackupCleared Read(JsonMap json) => new(json.Text("file"), json.Find("to")?.AsText());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "file", File }, { "to", To is null ? null : new JsonText(To) } };
}
