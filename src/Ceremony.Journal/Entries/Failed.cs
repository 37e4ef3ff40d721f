using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>What was intended could not be done.</summary>
/// <param name="Intention">The number of the <c>intended</c> line, where there is one.</param>
/// <param name="Code">The fault's code.</param>
/// <param name="Reason">What happened, in a sentence.</param>
public sealed record Failed(long? Intention, string Code, string Reason) : Entry
{
    /// <summary>The code where the program was interrupted, and a look showed that nothing was done.</summary>
    public const string Interrupted = "interrupted";

    internal const string EntryKind = "failed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "intended", Intention is { } line ? new JsonNumber(line) : null }, { "code", Code }, { "reason", Reason } };

    internal static Failed Read(JsonMap json) => new(json.Find("intended")?.AsNumber(), json.Text("code"), json.Text("reason"));
}
