using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>Files are as they were before they were changed; what was placed, edited or removed since no longer holds.</summary>
/// <param name="Files">The files.</param>
public sealed record FilesRestored(IReadOnlyList<string> Files) : CeremonyFact
{
    internal const string FactName = "files-restored";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static FilesRestored Read(JsonMap json) => new(
        json.Texts("files"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "files", JsonList.OfText(Files) },
    };
}
