using Ceremony.Core.Devices;
using Ceremony.Core.Json;

namespace Ceremony.Core.Looks;

/// <summary>The machine and the program, as compared with paper at the beginning.</summary>
/// <param name="ScriptSha256">SHA-256 of the script's file, lower-case hex.</param>
/// <param name="ProgramSha256">SHA-256 of the program's file, lower-case hex.</param>
/// <param name="ProgramVersion">The program's version.</param>
/// <param name="Machine">The machine's name and system.</param>
/// <param name="Modules">The PKCS#11 modules that the script's tokens are behind.</param>
/// <param name="Interfaces">The network interfaces but for the loopback.</param>
public sealed record RoomView(
    string ScriptSha256,
    string ProgramSha256,
    string ProgramVersion,
    string Machine,
    IReadOnlyList<ModuleFile> Modules,
    IReadOnlyList<NetworkInterfaceView> Interfaces)
{
    /// <summary>The interfaces that are up by an exception on record; empty where there is none.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>The interfaces that may be up, as the script names them.</summary>
    public IReadOnlyList<string> InterfacesUp { get; init; } = [];

    /// <summary>Whether no interface is up.</summary>
    public bool AirGap => Interfaces.All(each => !each.IsUp);

    /// <summary>Whether no interface is up but those that the script names or an exception on record accepts.</summary>
    public bool IsAllowed => Interfaces.All(each => !each.IsUp || InterfacesUp.Contains(each.Name) || Accepted.Contains(each.Name));

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "script-sha256", ScriptSha256 },
        { "program-sha256", ProgramSha256 },
        { "program-version", ProgramVersion },
        { "machine", Machine },
        { "modules", ModuleFile.ToJson(Modules) },
        { "interfaces", new JsonList(Interfaces.Select(each => (JsonValue)each.ToJson())) },
        { "accepted", Accepted.Count == 0 ? null : JsonList.OfText(Accepted) },
        { "interfaces-up", InterfacesUp.Count == 0 ? null : JsonList.OfText(InterfacesUp) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static RoomView FromJson(JsonMap json) => new(
        json.Text("script-sha256"),
        json.Text("program-sha256"),
        json.Text("program-version"),
        json.Text("machine"),
        ModuleFile.FromJson(json["modules"].AsList()),
        [.. json["interfaces"].AsList().Select(each => NetworkInterfaceView.FromJson(each.AsMap()))])
    {
        Accepted = json.Find("accepted") is null ? [] : json.Texts("accepted"),
        InterfacesUp = json.Find("interfaces-up") is null ? [] : json.Texts("interfaces-up"),
    };
}
