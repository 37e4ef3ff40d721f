using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A key that keys are archived with: a secret key, or an RSA pair whose public half wraps.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Token">The token that holds it.</param>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Id">CKA_ID, lower-case hex.</param>
/// <param name="Algorithm">Such as <c>aes-256</c>.</param>
/// <param name="Class">The class of the half that unwraps: <see cref="ObjectRef.Secret"/> or <see cref="ObjectRef.Private"/>.</param>
/// <param name="Usage">What it may do.</param>
internal sealed record ArchivingKey(string Key, TokenRef Token, string TokenSerial, string Id, string Algorithm, string Class, IReadOnlyList<string> Usage)
{
    private static readonly string[] OfPairs = ["unwrap"];
    private static readonly string[] OfSecrets = ["wrap", "unwrap"];

    /// <summary>The uses that it must have; the public half of a pair that unwraps may wrap.</summary>
    public IReadOnlyList<string> Needed => Class == ObjectRef.Private ? OfPairs : OfSecrets;

    public static ArchivingKey Of(KeyGenerated key) => new(key.Key, key.Token, key.TokenSerial, key.Id, key.Algorithm, ObjectRef.Private, key.Usage);

    public static ArchivingKey Of(SecretKeyGenerated key) => new(key.Key, key.Token, key.TokenSerial, key.Id, key.Algorithm, ObjectRef.Secret, key.Usage);

    /// <summary>The key of that name, or null.</summary>
    public static ArchivingKey? Find(Registry registry, string name) =>
        registry.SecretKey(name) is { } secret ? Of(secret) : registry.Key(name) is { } pair ? Of(pair) : null;
}
