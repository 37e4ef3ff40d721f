using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>
/// Changes settings in a configuration file and nothing else: comments, order, line endings, encoding, owner and mode stay. The file as it was is
/// kept beside it first; the new one replaces it in one go. It is refused where the file is no longer as it was shown. Files with PINs are only
/// ever hashed in their masked form, in which each PIN is written <c>****</c>.
/// </summary>
/// <param name="File">The configuration file.</param>
/// <param name="Before">SHA-256 of the file's masked form as it was shown, lower-case hex.</param>
/// <param name="After">SHA-256 of the masked form that comes of it, lower-case hex.</param>
/// <param name="Edits">The settings, in the order in which they are made.</param>
/// <param name="Backup">The file in which the present one is kept.</param>
public sealed record EditConfig(
    string File,
    string Before,
    string After,
    IReadOnlyList<ConfigEdit> Edits,
    string Backup) : CeremonyAction<EditedReceipt>
{
    /// <inheritdoc/>
    public override string Name => "edit-config";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override EditedReceipt ReadReceipt(JsonMap json) => EditedReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "before", Before },
        { "after", After },
        { "edits", new JsonList(Edits.Select(each => (JsonValue)each.ToJson())) },
        { "backup", Backup },
    };
}
