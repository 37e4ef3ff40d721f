using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Engine.Run;

/// <summary>Every key that an aborted ceremony made, or may have made, and what becomes of it now that nobody will use it as planned.</summary>
internal static class KeyFates
{
    /// <summary>A member of the <c>aborted</c> line: key, token and fate of each.</summary>
    public static JsonList Of(IReadOnlyList<JournalLine> lines)
    {
        HashSet<long> done = [.. lines.Where(line => line.Kind == "performed" && line.Json.Find("intended") is not null).Select(line => line.Json.Number("intended"))];
        IReadOnlyList<(JsonMap Action, bool Done)> begun = [.. lines.Where(line => line.Kind == "intended").Select(line => (line.Json["action"].AsMap(), done.Contains(line.Seq)))];
        return new JsonList(begun.Where(each => each.Action.Text("do") == "generate-key-pair").Select(each => (JsonValue)new JsonMap
        {
            { "key", each.Action.Text("label") },
            { "token", each.Action.Text("token") },
            { "fate", each.Done ? Made(Signed(begun, each.Action), HasServed(lines, begun, each.Action)) : "it may be on the token: it was begun, but not seen to be made; look for it, and destroy it before the token serves another ceremony" },
        }));
    }

    // A signature that was begun may have been made: it counts.
    private static int Signed(IReadOnlyList<(JsonMap Action, bool Done)> begun, JsonMap key) =>
        begun.Count(each => each.Action.Text("do") == "sign" && each.Action.Text("key-id") == key.Text("id") && each.Action.Text("token") == key.Text("token"));

    // An officer's key confirms and signs in, and a card's certificates name it.
    private static bool HasServed(IReadOnlyList<JournalLine> lines, IReadOnlyList<(JsonMap Action, bool Done)> begun, JsonMap key) =>
        begun.Any(each => each.Action.Text("do") is "sign-challenge" or "store-certificate" && each.Action.Text("key-id") == key.Text("id") && each.Action.Text("token") == key.Text("token"))
        || Folds.Registry(lines).All<OfficerCreated>().Any(officer => officer.Token.Name == key.Text("token") && officer.KeyId == key.Text("id"));

    private static string Made(int signed, bool hasServed) => (signed, hasServed) switch
    {
        (0, false) => "it stays on the token, unused; destroy it before the token serves another ceremony",
        (0, true) => "it stays on the token with its certificate, and may have confirmed or signed in for an officer; destroy it before the token serves another ceremony",
        _ => Signs(signed),
    };

    private static string Signs(int signed) =>
        $"it stays on the token and has signed {(signed == 1 ? "one certificate" : $"{signed} certificates")}, which nobody may use; destroy it before the token serves another ceremony";
}
