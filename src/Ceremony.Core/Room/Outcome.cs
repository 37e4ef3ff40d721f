namespace Ceremony.Core.Room;

/// <summary>What came of a prompt: a reply of the kind that it takes, or something of the room. The list is closed.</summary>
public abstract record Outcome<TReply>
    where TReply : RoomReply
{
    private protected Outcome()
    {
    }
}

/// <summary>The prompt was answered.</summary>
public sealed record Replied<TReply>(TReply Reply) : Outcome<TReply>
    where TReply : RoomReply;

/// <summary>Something of the room came between; the prompt is given again afterwards.</summary>
public sealed record CameBetween<TReply>(RoomEvent Event) : Outcome<TReply>
    where TReply : RoomReply;
