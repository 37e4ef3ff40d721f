namespace Ceremony.Core.Scripts;

/// <summary>
/// A kind of step that scripts can ask for by <c>do:</c>. Its table of fields is the only one: it binds the YAML, checks it, and makes the JSON Schema and
/// <c>docs/steps.md</c>.
/// </summary>
public abstract class StepKind
{
    /// <summary>The word in scripts, such as <c>generate-key</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, one sentence; for the schema and the documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>Its fields.</summary>
    public abstract IReadOnlyList<Field> Fields { get; }

    /// <summary>What later steps may refer to.</summary>
    public virtual IReadOnlyList<StepOutput> Outputs => [];

    /// <summary>
    /// Whether the people may end such a step by an exception, with nothing done: only where it makes nothing that a later step could refer to
    /// or rest on.
    /// </summary>
    public virtual bool MayEndByException => false;

    /// <summary>
    /// The roles that act in such a step beside the operator's and those that its own fields or its confirmations name: nothing of it is recorded while nobody in the room has one
    /// of them, unless the officers allow that.
    /// </summary>
    public virtual IReadOnlyList<string> ActingRoles => [];

    /// <summary>What it does, what it refuses, how it is undone, and an example; for the documentation.</summary>
    public abstract StepManual Manual { get; }

    /// <summary>Makes the step from its fields; throws <see cref="ScriptProblemException"/> where they do not fit each other.</summary>
    public abstract IStep Bind(ScriptMap fields);
}
