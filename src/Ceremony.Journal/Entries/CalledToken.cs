using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A token of the script, as the <see cref="Parameters"/> name it.</summary>
/// <param name="Token">Its name in the script.</param>
/// <param name="Called">What people call it: the label in its URI, else its serial number.</param>
public sealed record CalledToken(string Token, string Called)
{
    internal JsonMap ToJson() => new() { { "token", Token }, { "called", Called } };

    internal static CalledToken FromJson(JsonMap json) => new(json.Text("token"), json.Text("called"));
}
