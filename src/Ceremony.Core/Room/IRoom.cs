using Ceremony.Core.Screens;

namespace Ceremony.Core.Room;

/// <summary>
/// Where people see screens and give answers: a terminal, or a file of answers in a rehearsal. Calls come from one thread at a time, never
/// from the room's own.
/// </summary>
public interface IRoom : IDisposable
{
    /// <summary>Cancelled once people leave instead of waiting for something that is being done and does not come to an end.</summary>
    CancellationToken GivenUp => CancellationToken.None;

    /// <summary>What surrounds the screens has changed.</summary>
    void Update(RoomState state);

    /// <summary>
    /// Shows a screen and waits for the reply that the prompt asks for, or for something that comes between.
    /// </summary>
    Task<Outcome<TReply>> Ask<TReply>(Screen screen, Prompt<TReply> prompt)
        where TReply : RoomReply;

    /// <summary>
    /// Shows that something is being done, until what is returned is disposed: what, since when, how long it usually takes.
    /// </summary>
    IDisposable BeginWork(string what, TimeSpan? usually);
}
