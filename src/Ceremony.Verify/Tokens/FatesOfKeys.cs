using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The keys that were made and destroyed before a line, or may have been, in the order in which an abort names them.</summary>
internal sealed class FatesOfKeys
{
    private readonly IReadOnlyList<(JsonMap Action, JsonMap? Receipt)> _deeds;
    private readonly IReadOnlyList<JournalLine> _confirmed;
    private readonly Evidence _evidence;

    private FatesOfKeys(Evidence evidence, JournalLine aborted)
    {
        _evidence = evidence;
        var receipts = new Dictionary<long, JsonMap>();
        foreach (JournalLine line in evidence.Of("performed").Where(line => line.Seq < aborted.Seq && line.Json.Find("intended") is not null))
        {
            receipts[line.Json.Number("intended")] = line.Json["receipt"].AsMap();
        }

        _deeds = [.. evidence.Of("intended").Where(line => line.Seq < aborted.Seq).Select(line => (line.Json["action"].AsMap(), receipts.GetValueOrDefault(line.Seq)))];
        _confirmed = [.. evidence.Of("confirmed").Where(line => line.Seq < aborted.Seq)];
    }

    /// <summary>Pairs that were made, secret keys, and pairs from before that were destroyed. Throws <see cref="JsonFormatException"/>.</summary>
    public static IEnumerable<FateOfKey> Before(Evidence evidence, JournalLine aborted)
    {
        var fates = new FatesOfKeys(evidence, aborted);
        return [.. fates.Pairs(), .. fates.Secrets(), .. fates.Others()];
    }

    private IEnumerable<(JsonMap Action, JsonMap? Receipt)> Of(string action) => _deeds.Where(deed => deed.Action.Text("do") == action);

    private IEnumerable<FateOfKey> Pairs() => Of("generate-key-pair").Select(deed => Of(deed.Action, "label", Destruction(deed.Action, "id") ?? (deed.Receipt is { } receipt ? Made(deed.Action, receipt) : FateOfKey.MayBeMade)));

    private IEnumerable<FateOfKey> Secrets() => Of("generate-secret-key").Select(deed => Of(deed.Action, "label", deed.Receipt is null ? FateOfKey.MayBeMade : FateOfKey.SecretStays));

    private IEnumerable<FateOfKey> Others() => Of("destroy-key").Select(deed => deed.Action)
        .Where(action => !Of("generate-key-pair").Any(made => made.Action.Text("token") == action.Text("token") && made.Action.Text("id") == action.Text("key-id")))
        .DistinctBy(action => (action.Text("token"), action.Text("key-id")))
        .Select(action => Of(action, "key-label", Destruction(action, "key-id")!));

    private static FateOfKey Of(JsonMap action, string label, string fate) => new(action.Text(label), action.Text("token"), fate);

    private string? Destruction(JsonMap action, string id)
    {
        (JsonMap Action, JsonMap? Receipt)[] ends = [.. Of("destroy-key").Where(deed => deed.Action.Text("token") == action.Text("token") && deed.Action.Text("key-id") == action.Text(id))];
        return ends.Length == 0 ? null : ends.Any(deed => deed.Receipt is not null) ? FateOfKey.Destroyed : FateOfKey.MayBeDestroyed;
    }

    private string Made(JsonMap made, JsonMap receipt)
    {
        int certificates = Uses("sign", made);
        byte[] key = receipt.Bytes("public-key");
        string signed = string.Join(" and ", new[]
        {
            Count(Uses("sign-challenge", made), "challenge"),
            Count(_confirmed.Count(line => _evidence.Certificates.Read(line.Json.Bytes("certificate")).PublicKey.AsSpan().SequenceEqual(key)), "confirmation"),
            Count(certificates, "certificate"),
        }.Where(each => each.Length > 0));
        string stays = Uses("store-certificate", made) > 0 ? "it stays on the token with its certificate" : "it stays on the token";
        return signed.Length == 0
            ? $"{stays}, unused; {FateOfKey.Destroy}"
            : $"{stays} and has signed {signed}{(certificates > 0 ? ", which nobody may use" : "")}; {FateOfKey.Destroy}";
    }

    private int Uses(string action, JsonMap made) => Of(action).Count(deed => deed.Action.Text("token") == made.Text("token") && deed.Action.Text("key-id") == made.Text("id"));

    private static string Count(int count, string what) => count switch
    {
        0 => "",
        1 => $"one {what}",
        _ => $"{Evidence.Text(count)} {what}s",
    };
}
