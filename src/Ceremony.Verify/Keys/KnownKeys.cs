using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// Which key stands under each CKA_ID of each token, as far as the lines up to a point tell: what tokens made, the Boot CA's key, and what else was seen on
/// them. What was made goes before what was seen.
/// </summary>
/// <param name="evidence">The evidence.</param>
internal sealed class KnownKeys(Evidence evidence)
{
    private readonly Dictionary<(string Token, string Id), KnownKey> _made = [];
    private readonly Dictionary<(string Token, string Label), string> _labels = [];
    private readonly Dictionary<string, SeenKeys> _seen = new(StringComparer.Ordinal);

    /// <summary>The key of that id; null where no line tells of one.</summary>
    public KnownKey? Find(string token, string id) => _made.GetValueOrDefault((token, id)) ?? _seen.GetValueOrDefault(token)?.Keys.GetValueOrDefault(id);

    /// <summary>The id of the key of that label; null where no line tells of one.</summary>
    public string? IdOf(string token, string label) => _labels.GetValueOrDefault((token, label)) ?? _seen.GetValueOrDefault(token)?.Ids.GetValueOrDefault(label);

    /// <summary>Takes note of what a line tells of keys.</summary>
    public void Take(JournalLine line)
    {
        foreach ((string token, JsonMap view) in TokenSerials.Views(line))
        {
            See(token, view, isAll: line.Kind == "looked" && line.Json["look"].AsMap()["logged-in"].AsBool());
        }

        if (line.Kind == "performed" && line.Json.Find("intended") is { } seq && evidence.Earlier(seq.AsNumber(), "intended", line) is { } intended)
        {
            Take(intended.Json["action"].AsMap(), line.Json["receipt"].AsMap());
        }

        if (line.Kind == "step-done")
        {
            foreach (BootKitOpened kit in Evidence.Facts(line).OfType<BootKitOpened>())
            {
                if (kit is { Token: { } token, KeyId: { } id, Key: { } label })
                {
                    Make(token.Name, id, new KnownKey(label, false, CertificateView.Read(kit.Certificate).PublicKey));
                }
            }
        }
    }

    private void Take(JsonMap action, JsonMap receipt)
    {
        string what = action.Text("do");
        if (what is "generate-key-pair" or "generate-secret-key")
        {
            bool isSecret = what == "generate-secret-key";
            Make(action.Text("token"), receipt.Text("id"), new KnownKey(receipt.Text("label"), isSecret, isSecret ? null : receipt.Bytes("public-key")) { Serial = receipt.Text("token-serial") });
        }
    }

    private void Make(string token, string id, KnownKey key)
    {
        _made[(token, id)] = key;
        _labels[(token, key.Label)] = id;
    }

    // After a login everything is seen: what is not there then was taken away.
    private void See(string token, JsonMap view, bool isAll)
    {
        if (view.Find("objects") is not JsonList objects)
        {
            return;
        }

        if (isAll || !_seen.TryGetValue(token, out SeenKeys? seen))
        {
            _seen[token] = seen = new SeenKeys();
        }

        foreach (JsonMap each in objects.Select(each => each.AsMap()).Where(each => each.Text("class") is "private" or "public" or "secret"))
        {
            seen.Take(each);
        }
    }

    /// <summary>The keys that were seen on a token.</summary>
    private sealed class SeenKeys
    {
        public Dictionary<string, KnownKey> Keys { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

        // Both halves of a pair are seen, each with a label of its own; the public one alone where nobody is logged in.
        public void Take(JsonMap key)
        {
            (string id, string label) = (key.Text("id"), key.Text("label"));
            KnownKey? other = Keys.GetValueOrDefault(id);
            byte[]? publicKey = key.Find("public-key") is null ? other?.PublicKey : key.Bytes("public-key");
            Keys[id] = new KnownKey(label, key.Text("class") == "secret", publicKey) { OtherLabel = other is null || other.Label == label ? other?.OtherLabel : other.Label };
            Ids.TryAdd(label, id);
        }
    }
}
