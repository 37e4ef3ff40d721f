using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>What becomes of a key of an aborted ceremony.</summary>
/// <param name="Key">CKA_LABEL.</param>
/// <param name="Token">The token that holds it, by its name in the script.</param>
/// <param name="Fate">What becomes of it, in words.</param>
public sealed record KeyFate(string Key, string Token, string Fate)
{
    internal JsonMap ToJson() => new() { { "key", Key }, { "token", Token }, { "fate", Fate } };

    internal static KeyFate FromJson(JsonMap json) => new(json.Text("key"), json.Text("token"), json.Text("fate"));
}
