using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Removes a backup that holds old PINs, or moves it: then it is copied, fsynced and compared before it is removed. It is refused where the file is not the one that
/// this ceremony kept. A configuration is known by the hash of its masked form, since it holds PINs.
/// </summary>
/// <param name="File">The backup.</param>
/// <param name="Masked">SHA-256 of its masked form, lower-case hex; null where it is no configuration.</param>
/// <param name="Sha256">SHA-256 of it, lower-case hex; null where it is a configuration.</param>
/// <param name="To">The file to which it is moved; null where it is removed.</param>
public sealed record ClearBackup(string File, string? Masked, string? Sha256, string? To) : CeremonyAction<EnteredReceipt>
{
    internal const string ActionName = "clear-backup";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    private string Hash => Masked is null ? $"SHA-256 {Sha256}" : $"masked SHA-256 {Masked}";

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => To is null ? "A backup is deleted" : null;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        To is null ? $"Remove the backup {Safe(File)}, {Hash}; no copy is kept." : $"Move the backup {Safe(File)} to {Safe(To)}, {Hash}.";

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    internal static ClearBackup Read(JsonMap json) =>
        new(json.Text("file"), json.Find("masked")?.AsText(), json.Find("sha256")?.AsText(), json.Find("to")?.AsText());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "masked", Masked is null ? null : new JsonText(Masked) },
        { "sha256", Sha256 is null ? null : new JsonText(Sha256) },
        { "to", To is null ? null : new JsonText(To) },
    };
}
