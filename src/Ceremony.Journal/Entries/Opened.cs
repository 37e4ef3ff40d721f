using Ceremony.Core.Json;
using Ceremony.Core.Looks;

namespace Ceremony.Journal.Entries;

/// <summary>A ceremony was opened: the first line of every journal.</summary>
/// <param name="Edition">The edition of sentences, lists and rules that it keeps to; the first was not written.</param>
/// <param name="Ceremony">The ceremony's id in the script.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Version">The script's version.</param>
/// <param name="IsRehearsal">Whether it is a rehearsal; its keys must never be used then.</param>
/// <param name="ScriptSha256">SHA-256 of the script, lower-case hex.</param>
/// <param name="ProgramVersion">The program's version.</param>
/// <param name="ProgramSha256">SHA-256 of the program, lower-case hex.</param>
/// <param name="Machine">The machine and its system, in words.</param>
/// <param name="Modules">The PKCS#11 modules that the script's tokens are behind.</param>
/// <param name="Officers">How many officers must confirm.</param>
/// <param name="WithinSeconds">How long a proposal stands.</param>
public sealed record Opened(
    long Edition,
    string Ceremony,
    string Title,
    long Version,
    bool IsRehearsal,
    string ScriptSha256,
    string ProgramVersion,
    string ProgramSha256,
    string Machine,
    IReadOnlyList<ModuleFile> Modules,
    long Officers,
    long WithinSeconds) : Entry
{
    private const string Production = "production";
    private const string Rehearsal = "rehearsal";

    internal const string EntryKind = "opened";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary><c>production</c> or <c>rehearsal</c>.</summary>
    public string Mode => IsRehearsal ? Rehearsal : Production;

    /// <summary>Whether the officers sign the journal's last line whenever the program is left.</summary>
    public bool SignOnLeave { get; init; }

    /// <summary>The network interfaces that may be up, as the script names them.</summary>
    public IReadOnlyList<string> InterfacesUp { get; init; } = [];

    /// <summary>Whose the CAs, procedures and officers are, as the script says; null where it does not.</summary>
    public string? Installation { get; init; }

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "format", JournalReader.Format },
        { "edition", Edition == Core.Edition.First ? null : new JsonNumber(Edition) },
        { "ceremony", Ceremony },
        { "title", Title },
        { "version", Version },
        { "mode", Mode },
        { "script-sha256", ScriptSha256 },
        { "program-version", ProgramVersion },
        { "program-sha256", ProgramSha256 },
        { "machine", Machine },
        { "modules", ModuleFile.ToJson(Modules) },
        { "confirm", new JsonMap { { "officers", Officers }, { "within", WithinSeconds } } },
        { "sign-on-leave", SignOnLeave ? new JsonBool(true) : null },
        { "interfaces-up", InterfacesUp.Count == 0 ? null : JsonList.OfText(InterfacesUp) },
        { "installation", Installation is null ? null : new JsonText(Installation) },
    };

    internal static Opened Read(JsonMap json) => new(
        json.Find("edition")?.AsNumber() ?? Core.Edition.First,
        json.Text("ceremony"),
        json.Text("title"),
        json.Number("version"),
        json.Text("mode") switch
        {
            Rehearsal => true,
            Production => false,
            string mode => throw new JsonFormatException($"the mode \"{mode}\" is not known"),
        },
        json.Text("script-sha256"),
        json.Text("program-version"),
        json.Text("program-sha256"),
        json.Text("machine"),
        ModuleFile.FromJson(json["modules"].AsList()),
        json["confirm"].AsMap().Number("officers"),
        json["confirm"].AsMap().Number("within"))
    {
        SignOnLeave = json.Find("sign-on-leave")?.AsBool() ?? false,
        InterfacesUp = json.Find("interfaces-up") is null ? [] : json.Texts("interfaces-up"),
        Installation = json.Find("installation")?.AsText(),
    };
}
