using System.Security.Cryptography;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>
/// The one sentence of each action, as docs/format.md gives it: written a second time, so that officers cannot have signed other words than
/// the action's own.
/// </summary>
/// <param name="called">What people call each token, by its name in the script.</param>
internal sealed class ActionSentences(IReadOnlyDictionary<string, string> called)
{
    /// <summary>The sentences' tokens, as the line of the parameters names them. Throws <see cref="JsonFormatException"/>.</summary>
    public static ActionSentences Of(Evidence evidence) => new(evidence.Of("parameters").FirstOrDefault()?.Json["tokens"].AsList()
        .Select(token => token.AsMap())
        .ToDictionary(token => token.Text("token"), token => token.Text("called"), StringComparer.Ordinal) ?? []);

    /// <summary>The sentence. Throws <see cref="JsonFormatException"/> for an action that is not of its form or names no token of the script.</summary>
    public string Of(JsonMap action) => action.Text("do") switch
    {
        "generate-key-pair" => $"Generate the key pair \"{Safe(action, "label")}\", {action.Text("algorithm")}, in {Token(action)}; it cannot leave it.",
        "sign" => $"Sign with the key \"{Safe(action, "key-label")}\" in {Token(action)}, {action.Text("algorithm")}: {SignedThings.Words(action.Bytes("bytes"))}.",
        "sign-challenge" => $"Sign a sign-in challenge with the key \"{Safe(action, "key-label")}\" on {Token(action)}.",
        "store-certificate" => $"Store the certificate \"{Safe(action, "label")}\" in {Token(action)}.",
        "set-pin" when action["chosen-by-holder"].AsBool() => $"Have {Safe(action, "holder")} choose the PIN of {Token(action)}.",
        "set-pin" => $"Set a random PIN of {Evidence.Text(action.Number("digits"))} digits on {Token(action)} and show it to {Safe(action, "holder")} alone.",
        "allow-exception" => $"Go on although {Safe(action, "happened")} (expected: {Safe(action, "expected")}); decided: {Safe(action, "decided")}.",
        "generate-secret-key" => $"Generate the secret key \"{Safe(action, "label")}\", {action.Text("algorithm")}, in {Token(action)}; it cannot leave it.",
        "destroy-key" => $"Destroy the key pair \"{Safe(action, "key-label")}\" in {Token(action)}; it can never sign again.",
        "make-soft-token" => $"Make a key pair, {action.Text("algorithm")}, for the soft token {Safe(action, "file")} and show its PIN of {Evidence.Text(action.Number("digits"))} digits to {Safe(action, "holder")} alone.",
        "complete-soft-token" => $"Write the soft token {Safe(action, "file")} with {Certificates(action.Texts("certificates"))}.",
        "sign-challenge-with-soft-token" => $"Sign a sign-in challenge with the soft token {Safe(action, "file")}.",
        "edit-config" or "place-file" or "remove-file" or "restore-files" => OfFiles(action),
        "stop-service" => $"Stop the service {Safe(action, "service")}: {Hostile.Escape(string.Join(' ', action.Texts("command")))}.",
        "start-service" => $"Start the service {Safe(action, "service")}: {Hostile.Escape(string.Join(' ', action.Texts("command")))}.",
        "enter-in-registry" => $"Enter in the registry: {Entry(action["entry"].AsMap())}.",
        string other => throw new JsonFormatException($"the action \"{other}\" is not known"),
    };

    /// <summary>What people call a token. Throws <see cref="JsonFormatException"/> where it is none of the script's.</summary>
    public string Called(string token) => called.TryGetValue(token, out string? name) ? name : throw new JsonFormatException($"the token \"{token}\" is not in the list of tokens");

    private string Token(JsonMap action) => Hostile.Escape(Called(action.Text("token")));

    private static string Safe(JsonMap json, string field) => Hostile.Escape(json.Text(field));

    private static string OfFiles(JsonMap action) => action.Text("do") switch
    {
        "edit-config" => $"Set {And([.. action["edits"].AsList().Select(edit => Safe(edit.AsMap(), "name"))])} in {Safe(action, "file")}, masked SHA-256 {action.Text("after")}; "
            + $"the file as it is is kept as {Safe(action, "backup")}.",
        "place-file" => $"Put the file {Safe(action, "file")} in place, SHA-256 {action.Text("sha256")}{After(action, "from", ", copied from")}{After(action, "backup", "; what stands there is kept as")}.",
        "remove-file" => $"Remove the file {Safe(action, "file")}, SHA-256 {action.Text("sha256")}; {(action.Find("backup") is null ? "no copy is kept" : $"it is kept as {Safe(action, "backup")}")}.",
        _ => Restore([.. action["files"].AsList().Select(file => Safe(file.AsMap(), "file"))]),
    };

    private static string Restore(string[] files) =>
        $"Bring back {(files.Length == 1 ? "1 file as it was before" : $"{Evidence.Text(files.Length)} files as they were before")}: {string.Join(", ", files)}.";

    private static string After(JsonMap action, string field, string words) => action.Find(field) is null ? "" : $"{words} {Safe(action, field)}";

    private static string And(string[] names) => names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static string Certificates(IReadOnlyList<string> base64) => base64.Count == 0
        ? throw new JsonFormatException("a soft token has no certificate")
        : $"{(base64.Count == 1 ? "1 certificate" : $"{Evidence.Text(base64.Count)} certificates")}, the first SHA-256 {Convert.ToHexStringLower(SHA256.HashData(JsonBytes.Of(base64[0])))}";

    private static string Entry(JsonMap entry) => entry.Text("fact") switch
    {
        "certificate-procedure-created" => $"certificate procedure \"{Safe(entry, "procedure")}\"",
        "token-procedure-created" => $"token procedure \"{Safe(entry, "procedure")}\"",
        "officer-profile-created" => $"officer profile \"{Safe(entry, "profile")}\"",
        "officer-created" => $"officer \"{Safe(entry, "officer")}\", held by {Safe(entry, "person")}",
        "ca-revoked" => $"the revocation of the CA \"{Safe(entry, "ca")}\", {Safe(entry, "reason")}",
        "officer-replaced" => $"the end of the officer \"{Safe(entry, "officer")}\": {Safe(entry, "reason")}",
        _ => Safe(entry, "fact"),
    };
}
