using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>Removes a file; what stood there is kept beside it first where a backup is named.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Backup">The file in which it is kept; null where none is kept.</param>
public sealed record RemoveFile(string File, string Sha256, string? Backup) : CeremonyAction<EnteredReceipt>
{
    /// <inheritdoc/>
    public override string Name => "remove-file";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "sha256", Sha256 },
        { "backup", Backup is null ? null : new JsonText(Backup) },
    };
}
