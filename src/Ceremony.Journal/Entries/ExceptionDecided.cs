using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Something is not as it should be, and people decided what to do.</summary>
/// <param name="Expected">What should be.</param>
/// <param name="Happened">What is instead.</param>
/// <param name="Decided">What was decided.</param>
public sealed record ExceptionDecided(string Expected, string Happened, string Decided) : Entry
{
    internal const string EntryKind = "exception";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "expected", Expected }, { "happened", Happened }, { "decided", Decided } };

    internal static ExceptionDecided Read(JsonMap json) => new(json.Text("expected"), json.Text("happened"), json.Text("decided"));
}
