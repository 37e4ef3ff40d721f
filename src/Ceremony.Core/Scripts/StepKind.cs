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

    /// <summary>What such a step brings into being, as far as its fields tell: names of its own, which no other thing of the sort may have.</summary>
    /// <param name="step">The step; a field of it may still hold what it should not.</param>
    /// <param name="earlier">The steps before it.</param>
    public virtual IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
        from output in Outputs
        where output.IsNew && output.Thing != Thing.Text && (output.Needs is null || step.Fields.Find(output.Needs.Name) is not null)
        select new MadeThing(output.Thing, output.In(step.Fields), output.From is null ? step.Mark : step.MarkOf(output.From.Name), output.Name);

    /// <summary>
    /// What speaks against such a step by the text of the script alone: what it would refuse when it is its turn, whatever is in the room. What depends on
    /// values that are not known yet is not told.
    /// </summary>
    /// <param name="step">The step; each of its fields is right by itself, and the things that it names are there.</param>
    /// <param name="earlier">The steps before it.</param>
    public virtual IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) => [];

    /// <summary>What the author of a script should know of such a step, though nothing refuses it: each is told by <c>check</c>, and to the officers when it is its turn.</summary>
    /// <param name="step">The step; nothing speaks against its fields.</param>
    /// <param name="earlier">The steps before it.</param>
    public virtual IEnumerable<ScriptProblem> Cautions(ToldStep step, IEarlierSteps earlier) => [];

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
