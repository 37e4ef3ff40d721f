using Ceremony.Core.Devices;
using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>A step was begun.</summary>
/// <param name="Number">Its number in the ceremony, from 1.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Do">Its kind.</param>
/// <param name="Attempt">Which attempt it is, from 1.</param>
/// <param name="AirGap">Whether no interface is up; null where the kernel does not tell.</param>
/// <param name="Interfaces">The machine's network interfaces.</param>
public sealed record StepStarted(long Number, string Title, string Do, long Attempt, bool? AirGap, IReadOnlyList<NetworkInterfaceView> Interfaces) : Entry
{
    internal const string EntryKind = "step-started";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "number", Number },
        { "title", Title },
        { "do", Do },
        { "attempt", Attempt },
        { "air-gap", AirGap is { } isGiven ? new JsonBool(isGiven) : null },
        { "interfaces", new JsonList(Interfaces.Select(each => (JsonValue)each.ToJson())) },
    };

    internal static StepStarted Read(JsonMap json) => new(
        json.Number("number"),
        json.Text("title"),
        json.Text("do"),
        json.Number("attempt"),
        json.Find("air-gap")?.AsBool(),
        [.. json["interfaces"].AsList().Select(each => NetworkInterfaceView.FromJson(each.AsMap()))]);
}
