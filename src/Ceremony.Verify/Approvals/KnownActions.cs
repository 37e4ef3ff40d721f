using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>
/// All actions that the program knows, as the verifier knows them by itself: whose agreement each needs, and its fields; a question
/// mark ends those that may be absent. A second list, so that an action that slipped into the program without the officers' agreement is noticed
/// here.
/// </summary>
internal static class KnownActions
{
    private static readonly Dictionary<string, (bool ByOfficers, string Fields, string Receipt)> Actions = new(StringComparer.Ordinal)
    {
        ["generate-key-pair"] = (true, "algorithm do id label token usage", "algorithm attributes id label public-key token-serial"),
        ["sign"] = (true, "algorithm bytes do key-id key-label token", "signature"),
        ["enter-in-registry"] = (true, "do entry", ""),
        ["allow-exception"] = (true, "decided do expected happened", ""),
        ["set-pin"] = (false, "chosen-by-holder digits do holder token", "made times-shown"),
        ["sign-challenge"] = (false, "algorithm bytes do key-id key-label token", "signature"),
        ["store-certificate"] = (false, "certificate do key-id label token", "sha256"),
        ["generate-secret-key"] = (true, "algorithm do id label token usage", "algorithm attributes id label token-serial"),
        ["destroy-key"] = (true, "do key-id key-label token", "token-serial"),
        ["make-soft-token"] = (false, "algorithm digits do file holder", "made public-key times-shown"),
        ["complete-soft-token"] = (false, "certificates do file holder", "certificate-sha256 size"),
        ["sign-challenge-with-soft-token"] = (false, "algorithm bytes do file holder", "signature"),
        ["edit-config"] = (true, "after backup before do edits file", "masked"),
        ["place-file"] = (true, "backup? bytes? do file from? replaces? sha256", "sha256"),
        ["remove-file"] = (true, "backup? do file sha256", ""),
        ["restore-files"] = (true, "do files", ""),
        ["stop-service"] = (false, "command do service", "log state"),
        ["start-service"] = (false, "command do service", "log state"),
    };

    /// <summary>What is wrong with an action by itself, as half a sentence, or null.</summary>
    public static string? Problem(JsonMap action) => action.Text("do") switch
    {
        var name when !Actions.TryGetValue(name, out var known) => $"the action \"{name}\" is not known",
        var name when !Fits(action, Actions[name].Fields) || !PartsFit(name, action) => $"the action \"{name}\" has not the fields that it should have",
        _ => null,
    };

    /// <summary>What is wrong with a receipt, as half a sentence, or null.</summary>
    public static string? ReceiptProblem(JsonMap action, JsonMap receipt) =>
        Actions.TryGetValue(action.Text("do"), out var known) && Fits(receipt, known.Receipt)
            ? null
            : $"the receipt of \"{action.Text("do")}\" has not the fields that it should have";

    /// <summary>Whether the officers must agree. True for what is not known.</summary>
    public static bool NeedsOfficers(JsonMap action) => !Actions.TryGetValue(action.Text("do"), out var known) || known.ByOfficers;

    private static bool Fits(JsonMap map, string fields)
    {
        string[] names = fields.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return names.Where(name => !name.EndsWith('?')).All(name => map.Find(name) is not null) && map.Names.All(name => names.Contains(name) || names.Contains(name + "?"));
    }

    // What a list holds has fields of its own, and of some fields it is one or the other.
    private static bool PartsFit(string name, JsonMap action) => name switch
    {
        "edit-config" => action["edits"].AsList() is { Count: > 0 } edits && edits.All(edit => EditFits(edit.AsMap())),
        "restore-files" => action["files"].AsList() is { Count: > 0 } files && files.All(file => Fits(file.AsMap(), "backup? file")),
        "place-file" => (action.Find("from") is null) != (action.Find("bytes") is null) && (action.Find("replaces") is null) == (action.Find("backup") is null),
        "complete-soft-token" => action["certificates"].AsList().Count > 0,
        _ => true,
    };

    // A setting has a value, or the PIN of a token, or the PIN of a soft token that somebody knows.
    private static bool EditFits(JsonMap edit) => string.Join(' ', edit.Names) is "name value" or "name pin-of" or "holder name pin-of-file";
}
