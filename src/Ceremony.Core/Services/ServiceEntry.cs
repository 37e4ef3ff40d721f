using Ceremony.Core.Json;

namespace Ceremony.Core.Services;

/// <summary>One line of the script's <c>services:</c>, after parameters were filled in. Commands are argument lists; there is no shell.</summary>
/// <param name="Name">The name in the script, such as <c>cf</c>.</param>
/// <param name="Start">Starts it.</param>
/// <param name="Stop">Stops it.</param>
/// <param name="State">Prints its state in one word, as <c>systemctl is-active</c> does: <c>active</c>, <c>inactive</c>, <c>failed</c>.</param>
/// <param name="Log">Prints the last lines of its log; empty where none is named.</param>
/// <param name="WithinSeconds">How long it may take to come up or to go down.</param>
public sealed record ServiceEntry(
    string Name,
    IReadOnlyList<string> Start,
    IReadOnlyList<string> Stop,
    IReadOnlyList<string> State,
    IReadOnlyList<string> Log,
    int WithinSeconds)
{
    /// <summary>Whether a service in this state is down: not merely on its way there.</summary>
    public static bool IsDown(string state) => state is "inactive" or "failed";

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "service", Name },
        { "start", JsonList.OfText(Start) },
        { "stop", JsonList.OfText(Stop) },
        { "state", JsonList.OfText(State) },
        { "log", JsonList.OfText(Log) },
        { "within", WithinSeconds },
    };
}
