using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>The PKCS#11 modules that a line names, each with its configuration files and what else it was given.</summary>
internal static class RecordedModules
{
    /// <summary>Each file with its SHA-256, by what it is: the module itself, then its configuration files.</summary>
    public static Dictionary<string, string> Files(JsonMap json)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string what, string sha256) in Of(json).SelectMany(FilesOf))
        {
            files[what] = sha256;
        }

        return files;
    }

    /// <summary>What each module was given, by its file.</summary>
    public static Dictionary<string, JsonMap> Given(JsonMap json)
    {
        var given = new Dictionary<string, JsonMap>(StringComparer.Ordinal);
        foreach (JsonMap module in Of(json))
        {
            given[module.Text("module")] = Given(module.Find("environment")?.AsMap() ?? [], [.. Configuration(module).Select(file => file.Text("file"))], module.Find("parameters")?.AsText());
        }

        return given;
    }

    /// <summary>The same of a module of a script.</summary>
    public static JsonMap Given(OutlineModule module)
    {
        var environment = new JsonMap();
        foreach ((string name, string value) in module.Environment)
        {
            environment.Add(name, value);
        }

        return Given(environment, module.Configuration, module.Parameters);
    }

    /// <summary>What a screen shows of them, name and value, in its order.</summary>
    public static IEnumerable<(string Name, JsonValue Value, bool IsHash)> Shown(JsonMap json) => Of(json).SelectMany(OfModule);

    private static IEnumerable<(string Name, JsonValue Value, bool IsHash)> OfModule(JsonMap module) =>
    [
        ("module", module["module"], false),
        ("module, SHA-256", module["sha256"], true),
        .. (module.Find("environment")?.AsMap() ?? []).Select(variable => ($"variable {variable.Key}", variable.Value, false)),
        .. module.Find("parameters") is { } parameters ? [("module, parameters", parameters, false)] : Array.Empty<(string, JsonValue, bool)>(),
        .. Configuration(module).SelectMany(file => new[] { ("configuration", file["file"], false), ("configuration, SHA-256", file["sha256"], true) }),
    ];

    private static IEnumerable<(string What, string Sha256)> FilesOf(JsonMap module) => Configuration(module)
        .Select(file => ($"configuration file {file.Text("file")} of the module {module.Text("module")}", file.Text("sha256")))
        .Prepend(($"module {module.Text("module")}", module.Text("sha256")));

    private static IEnumerable<JsonMap> Of(JsonMap json) => json["modules"].AsList().Select(each => each.AsMap());

    private static IEnumerable<JsonMap> Configuration(JsonMap module) => (module.Find("configuration")?.AsList() ?? new JsonList()).Select(each => each.AsMap());

    private static JsonMap Given(JsonMap environment, IReadOnlyList<string> configuration, string? parameters) => new()
    {
        { "environment", environment },
        { "configuration", JsonList.OfText(configuration) },
        { "parameters", parameters is null ? null : new JsonText(parameters) },
    };
}
