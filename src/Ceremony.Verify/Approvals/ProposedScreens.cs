using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>
/// What cannot be undone stands on the screen of a proposal, in its frame and in a sentence, and nowhere else. Up to edition 5 that was whatever needs the officers, and the frame alone said so.
/// </summary>
internal static class ProposedScreens
{
    private const string Undone = ": this cannot be undone.";

    /// <summary>What is wrong with the screen of a proposal, each as a clause.</summary>
    public static IEnumerable<string> Problems(Rules rules, JsonMap proposal, string authority, ActionSentences sentences)
    {
        JsonMap screen = proposal["screen"].AsMap();
        bool isIrreversible = screen.Find("irreversible") is not null;
        if (!rules.SaysWhatLasts)
        {
            return (authority == "officers", isIrreversible) switch
            {
                (true, false) => ["its screen does not say that it cannot be undone"],
                (false, true) => ["its screen says that it cannot be undone, but it was put to the operator"],
                _ => [],
            };
        }

        string[] lasting = [.. proposal["actions"].AsList().Select(action => sentences.Lasting(action.AsMap())).OfType<string>().Distinct()];
        return Frame(lasting.Length > 0, isIrreversible).Concat(lasting
            .Where(what => !Warns(screen, what + Undone))
            .Select(what => $"its screen does not say \"{what}: this cannot be undone.\""));
    }

    private static IEnumerable<string> Frame(bool lasts, bool isIrreversible) => (lasts, isIrreversible) switch
    {
        (true, false) => ["its screen does not say that it cannot be undone"],
        (false, true) => ["its screen says that it cannot be undone, but all of it can"],
        _ => [],
    };

    private static bool Warns(JsonMap screen, string sentence) => screen["blocks"].AsList().Select(block => block.AsMap())
        .Any(block => block.Text("block") == "warning" && block.Text("text") == sentence);
}
