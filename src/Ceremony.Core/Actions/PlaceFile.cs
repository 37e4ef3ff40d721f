using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Puts a file where a server looks for it, in one go; what stood there is kept outside of its folder first. Either the bytes are given, or the file that they
/// are copied from.
/// </summary>
/// <param name="File">Where it goes.</param>
/// <param name="From">The file that is copied; null where the bytes are given.</param>
/// <param name="Bytes">The bytes; null where a file is copied.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Replaces">SHA-256 of what stands there, lower-case hex; null where there is nothing.</param>
/// <param name="Backup">The file in which that is kept; null where there is nothing.</param>
public sealed record PlaceFile(
    string File,
    string? From,
    byte[]? Bytes,
    string Sha256,
    string? Replaces,
    string? Backup) : CeremonyAction<StoredReceipt>
{
    internal const string ActionName = "place-file";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Put the file {Safe(File)} in place, SHA-256 {Sha256}{(From is null ? "" : $", copied from {Safe(From)}")}{(Backup is null ? "" : $"; the present file is kept as {Safe(Backup)}")}.";

    /// <inheritdoc/>
    public override StoredReceipt ReadReceipt(JsonMap json) => StoredReceipt.FromJson(json);

    internal static PlaceFile Read(JsonMap json) => new(
        json.Text("file"),
        json.Find("from")?.AsText(),
        json.Find("bytes") is null ? null : json.Bytes("bytes"),
        json.Text("sha256"),
        json.Find("replaces")?.AsText(),
        json.Find("backup")?.AsText());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "from", From is null ? null : new JsonText(From) },
        { "bytes", Bytes is null ? null : new JsonText(Convert.ToBase64String(Bytes)) },
        { "sha256", Sha256 },
        { "replaces", Replaces is null ? null : new JsonText(Replaces) },
        { "backup", Backup is null ? null : new JsonText(Backup) },
    };
}
