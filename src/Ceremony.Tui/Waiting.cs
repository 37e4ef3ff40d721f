using Ceremony.Core.Room;

namespace Ceremony.Tui;

/// <summary>A question whose reply somebody waits for.</summary>
internal abstract class Waiting
{
    /// <summary>What is asked.</summary>
    public abstract Prompt Prompt { get; }

    /// <summary>Hands the reply over; false where it does not answer this question.</summary>
    public abstract bool TryReply(RoomReply reply);

    /// <summary>Tells whoever waits that there will be no reply.</summary>
    public abstract void Fail(Exception trouble);
}

/// <summary>A question and the kind of reply that it takes.</summary>
internal sealed class Waiting<TReply>(Prompt<TReply> prompt) : Waiting
    where TReply : RoomReply
{
    // Whoever waits continues in its own thread, never in the one that paints.
    private readonly TaskCompletionSource<Outcome<TReply>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Prompt Prompt => prompt;

    /// <summary>The reply, once it comes.</summary>
    public Task<Outcome<TReply>> Outcome => _outcome.Task;

    public override bool TryReply(RoomReply reply) => prompt.By(reply) is { } outcome && _outcome.TrySetResult(outcome);

    public override void Fail(Exception trouble) => _outcome.TrySetException(trouble);
}
