using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Journal.Entries;

/// <summary>What an <see cref="Inventory"/> says of a token. The token is missing where neither a view nor a fault is given.</summary>
/// <param name="Token">Its name in the script.</param>
/// <param name="View">What was seen of it, or null.</param>
/// <param name="Fault">The code of the fault for which it could not be looked at, or null.</param>
public sealed record InventoryToken(string Token, TokenView? View, string? Fault)
{
    internal JsonMap ToJson() => new()
    {
        { "token", Token },
        { "view", View?.ToJson() },
        { "fault", Fault is null ? null : new JsonText(Fault) },
        { "absent", View is null && Fault is null ? new JsonBool(true) : null },
    };

    internal static InventoryToken FromJson(JsonMap json) => new(
        json.Text("token"),
        json.Find("view") is { } view ? TokenView.FromJson(view.AsMap()) : null,
        json.Find("fault")?.AsText());
}
