using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>The request that a line answers, made again from the line itself as docs/format.md gives it.</summary>
internal static class Requests
{
    /// <summary>The hash of the request; null where the line does not hold it.</summary>
    public static string? Asks(ForgedLine line) => Of(line) is { } request ? CanonicalJson.Hash(request) : line.Names?.Line.Text("asks") is { Length: > 0 } asks ? asks : null;

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
