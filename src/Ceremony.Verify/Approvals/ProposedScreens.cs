using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>What needs the officers cannot be undone by one of them, and their screen says so in its frame; what the operator alone decides has no such frame.</summary>
internal static class ProposedScreens
{
    /// <summary>What is wrong with the screen of a proposal, each as a clause.</summary>
    public static IEnumerable<string> Problems(JsonMap proposal, string authority)
    {
        bool isIrreversible = proposal["screen"].AsMap().Find("irreversible") is not null;
        return (authority == "officers", isIrreversible) switch
        {
            (true, false) => ["its screen does not say that it cannot be undone"],
            (false, true) => ["its screen says that it cannot be undone, but it was put to the operator"],
            _ => [],
        };
    }
}
