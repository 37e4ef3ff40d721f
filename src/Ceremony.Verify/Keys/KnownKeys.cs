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
    private readonly Dictionary<(string Token, string Id), KnownKey> _seen = [];
    private readonly Dictionary<(string Token, string Label), string> _labels = [];

    /// <summary>The key of that id; null where no line tells of one.</summary>
    public KnownKey? Find(string token, string id) => _made.GetValueOrDefault((token, id)) ?? _seen.GetValueOrDefault((token, id));

    /// <summary>The id of the key of that label; null where no line tells of one.</summary>
    public string? IdOf(string token, string label) => _labels.GetValueOrDefault((token, label));

    /// <summary>Takes note of what a line tells of keys.</summary>
    public void Take(JournalLine line)
    {
        foreach ((string token, JsonMap view) in TokenSerials.Views(line))
        {
            See(token, view);
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

    // Both halves of a pair are seen, each with a label of its own; the public one alone where nobody is logged in.
    private void See(string token, JsonMap view)
    {
        if (view.Find("objects") is not JsonList objects)
        {
            return;
        }

        foreach (JsonMap each in objects.Select(each => each.AsMap()).Where(each => each.Text("class") is "private" or "public" or "secret"))
        {
            (string Token, string Id) place = (token, each.Text("id"));
            KnownKey? before = _seen.GetValueOrDefault(place);
            byte[]? publicKey = each.Find("public-key") is null ? before?.PublicKey : each.Bytes("public-key");
            string label = each.Text("label");
            _seen[place] = new KnownKey(label, each.Text("class") == "secret", publicKey) { OtherLabel = before is null || before.Label == label ? before?.OtherLabel : before.Label };
            _labels.TryAdd((token, label), place.Id);
        }
    }
}
