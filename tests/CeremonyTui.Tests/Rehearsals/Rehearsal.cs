using System.Text.Json;
using System.Text.Json.Nodes;

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>The folder of a rehearsal, looked at from outside.</summary>
internal sealed class Rehearsal(string folder)
{
    public const string Module = "/usr/lib/softhsm/libsofthsm2.so";

    public string Folder => folder;

    public string Archive => Path.Combine(folder, "transcript");

    public string JournalFile => Path.Combine(folder, "journal.jsonl");

    public string SoftHsmConfiguration => Path.Combine(folder, "rehearsal", "softhsm2.conf");

    /// <summary>The PINs, by the names under which the screens tell them.</summary>
    public IReadOnlyDictionary<string, string> Pins => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "rehearsal", "pins.json")))!;

    public IReadOnlyList<JsonNode> Lines => [.. File.ReadLines(JournalFile).Select(line => JsonNode.Parse(line)!)];

    /// <summary>The ceremony fingerprint, as stock tools compute it.</summary>
    public string Fingerprint => Tool.Run("sha256sum", Path.Combine(Archive, "SHA256SUMS")).Expect()[..64];

    public static Rehearsal Hold(string program, string script, string answers, string folder, params IEnumerable<string> options)
    {
        Tool.Run(program, ["rehearse", script, "--answers", answers, "--out", folder, .. options]).Expect();
        return new Rehearsal(folder);
    }

    public string Artifact(string name) => Path.Combine(Archive, "artifacts", name);

    /// <summary>What a ceremony that is not over has kept.</summary>
    public string Kept(string name) => Path.Combine(folder, "artifacts", name);

    /// <summary>What pkcs11-tool says, logged in with the token's user PIN.</summary>
    public string Pkcs11(string label, string pin, params IEnumerable<string> arguments) =>
        Tool.RunAt(SoftHsmConfiguration, "pkcs11-tool", ["--module", Module, "--token-label", label, "--login", "--pin", pin, .. arguments]).Expect();
}
