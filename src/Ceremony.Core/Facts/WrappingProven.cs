using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A key for key archiving wrapped a throwaway key and unwrapped it again, or encrypted and decrypted a value where its token does not wrap with it.</summary>
/// <param name="Key">The key's name: its CKA_LABEL.</param>
/// <param name="Token">The token that holds it.</param>
/// <param name="KeyId">CKA_ID, lower-case hex.</param>
/// <param name="Way">How it was proven: <see cref="Wrapped"/> or <see cref="Encrypted"/>.</param>
/// <param name="Scheme">The PKCS#11 mechanism by which it was used, such as <c>CKM_AES_KEY_WRAP</c>.</param>
public sealed record WrappingProven(string Key, TokenRef Token, string KeyId, string Way, string Scheme) : CeremonyFact
{
    /// <summary>A key was wrapped and unwrapped.</summary>
    public const string Wrapped = "wrap";

    /// <summary>A value was encrypted and decrypted.</summary>
    public const string Encrypted = "encrypt";

    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Keys proven by wrapping";

    internal const string FactName = "wrapping-proven";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static WrappingProven Read(JsonMap json) => new(json.Text("key"), new TokenRef(json.Text("token")), json.Text("key-id"), json.Text("way"), json.Text("scheme"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "key", Key },
        { "token", Token.Name },
        { "key-id", KeyId },
        { "way", Way },
        { "scheme", Scheme },
    };
}
