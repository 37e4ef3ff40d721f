using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>Settings stand in a configuration file.</summary>
/// <param name="File">The file.</param>
/// <param name="Settings">The settings that were made.</param>
/// <param name="Before">SHA-256 of the masked form before, lower-case hex.</param>
/// <param name="After">SHA-256 of the masked form now, lower-case hex.</param>
/// <param name="Backup">The file in which the former one is kept.</param>
public sealed record ConfigEdited(string File, IReadOnlyList<ConfigSetting> Settings, string Before, string After, string Backup) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Configurations edited";

    internal const string FactName = "config-edited";

    /// <summary>The names of the PINs that had a value in the former file, and so stand in its backup; empty where there is no backup.</summary>
    public IReadOnlyList<string> OldPins { get; init; } = [];

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static ConfigEdited Read(JsonMap json) => new(
        json.Text("file"),
        [.. json["settings"].AsList().Select(each => ConfigSetting.FromJson(each.AsMap()))],
        json.Text("before"),
        json.Text("after"),
        json.Text("backup")) { OldPins = json.Find("old-pins") is null ? [] : json.Texts("old-pins") };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "settings", new JsonList(Settings.Select(each => (JsonValue)each.ToJson())) },
        { "before", Before },
        { "after", After },
        { "backup", Backup },
        { "old-pins", OldPins.Count == 0 ? null : JsonList.OfText(OldPins) },
    };
}
