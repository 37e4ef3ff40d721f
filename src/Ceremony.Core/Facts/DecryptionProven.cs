using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A random value that was encrypted under a certificate was decrypted by its key (RSAES-PKCS1-v1_5, RFC 8017 §7.2), and came back the same.</summary>
/// <param name="Artifact">The certificate among the artifacts.</param>
/// <param name="Key">The key's name, its CKA_LABEL; null for a soft token.</param>
/// <param name="Token">The token that decrypted; null for a soft token.</param>
/// <param name="KeyId">CKA_ID of the key, lower-case hex; null for a soft token.</param>
/// <param name="File">The soft token that decrypted; null for a key in a token.</param>
public sealed record DecryptionProven(string Artifact, string? Key, TokenRef? Token, string? KeyId, string? File) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Keys proven by decrypting";

    internal const string FactName = "decryption-proven";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static DecryptionProven Read(JsonMap json) => new(
        json.Text("artifact"),
        json.Find("key")?.AsText(),
        json.Find("token") is { } token ? new TokenRef(token.AsText()) : null,
        json.Find("key-id")?.AsText(),
        json.Find("file")?.AsText());

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "artifact", Artifact },
        { "key", Key is null ? null : new JsonText(Key) },
        { "token", Token is { } token ? new JsonText(token.Name) : null },
        { "key-id", KeyId is null ? null : new JsonText(KeyId) },
        { "file", File is null ? null : new JsonText(File) },
    };
}
