using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>Files are as they were before they were changed; what was placed, edited or removed since no longer holds.</summary>
/// <param name="Files">The files.</param>
public sealed record FilesRestored(IReadOnlyList<string> Files) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Files restored";

    internal const string FactName = "files-restored";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static FilesRestored Read(JsonMap json) => new(
        json.Texts("files"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "files", JsonList.OfText(Files) },
    };
}
