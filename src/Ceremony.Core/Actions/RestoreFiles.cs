using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>Brings files back as they were before they were changed, and removes those that were not there. The backups stay.</summary>
/// <param name="Files">The files, the last changed first.</param>
public sealed record RestoreFiles(IReadOnlyList<RestoredFile> Files) : CeremonyAction<EnteredReceipt>
{
    /// <inheritdoc/>
    public override string Name => "restore-files";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "files", new JsonList(Files.Select(each => (JsonValue)each.ToJson())) },
    };
}
