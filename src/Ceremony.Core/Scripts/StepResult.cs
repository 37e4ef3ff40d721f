using Ceremony.Core.Facts;

namespace Ceremony.Core.Scripts;

/// <summary>How a step ended.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>The step was done.</summary>
    /// <param name="Facts">What holds since then.</param>
    public sealed record Done(params IReadOnlyList<CeremonyFact> Facts) : StepResult
    {
        /// <summary>What later steps may refer to: see <see cref="StepKind.Outputs"/>.</summary>
        public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>The step cannot be done as things are; nothing is left half done.</summary>
    /// <param name="Code">A short name, such as <c>label-taken</c>.</param>
    /// <param name="Reason">What the matter is, one sentence.</param>
    /// <param name="Next">What to do next, one sentence.</param>
    public sealed record Refused(string Code, string Reason, string Next) : StepResult
    {
        /// <summary>The name of the field whose answer is refused, on which people then stand; null where it is no answer. Not part of the record.</summary>
        public string? Field { get; init; }

        /// <summary>What the officers may allow instead, so that what came of an action stands; null where it cannot stand. Not part of the record: what was allowed is.</summary>
        public Allowable? MayStand { get; init; }
    }
}

/// <summary>Something that is otherwise than was demanded and that officers may allow.</summary>
/// <param name="Expected">What should be, as the exception says it.</param>
/// <param name="Happened">What is instead.</param>
public sealed record Allowable(string Expected, string Happened);
