using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>
/// What a line of the journal tells, beside the fields that every line has. The derived records are the closed list of
/// <see cref="JournalKinds"/>, one for each kind; docs/format.md names their fields. The verifier reads lines by tables of its own instead.
/// </summary>
public abstract record Entry
{
    private protected Entry()
    {
    }

    /// <summary>The kind of the line.</summary>
    public abstract string Kind { get; }

    /// <summary>The fields of the kind, as they stand in the line.</summary>
    public abstract JsonMap Fields();
}
