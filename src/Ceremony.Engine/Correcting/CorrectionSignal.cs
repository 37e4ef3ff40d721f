using Ceremony.Core.Actions;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>A typed answer is to be corrected: the last one of the open step, unless it says which one and how.</summary>
internal sealed class CorrectionSignal : Exception
{
    /// <summary>The line of the earlier answer that is typed again; null for none.</summary>
    public JournalLine? Retyped { get; init; }

    /// <summary>What is laid before the officers; null for nothing.</summary>
    public CorrectAnswer? Statement { get; init; }
}
