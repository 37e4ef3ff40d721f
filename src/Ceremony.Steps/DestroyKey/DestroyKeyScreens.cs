using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A key before and after it is destroyed.</summary>
internal static class DestroyKeyScreens
{
    public static Screen Propose(RetiredKey key, TokenView token, Registry registry) => new(
        "Destroy a key",
        [
            new TextBlock(key.Ca is { } ca ? $"It is the key of the CA \"{ca}\", which is revoked." : "It is not the key of a CA."),
            new FactsBlock(
            [
                .. TokenFacts.Of(token),
                new Detail("SHA-256 of the public key", HexText.Groups(StepWords.Sha256(key.PublicKey))),
            ]),
            .. Ending.WarnOfBootKit(registry, key.Ca),
            .. Bound(key),
            new WarningBlock(key.Ca is null
                ? "Nothing brings the key back. What was encrypted for it can never be read again."
                : "Nothing brings the key back. Procedures made with it can no longer be used, and log entries that are signed with it can no longer be verified."),
        ])
    {
        Help = "You are asked to agree that this key is destroyed for ever. Compare the token's serial number and the key's id with the paper script, and read the "
            + "procedures that are still bound to its CA. Afterwards a fresh login shows whether it is gone. Refuse with F8 and say why if "
            + "anything differs, or if somebody still needs the key.",
    };

    public static Screen Made(RetiredKey key, TokenView token) => new(
        "The key is gone",
        new TextBlock($"After a fresh login the token {Hostile.Escape(token.Label)} no longer shows a key with the id of \"{key.Key}\"."),
        new FactsBlock(
        [
            .. TokenFacts.Of(token),
            new Detail("private, public and secret keys with this id", "0"),
            new Detail("certificates with this id, which are public and stay", $"{(token.Objects ?? []).Count(each => each.Class == "certificate" && each.Id == key.Id)}"),
        ]))
    {
        Help = "Nothing is asked of you. The key is no longer in the key registry. Enter goes on.",
    };

    private static IEnumerable<Block> Bound(RetiredKey key) => key.Ca is null
        ? []
        : key.Procedures.Count == 0
            ? [new TextBlock("No procedure is bound to that CA.")]
            : [new TextBlock("Procedures that are still bound to that CA:"), new TableBlock(["procedure"], [.. key.Procedures.Select(each => (IReadOnlyList<string>)[Hostile.Escape(each)])])];
}
