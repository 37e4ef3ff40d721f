using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Looks;

/// <summary>A PKCS#11 module that the script's tokens are behind, with what it was given.</summary>
/// <param name="Module">Its file.</param>
/// <param name="Sha256">The file's SHA-256, lower-case hex.</param>
public sealed record ModuleFile(string Module, string Sha256)
{
    /// <summary>Its variables of the environment, by name in the order of their bytes, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Its configuration files, in the order of the script.</summary>
    public IReadOnlyList<ConfigurationFile> Configuration { get; init; } = [];

    /// <summary>What C_Initialize was given; null for nothing.</summary>
    public string? Parameters { get; init; }

    /// <summary>What it needs, without the hashes of its files.</summary>
    public ModuleSetup Setup => new() { Environment = Environment, Configuration = [.. Configuration.Select(each => each.File)], Parameters = Parameters };

    /// <summary>The canonical form; what the script does not set is not in it.</summary>
    public JsonMap ToJson() => new()
    {
        { "module", Module },
        { "sha256", Sha256 },
        { "environment", Environment.Count == 0 ? null : ToJson(Environment) },
        { "configuration", Configuration.Count == 0 ? null : new JsonList(Configuration.Select(each => (JsonValue)each.ToJson())) },
        { "parameters", Parameters is null ? null : new JsonText(Parameters) },
    };

    /// <summary>The canonical form of several.</summary>
    public static JsonList ToJson(IReadOnlyList<ModuleFile> modules) => new(modules.Select(each => (JsonValue)each.ToJson()));

    /// <summary>Reads the canonical form of several back. Throws <see cref="JsonFormatException"/>.</summary>
    public static IReadOnlyList<ModuleFile> FromJson(JsonList json) => [.. json.Select(each => FromJson(each.AsMap()))];

    private static ModuleFile FromJson(JsonMap json) => new(json.Text("module"), json.Text("sha256"))
    {
        Environment = [.. (json.Find("environment")?.AsMap() ?? []).Select(each => KeyValuePair.Create(each.Key, each.Value.AsText())).OrderBy(each => each.Key, StringComparer.Ordinal)],
        Configuration = [.. (json.Find("configuration")?.AsList() ?? new JsonList()).Select(each => ConfigurationFile.FromJson(each.AsMap()))],
        Parameters = json.Find("parameters")?.AsText(),
    };

    private static JsonMap ToJson(IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        var json = new JsonMap();
        foreach ((string name, string value) in environment)
        {
            json.Add(name, value);
        }

        return json;
    }
}
