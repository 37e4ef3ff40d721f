using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Somebody agreed to a statement that was read out.</summary>
/// <param name="Person">Their name.</param>
/// <param name="Statement">What they agreed to.</param>
public sealed record StatementAttested(string Person, string Statement) : Entry
{
    internal const string EntryKind = "attested";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "person", Person }, { "statement", Statement } };

    internal static StatementAttested Read(JsonMap json) => new(json.Text("person"), json.Text("statement"));
}
