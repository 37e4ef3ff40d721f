using Ceremony.Core.Json;

namespace Ceremony.Core.Looks;

/// <summary>A PKCS#11 module that the script's tokens are behind.</summary>
/// <param name="Module">Its file.</param>
/// <param name="Sha256">The file's SHA-256, lower-case hex.</param>
public sealed record ModuleFile(string Module, string Sha256)
{
    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "module", Module }, { "sha256", Sha256 } };

    /// <summary>The canonical form of several.</summary>
    public static JsonList ToJson(IReadOnlyList<ModuleFile> modules) => new(modules.Select(each => (JsonValue)each.ToJson()));

    /// <summary>Reads the canonical form of several back. Throws <see cref="JsonFormatException"/>.</summary>
    public static IReadOnlyList<ModuleFile> FromJson(JsonList json) => [.. json.Select(each => each.AsMap()).Select(each => new ModuleFile(each.Text("module"), each.Text("sha256")))];
}
