using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A blank token was initialised, and is the one that the script names.</summary>
/// <param name="Token">The token.</param>
/// <param name="Label">Its label.</param>
/// <param name="TokenSerial">Its serial number since then.</param>
/// <param name="Model">Its model.</param>
/// <param name="Slot">The name of the slot that the blank one was in.</param>
/// <param name="BlankSerial">The blank one's serial number; empty where it told none.</param>
public sealed record TokenInitialised(TokenRef Token, string Label, string TokenSerial, string Model, string Slot, string BlankSerial) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Tokens initialised";

    internal const string FactName = "token-initialised";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static TokenInitialised Read(JsonMap json) =>
        new(new TokenRef(json.Text("token")), json.Text("label"), json.Text("token-serial"), json.Text("model"), json.Text("slot"), json.Text("blank-serial"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "label", Label },
        { "token-serial", TokenSerial },
        { "model", Model },
        { "slot", Slot },
        { "blank-serial", BlankSerial },
    };
}
