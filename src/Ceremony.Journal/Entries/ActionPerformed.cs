using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>What was intended is done.</summary>
/// <param name="Intention">The number of the <c>intended</c> line.</param>
/// <param name="Receipt">What came of it; only the action itself can read it.</param>
/// <param name="IsInspected">Whether it was found done after an interruption.</param>
public sealed record ActionPerformed(long Intention, JsonMap Receipt, bool IsInspected = false) : Performed
{
    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "intended", Intention }, { "receipt", Receipt }, { "inspected", IsInspected ? new JsonBool(true) : null } };

    internal static ActionPerformed ReadOne(JsonMap json) => new(json.Number("intended"), json["receipt"].AsMap(), json.Find("inspected")?.AsBool() ?? false);
}
