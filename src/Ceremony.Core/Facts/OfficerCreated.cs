using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>An officer stands in the registry and can sign in and confirm.</summary>
/// <param name="Officer">Officer name.</param>
/// <param name="State">State: <c>active</c> or <c>inactive</c>.</param>
/// <param name="Domain">Domain.</param>
/// <param name="Profile">Officer profile, by its name.</param>
/// <param name="Person">The name of the person in the room who holds the card or the soft token.</param>
/// <param name="Token">The officer's card in the script; null for a soft token.</param>
/// <param name="KeyId">CKA_ID of the key that belongs to the certificate; null for a soft token.</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
/// <param name="File">The soft token's file; null for a card.</param>
public sealed record OfficerCreated(
    string Officer,
    string State,
    string Domain,
    string Profile,
    string Person,
    TokenRef? Token,
    string? KeyId,
    byte[] Certificate,
    string? File = null) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Officers created";

    internal const string FactName = "officer-created";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Entry => $"officer \"{Hostile.Escape(Officer)}\", held by {Hostile.Escape(Person)}";

    internal static OfficerCreated Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("state"),
        json.Text("domain"),
        json.Text("profile"),
        json.Text("person"),
        json.Find("token") is { } token ? new TokenRef(token.AsText()) : null,
        json.Find("key-id")?.AsText(),
        json.Bytes("certificate"),
        json.Find("file")?.AsText());

    /// <inheritdoc/>
    protected override IReadOnlyList<string> InEntry => ["officer", "person"];

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "state", State },
        { "domain", Domain },
        { "profile", Profile },
        { "person", Person },
        { "token", Token is { } token ? new JsonText(token.Name) : null },
        { "key-id", KeyId is null ? null : new JsonText(KeyId) },
        { "certificate", Convert.ToBase64String(Certificate) },
        { "file", File is null ? null : new JsonText(File) },
    };
}
