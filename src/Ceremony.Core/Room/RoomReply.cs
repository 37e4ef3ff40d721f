using Ceremony.Core.Desk;
using Ceremony.Core.Secrets;

namespace Ceremony.Core.Room;

/// <summary>What the room answers to a prompt. The list is closed.</summary>
public abstract record RoomReply
{
    private protected RoomReply()
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
public sealed record PinTyped(Secret Pin) : RoomReply;

/// <summary>An officer typed their own PIN to confirm; the receiver wipes it.</summary>
/// <param name="Pane">Which pane, counted from 0.</param>
/// <param name="Pin">The PIN.</param>
public sealed record OfficerPinTyped(int Pane, Secret Pin) : RoomReply;

/// <summary>An officer refuses what is proposed.</summary>
/// <param name="Pane">Which pane, counted from 0.</param>
/// <param name="Reason">Why, in the officer's words.</param>
public sealed record OfficerRefused(int Pane, string Reason) : RoomReply;

/// <summary>The step's number was typed.</summary>
public sealed record StepNumberTyped(string Number) : RoomReply;

/// <summary>The holder typed the secret back; the receiver compares and wipes it.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="TimesShown">How often it was shown since the prompt began.</param>
/// <param name="MillisecondsShown">For how long in all.</param>
public sealed record SecretReadBack(Secret Typed, long TimesShown, long MillisecondsShown) : RoomReply;

/// <summary>Somebody else saw the secret, so another must be made.</summary>
/// <param name="TimesShown">How often it was shown since the prompt began.</param>
/// <param name="MillisecondsShown">For how long in all.</param>
public sealed record SecretSeen(long TimesShown, long MillisecondsShown) : RoomReply;

/// <summary>Something of the room came between; the prompt is given again afterwards.</summary>
public sealed record Interrupted(RoomEvent Event) : RoomReply;
