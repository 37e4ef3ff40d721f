using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// Nothing is used after its end: nobody confirms under a CA that is revoked or after being replaced, and no key signs after it was destroyed.
/// The ends come in their order: the last CRL, the CA's revocation, then its key.
/// </summary>
internal static class EndsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(["step-done", "confirmed", "intended"], line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly Dictionary<string, byte[]> _cas = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _keysOfCas = new(StringComparer.Ordinal);
        private readonly HashSet<string> _withCrl = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _revoked = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _replaced = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Token, string Id), (string Key, long Seq)> _destroyed = [];

        public string? Problem(JournalLine line) => line.Kind switch
        {
            "confirmed" => Confirmed(line),
            "intended" => Used(line.Json["action"].AsMap()),
            _ => Evidence.Facts(line).Select(fact => Take(line, fact)).FirstOrDefault(problem => problem is not null),
        };

        private string? Confirmed(JournalLine line)
        {
            string officer = line.Json.Text("officer");
            if (_replaced.TryGetValue(officer, out long replaced))
            {
                return $"{officer} confirmed, but had been replaced in line {replaced}";
            }

            if (_revoked.Count == 0)
            {
                return null;
            }

            CertificateView certificate = evidence.Certificates.Read(line.Json.Bytes("certificate"));
            return _revoked.Where(ca => _cas.TryGetValue(ca.Key, out byte[]? above) && evidence.Certificates.Read(above).SubjectDer.AsSpan().SequenceEqual(certificate.IssuerDer) && certificate.IsSignedBy(evidence.Certificates.Read(above).PublicKey))
                .Select(ca => $"{officer} confirmed, but \"{ca.Key}\", which issued the certificate, had been revoked in line {ca.Value}")
                .FirstOrDefault();
        }

        private string? Used(JsonMap action) =>
            action.Text("do") is "sign" or "sign-challenge" or "store-certificate" or "prove-decryption" or "prove-wrapping" && _destroyed.TryGetValue((action.Text("token"), action.Text("key-id")), out var gone)
                ? $"the key \"{gone.Key}\" was used, but had been destroyed in line {gone.Seq}"
                : null;

        private string? Take(JournalLine line, CeremonyFact fact)
        {
            switch (fact)
            {
                case BootKitOpened kit:
                    Know(kit.Ca, kit.Certificate, kit.Key);
                    return null;
                case CaCreated ca:
                    Know(ca.Ca, ca.Certificate, ca.Key);
                    return null;
                case CrlIssued crl:
                    _withCrl.Add(crl.Ca);
                    return null;
                case OfficerReplaced officer:
                    _replaced.TryAdd(officer.Officer, line.Seq);
                    return null;
                case KeyGenerated key:
                    _destroyed.Remove((key.Token.Name, key.Id));
                    return null;
                case CaRevoked ca:
                    return Revoke(line, ca);
                case KeyDestroyed key:
                    return Destroy(line, key);
                default:
                    return null;
            }
        }

        private void Know(string ca, byte[] certificate, string? key)
        {
            _cas[ca] = certificate;
            if (key is not null)
            {
                _keysOfCas[key] = ca;
            }
        }

        private string? Revoke(JournalLine line, CaRevoked ca)
        {
            bool known = _cas.ContainsKey(ca.Ca);
            bool first = _revoked.TryAdd(ca.Ca, line.Seq);
            return !known ? $"the CA \"{ca.Ca}\" which was revoked, is not in the registry"
                : !first ? $"the CA \"{ca.Ca}\" had already been revoked"
                : _withCrl.Contains(ca.Ca) ? null : $"the CA \"{ca.Ca}\" was revoked before its last CRL was issued";
        }

        private string? Destroy(JournalLine line, KeyDestroyed key)
        {
            bool first = _destroyed.TryAdd((key.Token.Name, key.Id), (key.Key, line.Seq));
            return !first ? $"the key \"{key.Key}\" had already been destroyed"
                : _keysOfCas.TryGetValue(key.Key, out string? ca) && !_revoked.ContainsKey(ca) ? $"the key \"{key.Key}\" was destroyed before its CA \"{ca}\" was revoked"
                : null;
        }
    }
}
