using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the room compares with paper.</summary>
internal static class CheckRoomScreens
{
    private const int HexARow = 16;
    private const int HexAGroup = 8;

    public static Screen Compare(RoomView room, DateTimeOffset now, IReadOnlyList<KeyValuePair<string, string>> parameters) => new(
        "Compare with paper",
        [
            new TextBlock("A witness compares what is shown here with the paper script and says of each item whether it matches. The operator enters what the witness says."),
            .. room.AirGap ? (Block[])[] : [Connected(room)],
            new FactsBlock(
            [
                new Detail("clock", StepWords.Time(now)),
                Detail.From("machine", room.Machine),
                Detail.From("interfaces", Interfaces(room)),
                .. room.InterfacesUp.Count == 0 ? (Detail[])[] : [Detail.From("interfaces that may be up", string.Join(", ", room.InterfacesUp))],
                Detail.From("program", room.ProgramVersion),
                .. parameters.Count == 0
                    ? (Detail[])[new Detail("parameters", "none")]
                    : [.. parameters.Select(each => Detail.From(each.Key, each.Value))],
                new Detail("script, SHA-256", HexText.Groups(room.ScriptSha256)),
                new Detail("program, SHA-256", HexText.Groups(room.ProgramSha256)),
                .. room.Modules.SelectMany(Module),
            ]),
        ])
    {
        Help = "You are the witness: take the paper script that was handed out beforehand. Read its script hash, program hash and "
            + "module hashes group by group against the screen, then every parameter, then the clock against a watch of your own. Say \"matches\" or \"differs\" for each. "
            + "If one differs, nothing has been lost: no token has been touched yet.",
    };

    /// <summary>The script's hash alone, in the size of the room.</summary>
    public static Block[] Script(RoomView room) => [Large(room.ScriptSha256), .. room.AirGap ? (Block[])[] : [Connected(room)]];

    /// <summary>The program's version and hash.</summary>
    public static Block[] Program(RoomView room) => [new FactsBlock(Detail.From("version", room.ProgramVersion)), Large(room.ProgramSha256)];

    /// <summary>Each module with its hash, what it is given, and its configuration files with theirs.</summary>
    public static Block[] Modules(RoomView room) => 
    [
        .. room.Modules.SelectMany(module => (Block[])
        [
            new FactsBlock([Detail.From("PKCS#11 module", module.Module), .. Given(module)]),
            Large(module.Sha256),
            .. module.Configuration.SelectMany(file => (Block[])[new FactsBlock(Detail.From("its configuration", file.File)), Large(file.Sha256)]),
        ]),
    ];

    /// <summary>The parameters.</summary>
    public static Block[] Parameters(IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        [parameters.Count == 0 ? new TextBlock("The script has no parameters.") : new FactsBlock([.. parameters.Select(each => Detail.From(each.Key, each.Value))])];

    /// <summary>The clock, and what is told of the machine.</summary>
    public static Block[] Clock(RoomView room, DateTimeOffset now) =>
    [
        new FactsBlock(
        [
            new Detail("clock, UTC", StepWords.Time(now)),
            Detail.From("machine", room.Machine),
            Detail.From("interfaces", Interfaces(room)),
            .. room.InterfacesUp.Count == 0 ? (Detail[])[] : [Detail.From("interfaces that may be up", string.Join(", ", room.InterfacesUp))],
        ]),
        .. room.AirGap ? (Block[])[] : [Connected(room)],
    ];

    // The SHA-256 with air between its groups, so that a finger on paper keeps its place.
    private static TextBlock Large(string sha256) =>
        new(string.Join("\n\n", sha256.Chunk(HexARow).Select(row => "    " + string.Join("   ", row.Chunk(HexAGroup).Select(group => HexText.Groups(new string(group)))))));

    /// <summary>An interface as one phrase: "eth0 up".</summary>
    public static string Phrase(NetworkInterfaceView each) => $"{each.Name} {(each.IsUp ? "up" : "down")}{(each.HasCarrier ? ", connected" : "")}";

    /// <summary>Which interfaces are up that the script does not name, as a clause.</summary>
    public static string Up(RoomView room) => Up(room, isByScript: false);

    private static string Up(RoomView room, bool isByScript)
    {
        string[] names = [.. room.Interfaces.Where(each => each.IsUp && room.InterfacesUp.Contains(each.Name) == isByScript).Select(each => Hostile.Escape(each.Name))];
        return names is [var only] ? $"the network interface {only} is up" : $"the network interfaces {StepWords.And(names)} are up";
    }

    private static WarningBlock Connected(RoomView room) => new(room switch
    {
        { IsAllowed: false } => $"There is no air gap: {Up(room)}. A rehearsal goes on. A real ceremony would stop here until that is down, or until the reason is on record and the officers have confirmed it before anything is logged into.",
        { Accepted.Count: > 0 } => $"There is no air gap: {Up(room)}. That is on record with its reason; nothing is logged into before the officers have confirmed it.",
        _ => $"There is no air gap: {Up(room, isByScript: true)}, as the script allows.",
    });

    private static Detail[] Module(ModuleFile module) =>
    [
        Detail.From("module", module.Module),
        new Detail("module, SHA-256", HexText.Groups(module.Sha256)),
        .. Given(module),
        .. module.Configuration.SelectMany(file => (Detail[])[Detail.From("configuration", file.File), new Detail("configuration, SHA-256", HexText.Groups(file.Sha256))]),
    ];

    // What it is given beside its configuration files.
    private static Detail[] Given(ModuleFile module) =>
        [.. module.Environment.Select(each => Detail.From($"variable {each.Key}", each.Value)), .. module.Parameters is { } text ? [Detail.From("module, parameters", text)] : Array.Empty<Detail>()];

    private static string Interfaces(RoomView room) =>
        room.Interfaces.Count == 0 ? "none" : string.Join("; ", room.Interfaces.Select(Phrase));
}
