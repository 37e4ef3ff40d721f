using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>The request that a line answers, made again from the line itself as docs/format.md gives it.</summary>
internal static class Requests
{
    /// <summary>The hash of the request; null where the line does not hold it.</summary>
    public static string? Asks(ForgedLine line) => Of(line) is { } request ? CanonicalJson.Hash(request) : line.Names is { Line: var named } && Asked(line, named) is { Length: > 0 } asks ? asks : null;

    /// <summary>The hash of the request that a part of a proposal holds, by which a later step will ask.</summary>
    public static string AsksOf(JsonMap part) => CanonicalJson.Hash(new JsonMap { { "approve", part["actions"] }, { "screen", part["screen"] } });

    // What was confirmed together with an earlier step is asked for by the step itself.
    private static string Asked(ForgedLine line, ForgedLine named) => line.Kind == "approved" && line.Step != named.Step && named.Find("together") is JsonList parts
        && parts.Select(part => part.AsMap()).FirstOrDefault(part => part.Text("step") == line.Step) is { } part ? part.Text("asks") : named.Text("asks");

    private static JsonMap? Of(ForgedLine line) => line.Kind switch
    {
        "looked" => Only(line, ("look", "look")),
        "shown" => Only(line, ("show", "screen")),
        "answered" => Only(line, ("ask", "form"), ("screen", "screen")),
        "proposed" => Only(line, ("approve", "actions"), ("screen", "screen")),
        "intended" => Only(line, ("perform", "action")),
        "entered" => Only(line, ("enter", "person")),
        "attested" => Only(line, ("attest", "statement"), ("person", "person")),
        "performed" when line.Find("action") is not null => Only(line, ("keep", "action/name"), ("sha256", "receipt/sha256")),
        _ => null,
    };

    private static JsonMap? Only(ForgedLine line, params (string Name, string Path)[] members)
    {
        var request = new JsonMap();
        foreach ((string name, string path) in members)
        {
            if (line.Find(path) is not { } value)
            {
                return null;
            }

            request.Add(name, value);
        }

        return request;
    }
}
