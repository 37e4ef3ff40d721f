using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Every key that an aborted ceremony made or destroyed, or may have, and what becomes of it now that nobody will use it as planned.</summary>
internal sealed class KeyFates
{
    private const string Destroy = "destroy it before the token serves another ceremony";
    private const string MayBeMade = $"it may be on the token: it was begun, but not seen to be made; look for it, and {Destroy}";
    private const string MayBeDestroyed = "it may be destroyed: that was begun, but not seen to be done; look for it, and destroy what is left of it";
    private const string Destroyed = "it was destroyed, and its absence seen";
    private const string SecretStays = $"it stays on the token; {Destroy}";

    private readonly IReadOnlyList<JournalLine> _lines;
    private readonly Dictionary<long, JournalLine> _done;

    private KeyFates(IReadOnlyList<JournalLine> lines)
    {
        _lines = lines;
        _done = lines.Where(line => line.Kind == "performed" && line.Json.Find("intended") is not null).ToDictionary(line => line.Json.Number("intended"));
    }

    /// <summary>A member of the <c>aborted</c> line: key, token and fate of each.</summary>
    public static JsonList Of(IReadOnlyList<JournalLine> lines)
    {
        var fates = new KeyFates(lines);
        return new JsonList([.. fates.Pairs(), .. fates.Secrets(), .. fates.OthersDestroyed()]);
    }

    private IEnumerable<JsonValue> Pairs() => Intended("generate-key-pair").Select(line => Fate(
        Action(line),
        "label",
        Destruction(Action(line)) ?? (_done.TryGetValue(line.Seq, out JournalLine? made) ? Made(Action(line), made.Json["receipt"].AsMap()) : MayBeMade)));

    private IEnumerable<JsonValue> Secrets() => Intended("generate-secret-key").Select(line => Fate(Action(line), "label", _done.ContainsKey(line.Seq) ? SecretStays : MayBeMade));

    // A key that was there before the ceremony, such as the Boot CA's.
    private IEnumerable<JsonValue> OthersDestroyed() => Intended("destroy-key")
        .Select(Action)
        .Where(action => !Intended("generate-key-pair").Any(made => Action(made).Text("id") == action.Text("key-id") && Action(made).Text("token") == action.Text("token")))
        .DistinctBy(action => (action.Text("token"), action.Text("key-id")))
        .Select(action => Fate(action, "key-label", DestructionOf(action.Text("token"), action.Text("key-id"))!));

    private static JsonMap Fate(JsonMap action, string label, string fate) => new() { { "key", action.Text(label) }, { "token", action.Text("token") }, { "fate", fate } };

    private string? Destruction(JsonMap made) => DestructionOf(made.Text("token"), made.Text("id"));

    private string? DestructionOf(string token, string id)
    {
        JournalLine[] begun = [.. Intended("destroy-key").Where(line => Action(line).Text("token") == token && Action(line).Text("key-id") == id)];
        return begun.Length == 0 ? null : begun.Any(line => _done.ContainsKey(line.Seq)) ? Destroyed : MayBeDestroyed;
    }

    private string Made(JsonMap key, JsonMap receipt)
    {
        // A signature that was begun may have been made: it counts.
        int certificates = Named("sign", key);
        string signed = string.Join(" and ", new[]
        {
            Count(Named("sign-challenge", key), "challenge"),
            Count(_lines.Count(line => line.Kind == "confirmed" && IsBy(line, receipt)), "confirmation"),
            Count(certificates, "certificate"),
        }.Where(each => each.Length > 0));
        string stays = Named("store-certificate", key) > 0 ? "it stays on the token with its certificate" : "it stays on the token";
        return signed.Length == 0
            ? $"{stays}, unused; {Destroy}"
            : $"{stays} and has signed {signed}{(certificates > 0 ? ", which nobody may use" : "")}; {Destroy}";
    }

    // Actions of a kind that name the key.
    private int Named(string action, JsonMap key) =>
        Intended(action).Count(line => Action(line).Text("key-id") == key.Text("id") && Action(line).Text("token") == key.Text("token"));

    // An officer confirms with the key of a certificate, and the certificate tells which that is.
    private static bool IsBy(JournalLine confirmed, JsonMap receipt) =>
        CertificateView.Read(confirmed.Json.Bytes("certificate")).PublicKey.AsSpan().SequenceEqual(receipt.Bytes("public-key"));

    private static string Count(int count, string what) => count switch
    {
        0 => "",
        1 => $"one {what}",
        _ => $"{count} {what}s",
    };

    private IEnumerable<JournalLine> Intended(string action) =>
        _lines.Where(line => line.Kind == "intended" && Action(line).Text("do") == action);

    private static JsonMap Action(JournalLine line) => line.Json["action"].AsMap();
}
