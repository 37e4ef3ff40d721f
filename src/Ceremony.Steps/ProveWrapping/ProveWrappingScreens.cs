using Ceremony.Core.Actions;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What people see while a key for key archiving is proven.</summary>
internal static class ProveWrappingScreens
{
    public static Screen Propose(ArchivingKey key, TokenEntry token, byte[] value) => new(
        "Prove a key for key archiving",
        new TextBlock($"The token will make a throwaway key, encrypt a random value with it, wrap it with the key \"{key.Key}\" and unwrap it again. What was unwrapped must decrypt the value. Nothing of this stays on the token."),
        new FactsBlock([.. Facts(key, token), new Detail("value", $"SHA-256 {HexText.Groups(StepWords.Sha256(value))}")]))
    {
        Help = "You are the operator: let the key be proven. Nothing is changed, and the value protects nothing. The token's custodian types its PIN where it is asked for.",
    };

    public static Screen Proven(ArchivingKey key, TokenEntry token, UnwrappedReceipt back) => new(
        "The key is proven",
        [
            back.WasWrapped
                ? new TextBlock($"The key \"{key.Key}\" wrapped a throwaway key and unwrapped it again: the value came back the same.")
                : new WarningBlock($"This token wraps no keys with a key of the kind {key.Algorithm}. So the key \"{key.Key}\" encrypted the value itself and decrypted it again, and it came back the same; that it wraps keys was not proven."),
            new FactsBlock([.. Facts(key, token), Detail.From("mechanism", back.Scheme)]),
        ])
    {
        IsNews = true,
        Help = "Nothing is asked of you. Enter goes on.",
    };

    private static IReadOnlyList<Detail> Facts(ArchivingKey key, TokenEntry token) =>
        [Detail.From("token", token.Called), new Detail("key", key.Key), new Detail("algorithm", key.Algorithm), new Detail("id", key.Id)];
}
