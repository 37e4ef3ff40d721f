using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine.Run;

/// <summary>Every key that an aborted ceremony made, or may have made, and what becomes of it now that nobody will use it as planned.</summary>
internal static class KeyFates
{
    private const string Destroy = "destroy it before the token serves another ceremony";

    /// <summary>A member of the <c>aborted</c> line: key, token and fate of each.</summary>
    public static JsonList Of(IReadOnlyList<JournalLine> lines)
    {
        var done = lines.Where(line => line.Kind == "performed" && line.Json.Find("intended") is not null).ToDictionary(line => line.Json.Number("intended"));
        return new JsonList(Intended(lines, "generate-key-pair").Select(line => (JsonValue)new JsonMap
        {
            { "key", Action(line).Text("label") },
            { "token", Action(line).Text("token") },
            { "fate", done.TryGetValue(line.Seq, out JournalLine? made) ? Made(lines, Action(line), made.Json["receipt"].AsMap()) : MayBeMade },
        }));
    }

    private static string MayBeMade => $"it may be on the token: it was begun, but not seen to be made; look for it, and {Destroy}";

    private static string Made(IReadOnlyList<JournalLine> lines, JsonMap key, JsonMap receipt)
    {
        // A signature that was begun may have been made: it counts.
        int certificates = Named(lines, "sign", key);
        string signed = string.Join(" and ", new[]
        {
            Count(Named(lines, "sign-challenge", key), "challenge"),
            Count(lines.Count(line => line.Kind == "confirmed" && IsBy(line, receipt)), "confirmation"),
            Count(certificates, "certificate"),
        }.Where(each => each.Length > 0));
        string stays = Named(lines, "store-certificate", key) > 0 ? "it stays on the token with its certificate" : "it stays on the token";
        return signed.Length == 0
            ? $"{stays}, unused; {Destroy}"
            : $"{stays} and has signed {signed}{(certificates > 0 ? ", which nobody may use" : "")}; {Destroy}";
    }

    // Actions of a kind that name the key.
    private static int Named(IReadOnlyList<JournalLine> lines, string action, JsonMap key) =>
        Intended(lines, action).Count(line => Action(line).Text("key-id") == key.Text("id") && Action(line).Text("token") == key.Text("token"));

    // An officer confirms with the key of a certificate, and the certificate tells which that is.
    private static bool IsBy(JournalLine confirmed, JsonMap receipt) =>
        CertificateView.Read(confirmed.Json.Bytes("certificate")).PublicKey.AsSpan().SequenceEqual(receipt.Bytes("public-key"));

    private static string Count(int count, string what) => count switch
    {
        0 => "",
        1 => $"one {what}",
        _ => $"{count} {what}s",
    };

    private static IEnumerable<JournalLine> Intended(IReadOnlyList<JournalLine> lines, string action) =>
        lines.Where(line => line.Kind == "intended" && Action(line).Text("do") == action);

    private static JsonMap Action(JournalLine line) => line.Json["action"].AsMap();
}
