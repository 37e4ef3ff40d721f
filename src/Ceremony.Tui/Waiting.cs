using Ceremony.Core.Room;

namespace Ceremony.Tui;

/// <summary>A question that somebody waits at.</summary>
internal abstract class Waiting
{
    /// <summary>What is asked.</summary>
    public abstract Prompt Prompt { get; }

    /// <summary>Hands the reply over; false where it is none to this question.</summary>
    public abstract bool TryReply(RoomReply reply);

    /// <summary>Whoever waits is told that there will be no reply.</summary>
    public abstract void Fail(Exception trouble);
}

/// <summary>A question and the kind of reply that it takes.</summary>
internal sealed class Waiting<TReply>(Prompt<TReply> prompt) : Waiting
    where TReply : RoomReply
{
    // Whoever waits goes on in a thread of its own, never in the one that paints.
    private readonly TaskCompletionSource<Outcome<TReply>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Prompt Prompt => prompt;

    /// <summary>What comes of it.</summary>
    public Task<Outcome<TReply>> Outcome => _outcome.Task;

    public override bool TryReply(RoomReply reply) => prompt.By(reply) is { } outcome && _outcome.TrySetResult(outcome);

    public override void Fail(Exception trouble) => _outcome.TrySetException(trouble);
}
