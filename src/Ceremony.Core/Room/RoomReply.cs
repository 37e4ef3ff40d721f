using Ceremony.Core.Desk;
using Ceremony.Core.Secrets;

namespace Ceremony.Core.Room;

/// <summary>What people can say to prompts, each kind to its own. The list is closed.</summary>
public abstract record RoomReply
{
    private protected RoomReply()
    {
    }

    /// <summary>Wipes the secret in it, where there is one: for whoever does not hand the reply on.</summary>
    public virtual void Wipe()
    {
    }
}

/// <summary>Enter was pressed on a <see cref="GoOnPrompt"/>.</summary>
public sealed record WentOn : RoomReply;

/// <summary>A form was filled in.</summary>
public sealed record FormFilled(Answers Answers) : RoomReply;

/// <summary>A way on was chosen, by its key.</summary>
public sealed record Chose(string Key) : RoomReply;

/// <summary>A PIN was typed; the receiver wipes it.</summary>
public sealed record PinTyped(Secret Pin) : RoomReply
{
    /// <summary>Whether its custodian unlocks the token for this step alone, although more was offered.</summary>
    public bool ForStepAlone { get; init; }

    /// <inheritdoc/>
    public override void Wipe() => Pin.Dispose();
}

/// <summary>What can be said to a <see cref="ConfirmPrompt"/>. The list is closed.</summary>
public abstract record ConfirmReply : RoomReply
{
    private protected ConfirmReply()
    {
    }
}

/// <summary>An officer typed their own PIN to confirm; the receiver wipes it.</summary>
/// <param name="Pane">Which pane, counted from 0.</param>
/// <param name="Pin">The PIN.</param>
public sealed record OfficerPinTyped(int Pane, Secret Pin) : ConfirmReply
{
    /// <inheritdoc/>
    public override void Wipe() => Pin.Dispose();
}

/// <summary>An officer refuses what is proposed.</summary>
/// <param name="Pane">Which pane, counted from 0.</param>
/// <param name="Reason">Why, in the officer's words.</param>
public sealed record OfficerRefused(int Pane, string Reason) : ConfirmReply;

/// <summary>The step's number was typed.</summary>
public sealed record StepNumberTyped(string Number) : ConfirmReply;

/// <summary>What can be said to a <see cref="ShowSecretPrompt"/>. The list is closed.</summary>
public abstract record SecretReply : RoomReply
{
    private protected SecretReply()
    {
    }
}

/// <summary>The holder typed the secret back; the receiver compares and wipes it.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="TimesShown">How often it was shown since the prompt began.</param>
/// <param name="MillisecondsShown">For how long in all.</param>
public sealed record SecretReadBack(Secret Typed, long TimesShown, long MillisecondsShown) : SecretReply
{
    /// <inheritdoc/>
    public override void Wipe() => Typed.Dispose();
}

/// <summary>Somebody else saw the secret, so another must be made.</summary>
/// <param name="TimesShown">How often it was shown since the prompt began.</param>
/// <param name="MillisecondsShown">For how long in all.</param>
public sealed record SecretSeen(long TimesShown, long MillisecondsShown) : SecretReply;

/// <summary>Something of the room came between, whatever was asked; see <see cref="Outcome{TReply}"/>.</summary>
public sealed record Interrupted(RoomEvent Event) : RoomReply;
