using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// There is an air gap where no network interface is up, and nowhere else. A step of a real ceremony begins without one only after an exception that names the interfaces, and so does what the room was
/// looked at with. From edition 4 on see <see cref="OpenAirGap"/>.
/// </summary>
internal static class AirGap
{
    // The words of the exception, docs/format.md.
    private const string Expected = "no network interface is up";
    private const string Up = "up: ";

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        if (evidence.Rules.RecordsOpenAirGap)
        {
            return Check.EachLine(["step-started"], line => Said(line.Json) is { } problem ? [problem] : []).Concat(OpenAirGap.Problems(evidence));
        }

        bool isReal = evidence.Opened.Json.Text("mode") == "production";
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        return Check.EachLine(["exception", "step-started", "looked"], line => (line.Kind switch
        {
            "exception" => Accept(accepted, line.Json),
            "step-started" => Said(line.Json) ?? Begun(line.Json, isReal, accepted),
            _ => Looked(line.Json, accepted),
        }) is { } problem ? [problem] : []);
    }

    /// <summary>What holds of the steps, and when the air gap was open.</summary>
    public static string Words(Evidence evidence)
    {
        const string InOrder = "The steps come in their order, and each was begun before anything happened in it";
        IReadOnlyList<AirGapPeriod> periods = evidence.Rules.RecordsOpenAirGap ? OpenAirGap.Periods(evidence) : [];
        return periods.Count == 0 ? InOrder + "." : $"{InOrder}; {string.Join("; ", periods.Select(period => period.Words()))}.";
    }

    private static string? Accept(HashSet<string> accepted, JsonMap exception)
    {
        if (exception.Text("expected") == Expected)
        {
            accepted.Add(exception.Text("happened"));
        }

        return null;
    }

    // Where the kernel does not tell, no interface is named, and whether there is an air gap is left open.
    private static string? Said(JsonMap begun) =>
        begun.Find("interfaces") is { } interfaces && NamesOfUp(interfaces) is var up && begun.Find("air-gap")?.AsBool() is { } gap && gap != (up.Length == 0)
            ? $"it says that there {(gap ? "is an air gap" : "is no air gap")}, but {(up.Length == 0 ? "no network interface is up" : $"the network interface {up} is up")}"
            : null;

    private static string? Begun(JsonMap begun, bool isReal, HashSet<string> accepted) =>
        isReal && begun.Find("interfaces") is { } interfaces && NamesOfUp(interfaces) is { Length: > 0 } up && !accepted.Contains(Up + up)
            ? $"the step was begun with the network interface {up} up, and no exception had accepted it"
            : null;

    private static string? Looked(JsonMap line, HashSet<string> accepted)
    {
        if (line["look"].AsMap().Text("look") != "room" || line["seen"].AsMap() is not { } seen || seen.Find("accepted") is null)
        {
            return null;
        }

        string up = NamesOfUp(seen["interfaces"]);
        return accepted.Contains(Up + up) && string.Join(", ", seen.Texts("accepted")) == up ? null : $"it says that the network interface {up} was accepted, but no exception says so";
    }

    private static string NamesOfUp(JsonValue interfaces) => string.Join(", ", interfaces.AsList().Select(each => each.AsMap()).Where(each => each["up"].AsBool()).Select(each => each.Text("name")));
}
