using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Brings files back as they were before they were changed, and removes those that were not there. The backups stay.</summary>
/// <param name="Files">The files, the last changed first.</param>
public sealed record RestoreFiles(IReadOnlyList<RestoredFile> Files) : CeremonyAction<EnteredReceipt>
{
    internal const string ActionName = "restore-files";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Bring back {(Files.Count == 1 ? "1 file as it was" : $"{Files.Count} files as they were")} before: {string.Join(", ", Files.Select(each => Safe(each.File)))}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) =>
        [.. Files.Select(each => new Detail(Safe(each.File), each.Backup is null ? "was not there: removed" : $"from {Safe(each.Backup)}"))];

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    internal static RestoreFiles Read(JsonMap json) => new([.. json["files"].AsList().Select(each => RestoredFile.FromJson(each.AsMap()))]);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "files", new JsonList(Files.Select(each => (JsonValue)each.ToJson())) },
    };
}
