using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A token's or vendor's statement about a key was kept, and what can be checked of it without the vendor was.</summary>
/// <param name="Key">The key's name: its CKA_LABEL.</param>
/// <param name="Token">The token that holds it.</param>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Id">CKA_ID, lower-case hex.</param>
/// <param name="Artifact">The statement among the artifacts.</param>
/// <param name="Statement">The statement as it was kept.</param>
/// <param name="Checked">What each check came to.</param>
public sealed record KeyAttested(string Key, TokenRef Token, string TokenSerial, string Id, string Artifact, byte[] Statement, AttestationOutcome Checked) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Attestations of keys";

    internal const string FactName = "key-attested";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <summary>The file that it was read from; null where it was found on the token.</summary>
    public string? File { get; init; }

    /// <summary>The file of the vendor's root certificate; null where the script names none.</summary>
    public string? Root { get; init; }

    /// <summary>That file among the artifacts; null where the script names none.</summary>
    public string? RootArtifact { get; init; }

    /// <summary>SHA-256 of the root certificate as the script says it, lower-case hex; null where the script does not.</summary>
    public string? RootSha256 { get; init; }

    internal static KeyAttested Read(JsonMap json) => new(
        json.Text("key"),
        new TokenRef(json.Text("token")),
        json.Text("token-serial"),
        json.Text("id"),
        json.Text("artifact"),
        json.Bytes("statement"),
        AttestationOutcome.FromJson(json["checked"].AsMap()))
    {
        File = json.Find("file")?.AsText(),
        Root = json.Find("root")?.AsText(),
        RootArtifact = json.Find("root-artifact")?.AsText(),
        RootSha256 = json.Find("root-sha256")?.AsText(),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "token", Token.Name },
        { "token-serial", TokenSerial },
        { "id", Id },
        { "artifact", Artifact },
        { "statement", Convert.ToBase64String(Statement) },
        { "checked", Checked.ToJson() },
        { "file", File is null ? null : new JsonText(File) },
        { "root", Root is null ? null : new JsonText(Root) },
        { "root-artifact", RootArtifact is null ? null : new JsonText(RootArtifact) },
        { "root-sha256", RootSha256 is null ? null : new JsonText(RootSha256) },
    };
}
