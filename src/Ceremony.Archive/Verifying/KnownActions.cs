using Ceremony.Core.Json;

namespace Ceremony.Archive.Verifying;

/// <summary>
/// All actions that the program knows, as the verifier knows them by itself: whose agreement each needs, and its fields. A second list,
/// so that an action that slipped into the program without the officers' agreement is noticed here.
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
    };

    /// <summary>What is wrong with an action by itself, as half a sentence, or null.</summary>
    public static string? Problem(JsonMap action) => !Actions.TryGetValue(action.Text("do"), out var known)
        ? $"the action \"{action.Text("do")}\" is not known"
        : string.Join(' ', action.Names) != known.Fields ? $"the action \"{action.Text("do")}\" has not the fields that it should have" : null;

    /// <summary>What is wrong with a receipt, as half a sentence, or null.</summary>
    public static string? ReceiptProblem(JsonMap action, JsonMap receipt) =>
        Actions.TryGetValue(action.Text("do"), out var known) && string.Join(' ', receipt.Names) == known.Receipt
            ? null
            : $"the receipt of \"{action.Text("do")}\" has not the fields that it should have";

    /// <summary>Whether the officers must agree. True for what is not known.</summary>
    public static bool NeedsOfficers(JsonMap action) => !Actions.TryGetValue(action.Text("do"), out var known) || known.ByOfficers;
}
