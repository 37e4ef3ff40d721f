using Ceremony.Core.Json;
using Ceremony.Core.Looks;

namespace Ceremony.Core.Scripts;

/// <summary>
/// Something that must be there when a ceremony begins, because a step that comes later needs it: how it is looked for, and what that step would say of it. It is looked at before
/// anything is recorded, while everything can still be put right.
/// </summary>
/// <param name="What">What it is, as people call it: "the file cm.conf".</param>
public abstract record Need(string What)
{
    /// <summary>The file or folder that is meant; null where it is none. What an earlier step puts there is not looked for beforehand.</summary>
    public string? Path { get; init; }

    /// <summary>Whether it holds only until a service was stopped or started.</summary>
    public bool IsOfServices { get; init; }

    /// <summary>How it is looked for.</summary>
    public abstract Look Look { get; }

    /// <summary>What the step would refuse of it, or null.</summary>
    public abstract StepResult? Refuse(JsonMap seen);

    /// <summary>What was found, in a few words.</summary>
    public abstract string Told(JsonMap seen);
}

/// <summary>The same with the kind of thing that the look sees.</summary>
/// <param name="What">What it is.</param>
/// <param name="At">The look.</param>
/// <param name="Wrong">The step's own refusal of what was seen; null where nothing speaks against it.</param>
/// <param name="Found">What was found, in a few words; it is escaped where it is shown.</param>
public sealed record Need<T>(string What, Look<T> At, Func<T, StepResult?> Wrong, Func<T, string> Found) : Need(What)
{
    /// <inheritdoc/>
    public override Look Look => At;

    /// <inheritdoc/>
    public override StepResult? Refuse(JsonMap seen) => Wrong(At.Read(seen));

    /// <inheritdoc/>
    public override string Told(JsonMap seen) => Found(At.Read(seen));
}
