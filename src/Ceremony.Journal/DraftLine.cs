using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>A line that may be written next.</summary>
/// <param name="Entry">What it tells.</param>
/// <param name="Step">The step's id; null where it belongs to none.</param>
/// <param name="Answers">Which call of the step it answers; null where it answers none.</param>
public sealed record DraftLine(Entry Entry, string? Step, DeskCall? Answers = null);
