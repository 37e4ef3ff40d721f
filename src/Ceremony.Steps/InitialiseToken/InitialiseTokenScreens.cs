using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>A token before and after it is initialised.</summary>
internal static class InitialiseTokenScreens
{
    public static Screen Propose(TokenEntry entry, BlankSeen blank) => new(
        "Initialise a token",
        new TextBlock($"A blank token becomes {Hostile.Escape(entry.Called)}."),
        new FactsBlock(
            Detail.From("slot", blank.Slot),
            Detail.From("serial number now", blank.Serial.Length == 0 ? "none" : blank.Serial),
            Detail.From("model", $"{blank.Manufacturer} {blank.Model}"),
            Detail.From("label then", entry.Called),
            new Detail("its security officer PIN is chosen by", entry.Custodian),
            new Detail("its user PIN is chosen by", entry.Use == TokenUse.Hsm ? entry.Custodian : "its holder, once the card is personalised")),
        new WarningBlock("Look which device this is before you agree. Some tokens have another serial number afterwards."))
    {
        Help = "You are asked to agree that this blank token is taken into use. Compare the slot, the serial number and the model with the paper script and with the device itself. Afterwards its custodian chooses its PINs and types each twice. Refuse with F8 and say why if anything differs.",
    };

    public static Screen Made(TokenEntry entry, TokenView token) => new(
        "The token is initialised",
        new TextBlock($"The token {Hostile.Escape(entry.Called)} can be used from here on."),
        new FactsBlock(
            [
                .. TokenFacts.Of(token),
                new Detail("user PIN", TokenFacts.Pin(token.Pin)),
                new Detail("security officer's PIN", TokenFacts.Pin(token.SecurityOfficerPin)),
                new Detail("objects that can be seen without its PIN", $"{(token.Objects ?? []).Count}"),
            ]))
    {
        Help = "Nothing is asked of you. Write the serial number on paper: the token has it from now on. Enter goes on.",
    };
}
