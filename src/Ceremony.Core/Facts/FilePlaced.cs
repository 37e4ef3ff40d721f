using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>A file stands where a server looks for it.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Backup">The file in which what stood there is kept; null where there was nothing.</param>
public sealed record FilePlaced(string File, string Sha256, string? Backup) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Files placed";

    internal const string FactName = "file-placed";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static FilePlaced Read(JsonMap json) => new(
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
