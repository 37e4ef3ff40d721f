using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>A file that is brought back.</summary>
/// <param name="File">The file.</param>
/// <param name="Backup">The file in which it was kept; null where there was none, so that it is removed.</param>
public sealed record RestoredFile(string File, string? Backup)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "file", File }, { "backup", Backup is null ? null : new JsonText(Backup) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static RestoredFile FromJson(JsonMap json) => new(json.Text("file"), json.Find("backup")?.AsText());
}
