using Ceremony.Core.Actions;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What people see while a secret key is made.</summary>
internal static class GenerateSecretKeyScreens
{
    public static Screen Propose(GenerateSecretKeyStep step, TokenView token) => new(
        "Generate a secret key",
        [
            new FactsBlock([.. TokenFacts.Of(token)]),

            // NIST SP 800-131A revision 2 §2: not for encryption after 2023.
            .. step.Algorithm.IsAes ? [] : new[] { new WarningBlock("Triple DES is for installations that support nothing newer. Prefer AES where the installation supports it.") },
            new TextBlock(NewKeyScreens.LabelIsFree),
        ])
    {
        Help = "You are asked to agree that this token makes a secret key. Compare the token's serial number with the paper script and read the key's "
            + "label to the room. The key is made by the token's own random generator, and nobody ever sees it. If anything here is not what the "
            + "paper script says, refuse and say why; nothing has happened yet.",
    };

    public static Screen Made(SecretKeyReceipt key) => NewKeyScreens.Made(
        "The secret key is made",
        Detail.From("token serial", key.TokenSerial),
        Detail.From("label", key.Label),
        new Detail("algorithm", key.Algorithm),
        NewKeyScreens.Attributes(key.Attributes),
        new Detail("id", key.Id));
}
