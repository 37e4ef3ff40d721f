using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A step of the ceremony, as the <see cref="Parameters"/> list it.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Do">Its kind.</param>
/// <param name="Act">The act that it belongs to.</param>
/// <param name="Title">What people call it.</param>
public sealed record ListedStep(string Id, string Do, string Act, string Title)
{
    /// <summary>The id of the first step, in the script, of those in its act that are confirmed together with it; null where it is confirmed alone.</summary>
    public string? Together { get; init; }

    internal JsonMap ToJson() => new() { { "id", Id }, { "do", Do }, { "act", Act }, { "title", Title }, { "together", Together is null ? null : new JsonText(Together) } };

    internal static ListedStep FromJson(JsonMap json) => new(json.Text("id"), json.Text("do"), json.Text("act"), json.Text("title"))
    {
        Together = json.Find("together")?.AsText(),
    };
}
