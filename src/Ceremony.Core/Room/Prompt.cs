using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Room;

/// <summary>What the room is asked for under a screen. The list is closed.</summary>
public abstract record Prompt
{
    private protected Prompt()
    {
    }
}

/// <summary>A prompt and the kind of reply that it takes.</summary>
public abstract record Prompt<TReply> : Prompt
    where TReply : RoomReply
{
    private protected Prompt()
    {
    }

    /// <summary>Has somebody answer it.</summary>
    public abstract TReply PutTo(IRespondent respondent);

    /// <summary>What comes of the prompt by such a reply; null where it is no reply to it.</summary>
    public Outcome<TReply>? By(RoomReply reply) => reply switch
    {
        TReply typed => new Replied<TReply>(typed),
        Interrupted(RoomEvent happened) => new CameBetween<TReply>(happened),
        _ => null,
    };
}

/// <summary>Enter goes on. It never does what cannot be undone.</summary>
/// <param name="Label">What Enter does: "Go on".</param>
public sealed record GoOnPrompt(string Label = "Go on") : Prompt<WentOn>
{
    /// <inheritdoc/>
    public override WentOn PutTo(IRespondent respondent) => respondent.GoOn(this);
}

/// <summary>A form is filled in; the room refuses what does not fit by <see cref="FormField.Refuse"/>.</summary>
/// <param name="Form">The fields.</param>
/// <param name="Trouble">Why the last answers were not taken, or null.</param>
public sealed record FormPrompt(Form Form, string? Trouble = null) : Prompt<FormFilled>
{
    /// <inheritdoc/>
    public override FormFilled PutTo(IRespondent respondent) => respondent.Fill(this);

    /// <summary>The name of the field whose answer was refused, or null: people stand on it, and what they typed into the others stays.</summary>
    public string? Refused { get; init; }
}

/// <summary>One of several ways on is chosen; none is chosen by Enter alone unless it is safe.</summary>
/// <param name="Choices">Keys and labels; the last is the safe one.</param>
/// <param name="Key">The question's key in answers.</param>
public sealed record ChoicePrompt(string Key, params IReadOnlyList<Choice> Choices) : Prompt<Chose>
{
    /// <inheritdoc/>
    public override Chose PutTo(IRespondent respondent) => respondent.Choose(this);
}

/// <summary>A way on.</summary>
/// <param name="Key">Its key in answers, such as <c>again</c>.</param>
/// <param name="Label">What people read.</param>
public sealed record Choice(string Key, string Label);

/// <summary>One person types the PIN of one token.</summary>
/// <param name="Key">The question's key in answers, such as <c>pin hsm</c>.</param>
/// <param name="What">Whose PIN it is: "User PIN of CM-HSM".</param>
/// <param name="Who">Who types it: "Custodian (officer 1, A. Vega)".</param>
/// <param name="State">What the token says about the tries left for its PIN; null where it says nothing, as with a file.</param>
/// <param name="Trouble">Why the last PIN was not taken, or null.</param>
/// <param name="Hint">In a rehearsal, the PIN to type; null otherwise.</param>
public sealed record PinPrompt(string Key, string What, string Who, PinState? State, string? Trouble, string? Hint) : Prompt<PinTyped>
{
    /// <inheritdoc/>
    public override PinTyped PutTo(IRespondent respondent) => respondent.TypePin(this);

    /// <summary>Whether it is a new PIN, which is typed twice.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether it is typed at the device itself once Enter was pressed here: the reply then holds nothing.</summary>
    public bool IsAtDevice { get; init; }

    /// <summary>For how long the token stays unlocked where its custodian agrees; null where it is unlocked for the step alone.</summary>
    public LoginOffer? Offer { get; init; }
}

/// <summary>For how long a token can stay unlocked.</summary>
/// <param name="Act">The title of the act with which it ends.</param>
/// <param name="IdleMinutes">After how many minutes without use it ends before.</param>
public sealed record LoginOffer(string Act, int IdleMinutes);

/// <summary>
/// Officers confirm, each in a pane of their own, in any order; when all have, the step's number is typed. The room takes a PIN on the screen's
/// last page alone.
/// </summary>
/// <param name="Panes">One an officer.</param>
/// <param name="StepNumber">The number to type, once all have confirmed; null until then.</param>
/// <param name="Hint">In a rehearsal, what to type now; null otherwise.</param>
/// <param name="Trouble">Why the last try was not taken, or null.</param>
/// <param name="Signed">What the signatures commit to, for a device of an officer's own: these very digits stand in what each PIN signs.</param>
public sealed record ConfirmPrompt(IReadOnlyList<ConfirmPane> Panes, string? StepNumber, string? Hint, string? Trouble, FingerprintBlock Signed) : Prompt<ConfirmReply>
{
    /// <inheritdoc/>
    public override ConfirmReply PutTo(IRespondent respondent) => respondent.Confirm(this);

    /// <summary>What the officers are told below the panes, beside what holds of every signature; or null.</summary>
    public string? Foot { get; init; }

    /// <summary>The sentences of what is done, as they stand on the screen: a room that shows it in pages has them in sight where the PINs are typed.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The titles of its parts, as they stand on the screen, where several steps are confirmed together.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>How many of the officers are needed; null where all are.</summary>
    public int? Quorum { get; init; }

    /// <summary>Whether a proposal is confirmed; else what was recorded is signed, the journal or the archive, and nothing is done for it.</summary>
    public bool IsProposal { get; init; } = true;

    /// <summary>Until when the proposal holds, as UTC time of day such as <c>14:29:40Z</c>; null where it holds without an end.</summary>
    public string? Until { get; init; }
}

/// <summary>What one officer's pane shows.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The person's name.</param>
/// <param name="Token">The token, in words: "card 00004711", "soft token officer1.p12".</param>
/// <param name="State">What the token says about the tries left for its PIN; null where it says nothing.</param>
/// <param name="ConfirmedAt">When this officer's signature was verified, as UTC time of day; null before.</param>
/// <param name="Hint">In a rehearsal, the PIN to type; null otherwise.</param>
public sealed record ConfirmPane(string Officer, string Person, string Token, PinState? State, string? ConfirmedAt, string? Hint)
{
    /// <summary>Whether the PIN is typed at the token's own device once Enter was pressed here.</summary>
    public bool IsAtDevice { get; init; }
}

/// <summary>
/// A secret is shown to its holder alone: about a second after each press of the space key, as often as wanted, until the holder has typed it.
/// </summary>
/// <param name="Key">The question's key in answers.</param>
/// <param name="What">What it is: "PIN of card 00004711".</param>
/// <param name="Holder">The holder's name.</param>
/// <param name="Secret">The secret; the room neither keeps nor copies it.</param>
/// <param name="Trouble">Why the last try was not taken, or null.</param>
public sealed record ShowSecretPrompt(string Key, string What, string Holder, Secret Secret, string? Trouble) : Prompt<SecretReply>
{
    /// <inheritdoc/>
    public override SecretReply PutTo(IRespondent respondent) => respondent.ReadBack(this);
}
