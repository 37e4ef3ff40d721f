using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify;

/// <summary>What facts about tokens and their PINs must rest on; what is wrong with that is given as a clause.</summary>
internal static class TokenSetupFacts
{
    public static string? Initialised(FactBasis basis, TokenInitialised made)
    {
        Deed? deed = basis.Find("initialise-token", (action, receipt) =>
            action.Text("token") == made.Token.Name
            && action.Text("slot") == made.Slot
            && action.Text("token-serial") == made.BlankSerial
            && receipt.Text("label") == made.Label
            && receipt.Text("token-serial") == made.TokenSerial
            && receipt.Text("model") == made.Model);
        return deed is null ? $"no action initialised the token \"{made.Token.Name}\" as it is described"
            : made.Label != basis.Evidence.TokensCalled.GetValueOrDefault(made.Token.Name) ? $"the token \"{made.Token.Name}\" was initialised as \"{made.Label}\", which is not what it is called"
            : !basis.Saw("blank-tokens", (look, seen) => IsBlank(look, seen, made)) ? $"nobody had seen that a blank token was in the slot \"{made.Slot}\", and which one, before it was initialised"
            : !basis.Saw("token", (look, seen) => look.Text("token") == made.Token.Name && seen.Text("serial") == made.TokenSerial && seen["initialised"].AsBool(), after: deed.Line.Seq) ? $"nobody looked at the token \"{made.Token.Name}\" after it was initialised"
            : NeedsPin(basis, made.Token) && !HasPin(basis, made.Token, made.TokenSerial, deed.Line.Seq) ? $"the token \"{made.Token.Name}\" was initialised, but no action set its user PIN"
            : null;
    }

    public static string? Changed(FactBasis basis, PinChanged changed) => basis.Find("change-pin", (action, receipt) =>
            action.Text("token") == changed.Token.Name && action.Text("of") == changed.Of.Name() && receipt.Text("token-serial") == changed.TokenSerial) is { } deed
        ? basis.Deeds.Tokens.Problem(changed.Token, changed.TokenSerial, deed.Line.Seq)
        : $"no action changed the {changed.Of.Pin()} of the token \"{changed.Token.Name}\" as it is described";

    public static string? Unblocked(FactBasis basis, PinUnblocked unblocked) => basis.Find("set-user-pin", (action, receipt) =>
            action.Text("token") == unblocked.Token.Name && receipt.Text("token-serial") == unblocked.TokenSerial) switch
    {
        null => $"no action set the user PIN of the token \"{unblocked.Token.Name}\" as it is described",
        var deed => basis.Deeds.Tokens.Problem(unblocked.Token, unblocked.TokenSerial, deed.Line.Seq)
            ?? (IsSetAfter(basis, unblocked.Token, unblocked.TokenSerial, deed.Line.Seq) ? null : $"nobody looked whether the user PIN of the token \"{unblocked.Token.Name}\" was set"),
    };

    // Exactly that one was there, and not yet what it became.
    private static bool IsBlank(JsonMap look, JsonMap seen, TokenInitialised made) =>
        look.Text("token") == made.Token.Name
        && !seen["initialised"].AsBool()
        && seen["blank"].AsList().Select(each => each.AsMap()).ToArray() is [var only]
        && only.Text("slot") == made.Slot
        && only.Text("serial") == made.BlankSerial;

    // A card's holder gets a PIN when the card is personalised. Without the script nobody can say what is a card; that it is there is judged elsewhere.
    private static bool NeedsPin(FactBasis basis, TokenRef token) => basis.Evidence.Outline?.Tokens.FirstOrDefault(each => each.Token == token.Name) is { IsCard: false };

    private static bool HasPin(FactBasis basis, TokenRef token, string serial, long after) =>
        basis.Find("set-user-pin", (action, receipt) => action.Text("token") == token.Name && receipt.Text("token-serial") == serial) is { } set && set.Line.Seq > after && IsSetAfter(basis, token, serial, set.Line.Seq);

    private static bool IsSetAfter(FactBasis basis, TokenRef token, string serial, long after) =>
        basis.Saw("token", (look, seen) => look.Text("token") == token.Name && seen.Text("serial") == serial && seen.Text("pin") is not ("NotSet" or "Locked"), after);
}
