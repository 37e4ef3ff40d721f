using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Changes settings in a configuration file, or takes them out, and nothing else: comments, order, line endings, encoding, owner and mode stay. The file as it was is
/// kept outside of its folder first; the new one replaces it in one go. It is refused where the file is no longer as it was shown. Files with PINs are only
/// ever hashed in their masked form, in which each PIN is written <c>****</c>.
/// </summary>
/// <param name="File">The configuration file.</param>
/// <param name="Before">SHA-256 of the file's masked form as it was shown, lower-case hex.</param>
/// <param name="After">SHA-256 of the masked form that comes of it, lower-case hex.</param>
/// <param name="Edits">The settings, in the order in which they are made; those that are taken out stand last.</param>
/// <param name="Backup">The file in which the present one is kept.</param>
public sealed record EditConfig(
    string File,
    string Before,
    string After,
    IReadOnlyList<ConfigEdit> Edits,
    string Backup) : CeremonyAction<EditedReceipt>
{
    internal const string ActionName = "edit-config";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [.. Edits.Select(edit => edit.Pin(File)).OfType<PinNeed>().Distinct()];

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"{Changes}, masked SHA-256 {After}; a copy of the present file is kept as {Safe(Backup)}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) =>
    [
        .. Edits.Where(each => !each.Removed).Select(each => new Detail(Safe(each.Name), each.Told(words))),
        new Detail("masked SHA-256, before", HexText.Groups(Before)),
    ];

    private string Changes => (Names(removed: false), Names(removed: true)) switch
    {
        (var set, "") => $"Set {set} in {Safe(File)}",
        ("", var removed) => $"Take {removed} out of {Safe(File)}",
        var (set, removed) => $"Set {set} in {Safe(File)}, and take {removed} out of it",
    };

    /// <inheritdoc/>
    public override EditedReceipt ReadReceipt(JsonMap json) => EditedReceipt.FromJson(json);

    private string Names(bool removed) => And([.. Edits.Where(each => each.Removed == removed).Select(each => Safe(each.Name))]);

    internal static EditConfig Read(JsonMap json) => new(
        json.Text("file"),
        json.Text("before"),
        json.Text("after"),
        [.. json["edits"].AsList().Select(each => ConfigEdit.FromJson(each.AsMap()))],
        json.Text("backup"));

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
