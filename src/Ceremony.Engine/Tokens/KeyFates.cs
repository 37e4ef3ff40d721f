using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
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
    private readonly Dictionary<long, ActionPerformed> _done;

    private KeyFates(IReadOnlyList<JournalLine> lines)
    {
        _lines = lines;
        _done = lines.Entries<ActionPerformed>().ToDictionary(performed => performed.Intention);
    }

    /// <summary>A member of the <c>aborted</c> line: key, token and fate of each.</summary>
    public static IReadOnlyList<KeyFate> Of(IReadOnlyList<JournalLine> lines)
    {
        var fates = new KeyFates(lines);
        return [.. fates.Pairs(), .. fates.Secrets(), .. fates.OthersDestroyed()];
    }

    private IEnumerable<KeyFate> Pairs() => Intended("generate-key-pair").Select(begun => Fate(
        begun.Action,
        "label",
        Destruction(begun.Action) ?? (_done.TryGetValue(begun.Seq, out ActionPerformed? made) ? Made(begun.Action, made.Receipt) : MayBeMade)));

    private IEnumerable<KeyFate> Secrets() => Intended("generate-secret-key").Select(begun => Fate(begun.Action, "label", _done.ContainsKey(begun.Seq) ? SecretStays : MayBeMade));

    // A key that was there before the ceremony, such as the Boot CA's.
    private IEnumerable<KeyFate> OthersDestroyed() => Intended("destroy-key")
        .Select(begun => begun.Action)
        .Where(action => !Intended("generate-key-pair").Any(made => made.Action.Text("id") == action.Text("key-id") && made.Action.Text("token") == action.Text("token")))
        .DistinctBy(action => (action.Text("token"), action.Text("key-id")))
        .Select(action => Fate(action, "key-label", DestructionOf(action.Text("token"), action.Text("key-id"))!));

    private static KeyFate Fate(JsonMap action, string label, string fate) => new(action.Text(label), action.Text("token"), fate);

    private string? Destruction(JsonMap made) => DestructionOf(made.Text("token"), made.Text("id"));

    private string? DestructionOf(string token, string id)
    {
        (long Seq, JsonMap Action)[] begun = [.. Intended("destroy-key").Where(each => each.Action.Text("token") == token && each.Action.Text("key-id") == id)];
        return begun.Length == 0 ? null : begun.Any(each => _done.ContainsKey(each.Seq)) ? Destroyed : MayBeDestroyed;
    }

    private string Made(JsonMap key, JsonMap receipt)
    {
        // A signature that was begun may have been made: it counts.
        int certificates = Named("sign", key);
        string signed = string.Join(" and ", new[]
        {
            Count(Named("sign-challenge", key), "challenge"),
            Count(_lines.Entries<Confirmed>().Count(confirmed => IsBy(confirmed, receipt)), "confirmation"),
            Count(certificates, "certificate"),
        }.Where(each => each.Length > 0));
        string stays = Named("store-certificate", key) > 0 ? "it stays on the token with its certificate" : "it stays on the token";
        return signed.Length == 0
            ? $"{stays}, unused; {Destroy}"
            : $"{stays} and has signed {signed}{(certificates > 0 ? ", which nobody may use" : "")}; {Destroy}";
    }

    // Actions of a kind that name the key.
    private int Named(string action, JsonMap key) =>
        Intended(action).Count(begun => begun.Action.Text("key-id") == key.Text("id") && begun.Action.Text("token") == key.Text("token"));

    // An officer confirms with the key of a certificate, and the certificate tells which that is.
    private static bool IsBy(Confirmed confirmed, JsonMap receipt) =>
        CertificateView.Read(confirmed.Certificate).PublicKey.AsSpan().SequenceEqual(receipt.Bytes("public-key"));

    private static string Count(int count, string what) => count switch
    {
        0 => "",
        1 => $"one {what}",
        _ => $"{count} {what}s",
    };

    private IEnumerable<(long Seq, JsonMap Action)> Intended(string does) =>
        _lines.Telling<Intended>().Where(intended => intended.Entry.Does == does).Select(intended => (intended.Line.Seq, intended.Entry.Action));
}
