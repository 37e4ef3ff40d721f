namespace Ceremony.Core.Room;

/// <summary>What can happen in a room at any moment. The list is closed.</summary>
public abstract record RoomEvent
{
    private protected RoomEvent()
    {
    }
}

/// <summary>A note for the record.</summary>
public sealed record NoteTaken(string Text) : RoomEvent;

/// <summary>Something went otherwise than written: an exception for the record.</summary>
public sealed record ExceptionTaken(string Expected, string Happened, string Decided, string By) : RoomEvent;

/// <summary>A break begins; the room goes on when somebody presses Enter.</summary>
public sealed record BreakTaken(string Reason) : RoomEvent;

/// <summary>Somebody enters or leaves.</summary>
public sealed record PersonMoved(bool Enters, string Role, string Name) : RoomEvent;

/// <summary>The list of tokens is wanted.</summary>
public sealed record TokensWanted : RoomEvent;

/// <summary>The registry is wanted: keys, CAs, procedures, profiles, officers.</summary>
public sealed record RegistryWanted : RoomEvent;

/// <summary>Every token is to be locked again.</summary>
public sealed record LockWanted : RoomEvent;

/// <summary>Somebody wants to correct a typed answer.</summary>
/// <param name="Earlier">Whether one of those that were typed earlier, from a list; else the last one of this step.</param>
public sealed record CorrectionWanted(bool Earlier = false) : RoomEvent;

/// <summary>Somebody wants to abort the ceremony, for good.</summary>
public sealed record AbortWanted(string Reason) : RoomEvent;

/// <summary>Somebody wants to leave the program; the ceremony can be resumed.</summary>
public sealed record LeaveWanted : RoomEvent;
