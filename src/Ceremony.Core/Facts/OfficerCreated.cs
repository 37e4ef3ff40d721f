using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>An officer stands in the registry and can sign in and confirm.</summary>
/// <param name="Officer">Officer name.</param>
/// <param name="State">State: <c>active</c> or <c>inactive</c>.</param>
/// <param name="Domain">Domain.</param>
/// <param name="Profile">Officer profile, by its name.</param>
/// <param name="Person">The name of the person in the room who holds the card.</param>
/// <param name="Token">The officer's card in the script.</param>
/// <param name="KeyId">CKA_ID of the key that belongs to the certificate.</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
public sealed record OfficerCreated(
    string Officer,
    string State,
    string Domain,
    string Profile,
    string Person,
    TokenRef Token,
    string KeyId,
    byte[] Certificate) : CeremonyFact
{
    internal const string FactName = "officer-created";

    /// <inheritdoc/>
    public override string Name => FactName;

    internal static OfficerCreated Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("state"),
        json.Text("domain"),
        json.Text("profile"),
        json.Text("person"),
        new TokenRef(json.Text("token")),
        json.Text("key-id"),
        json.Bytes("certificate"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "state", State },
        { "domain", Domain },
        { "profile", Profile },
        { "person", Person },
        { "token", Token.Name },
        { "key-id", KeyId },
        { "certificate", Convert.ToBase64String(Certificate) },
    };
}
