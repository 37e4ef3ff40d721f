using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Removes a file; what stood there is kept outside of its folder first where a backup is named.</summary>
/// <param name="File">The file.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Backup">The file in which it is kept; null where none is kept.</param>
public sealed record RemoveFile(string File, string Sha256, string? Backup) : CeremonyAction<EnteredReceipt>
{
    internal const string ActionName = "remove-file";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => Backup is null ? "A file is deleted" : null;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Remove the file {Safe(File)}, SHA-256 {Sha256}; {(Backup is null ? "no copy is kept" : $"it is kept as {Safe(Backup)}")}.";

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    internal static RemoveFile Read(JsonMap json) => new(json.Text("file"), json.Text("sha256"), json.Find("backup")?.AsText());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "sha256", Sha256 },
        { "backup", Backup is null ? null : new JsonText(Backup) },
    };
}
