using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>A token as it told of itself after it was initialised, or after a PIN of it was set or changed.</summary>
/// <param name="Label">Its label.</param>
/// <param name="TokenSerial">Its serial number.</param>
/// <param name="Model">Its model.</param>
public sealed record TokenReceipt(string Label, string TokenSerial, string Model) : Receipt
{
    /// <summary>That of a token as it is seen.</summary>
    public static TokenReceipt Of(TokenView view) => new(view.Label, view.Serial, view.Model);

    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "label", Label }, { "token-serial", TokenSerial }, { "model", Model } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static TokenReceipt FromJson(JsonMap json) => new(json.Text("label"), json.Text("token-serial"), json.Text("model"));
}
