using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A step of the ceremony, as the <see cref="Parameters"/> list it.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Do">Its kind.</param>
/// <param name="Act">The act that it belongs to.</param>
/// <param name="Title">What people call it.</param>
public sealed record ListedStep(string Id, string Do, string Act, string Title)
{
    /// <summary>Whether it is confirmed together with those beside it in its act of which this is said too.</summary>
    public bool IsTogether { get; init; }

    internal JsonMap ToJson() => new() { { "id", Id }, { "do", Do }, { "act", Act }, { "title", Title }, { "together", IsTogether ? new JsonBool(true) : null } };

    internal static ListedStep FromJson(JsonMap json) => new(json.Text("id"), json.Text("do"), json.Text("act"), json.Text("title"))
    {
        IsTogether = json.Find("together")?.AsBool() == true,
    };
}
