using Ceremony.Core.Json;
using Ceremony.Core.Looks;

namespace Ceremony.Journal.Entries;

/// <summary>The program was started again and the ceremony goes on.</summary>
/// <param name="ProgramVersion">The program's version.</param>
/// <param name="ProgramSha256">SHA-256 of the program, lower-case hex.</param>
/// <param name="ScriptSha256">SHA-256 of the script, lower-case hex.</param>
/// <param name="Modules">The PKCS#11 modules that the script's tokens are behind.</param>
public sealed record Resumed(string ProgramVersion, string ProgramSha256, string ScriptSha256, IReadOnlyList<ModuleFile> Modules) : Entry
{
    internal const string EntryKind = "resumed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "program-version", ProgramVersion },
        { "program-sha256", ProgramSha256 },
        { "script-sha256", ScriptSha256 },
        { "modules", ModuleFile.ToJson(Modules) },
    };

    internal static Resumed Read(JsonMap json) => new(
        json.Text("program-version"),
        json.Text("program-sha256"),
        json.Text("script-sha256"),
        ModuleFile.FromJson(json["modules"].AsList()));
}
