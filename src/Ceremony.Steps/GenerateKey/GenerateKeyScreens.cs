using Ceremony.Core.Actions;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What people see while a key is made.</summary>
internal static class GenerateKeyScreens
{
    public static Screen Propose(GenerateKeyStep step, TokenView token) => new(
        "Generate a key",
        new FactsBlock([.. TokenFacts.Of(token)]),
        new TextBlock(NewKeyScreens.LabelIsFree
            + (step.Algorithm.Family == KeyFamily.Dsa ? " A DSA key is for requests only: no CA has such a key, and no certificate is issued here for one." : "")))
    {
        Help = "You are asked to agree that this token makes a key. Compare the token's serial number with the paper script and read the key's "
            + "label to the room. The key is made by the token's own random generator, and nobody ever sees its private half. If anything "
            + "here is not what the paper script says, refuse and say why; nothing has happened yet.",
    };

    public static Screen Made(KeyReceipt key) => NewKeyScreens.Made(
        "The key is made",
        Detail.From("token serial", key.TokenSerial),
        Detail.From("label", key.Label),
        new Detail("algorithm", key.Algorithm),
        NewKeyScreens.Attributes(key.Attributes),
        new Detail("id", key.Id),
        new Detail("SHA-256 of the public key", HexText.Groups(StepWords.Sha256(key.PublicKey))));
}
