using Ceremony.Core.Tokens;

namespace Ceremony.Core.Actions;

/// <summary>
/// A PIN that an action needs. All of them are asked for before the intention is written, so that nothing dangles while people look for a PIN.
/// The list is closed.
/// </summary>
public abstract record PinNeed
{
    private protected PinNeed()
    {
    }
}

/// <summary>The user PIN of a token, which is logged in to for the step.</summary>
/// <param name="Token">The token.</param>
/// <param name="Purpose">What it is for, as the end of a sentence: "so that the key that was confirmed can be made".</param>
public sealed record UserLogin(TokenRef Token, string Purpose) : PinNeed;

/// <summary>The user PIN of a token once more, for one use of a key that demands it (CKA_ALWAYS_AUTHENTICATE; PKCS#11 v2.40 §4.9); of any other key nothing is needed.</summary>
/// <param name="Token">The token.</param>
/// <param name="KeyId">CKA_ID of the key in lower-case hex.</param>
/// <param name="Purpose">What it is for, as the end of a sentence.</param>
public sealed record UseOfKey(TokenRef Token, string KeyId, string Purpose) : PinNeed;

/// <summary>The security officer's PIN of a token, by which another user PIN is set.</summary>
/// <param name="Token">The token.</param>
public sealed record SecurityOfficerLogin(TokenRef Token) : PinNeed;

/// <summary>The user PIN of a token itself, which is to be written into a file.</summary>
/// <param name="Token">The token.</param>
/// <param name="Purpose">What it is for, as the end of a sentence.</param>
public sealed record UserPinItself(TokenRef Token, string Purpose) : PinNeed;

/// <summary>A user PIN that a card's holder chooses, and types twice.</summary>
/// <param name="Token">The card.</param>
/// <param name="Holder">The holder's name.</param>
public sealed record ChosenPin(TokenRef Token, string Holder) : PinNeed;

/// <summary>A new PIN of a token that whoever will know it chooses, and types twice; at the device where PINs are typed there.</summary>
/// <param name="Token">The token.</param>
/// <param name="Of">Which of its PINs.</param>
public sealed record NewPin(TokenRef Token, PinOf Of) : PinNeed;

/// <summary>The security officer PIN of a token that is to be initialised: whoever will know it chooses it, and types it twice; at the device where PINs are typed there.</summary>
/// <param name="Token">The token as it will be.</param>
/// <param name="Slot">The name of the slot that the blank one is in.</param>
/// <param name="TokenSerial">The blank one's serial number; empty where it tells none.</param>
public sealed record FirstPin(TokenRef Token, string Slot, string TokenSerial) : PinNeed;

/// <summary>The PIN of a token that is to be replaced, proven by a login that lasts until it is.</summary>
/// <param name="Token">The token.</param>
/// <param name="Of">Which of its PINs.</param>
public sealed record PresentPin(TokenRef Token, PinOf Of) : PinNeed;

/// <summary>The PIN of a soft token.</summary>
/// <param name="File">The soft token's file.</param>
/// <param name="Holder">The name of the person who knows the PIN.</param>
public sealed record SoftTokenPin(string File, string Holder) : PinNeed
{
    /// <summary>Whether the pair may still wait in <c>FILE.pending</c>, which then is what the PIN opens.</summary>
    public bool MayBePending { get; init; }
}
