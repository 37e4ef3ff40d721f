using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A file is gone from where it was.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Backup">The file in which it is kept; null where none is kept.</param>
public sealed record FileRemoved(string File, string Sha256, string? Backup) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Files removed";

    internal const string FactName = "file-removed";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static FileRemoved Read(JsonMap json) => new(
        json.Text("file"),
        json.Text("sha256"),
        json.Find("backup")?.AsText());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "sha256", Sha256 },
        { "backup", Backup is null ? null : new JsonText(Backup) },
    };
}
