using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;
using Ceremony.Verify;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>Writes the archive of a forged journal, with sums and signatures as far as the keys in the forger's hands go.</summary>
internal static class ForgedArchive
{
    /// <summary>Writes it and gives its fingerprint.</summary>
    public static string Write(string folder, HonestCeremony honest, Forger forger, IReadOnlyList<OfficerKey> keys)
    {
        byte[] journal = forger.Chain(keys);
        Dictionary<string, byte[]> files = forger.Files;
        if (honest.IsPrograms)
        {
            Derived.Renew(files, honest.Files, journal);
        }

        files.TryAdd("transcript.jsonl", journal);
        files.TryAdd("officers.pem", Officers(forger, honest.Files["officers.pem"]));
        foreach ((string path, byte[] bytes) in files.Where(file => !file.Key.StartsWith("SHA256SUMS", StringComparison.Ordinal)))
        {
            string at = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(at)!);
            File.WriteAllBytes(at, bytes);
        }

        ArchiveMaker.WriteSums(folder);
        string sums = Path.Combine(folder, "SHA256SUMS");
        File.WriteAllText(sums, forger.Sums(File.ReadAllText(sums)));
        Sign(folder, forger, keys, files.GetValueOrDefault("SHA256SUMS.p7s"));
        return JournalMaker.Hash(File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS")));
    }

    // Whoever does not take part leaves the signature of the honest archive; with nothing left of it there is none.
    private static void Sign(string folder, Forger forger, IReadOnlyList<OfficerKey> keys, byte[]? honest)
    {
        string path = Path.Combine(folder, "SHA256SUMS.p7s");
        ForgedLine seal = forger.Last("sealed");
        IReadOnlyList<OfficerKey> signers = forger.Sealing
            ?? [.. seal["roster"].AsList().Select(each => keys.FirstOrDefault(key => key.Base64 == each.AsMap().Text("certificate"))).OfType<OfficerKey>().Distinct()];
        if (signers.Count == 0)
        {
            if (honest is not null)
            {
                File.WriteAllBytes(path, honest);
            }

            return;
        }

        byte[] sums = SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS")));
        DateTimeOffset at = JournalTime.Read(seal.Text("at"));
        byte[][] infos = [.. signers.Select(signer =>
        {
            byte[] attributes = Cms.SignedAttributes(sums, signer.Certificate, at);
            return Cms.SignerInfo(signer.Certificate, signer.Algorithm, attributes, signer.Raw(signer.Algorithm, attributes));
        })];
        File.WriteAllBytes(path, Cms.Compose(infos, [.. signers.Select(signer => signer.Certificate)]));
    }

    // Everyone who confirmed or has to sign, and whoever is above them, as far as the journal knows them.
    private static byte[] Officers(Forger forger, byte[] honest)
    {
        var pem = new List<string>();
        string[] known = [.. forger.All("step-done").SelectMany(done => done["facts"].AsList()).Select(fact => fact.AsMap())
            .Where(fact => fact.Text("fact") is "ca-created" or "boot-kit-opened").Select(fact => fact.Text("certificate"))];
        foreach (string certificate in forger.Lines.SelectMany(Certificates))
        {
            Add(certificate);
        }

        // Where they are the honest archive's, so is their order.
        string[] blocks = [.. pem.Select(each => Signatures.ToPem("CERTIFICATE", Convert.FromBase64String(each)))];
        string before = Encoding.ASCII.GetString(honest);
        return before.Length == blocks.Sum(block => block.Length) && blocks.All(block => before.Contains(block, StringComparison.Ordinal)) ? honest : Encoding.ASCII.GetBytes(string.Concat(blocks));

        void Add(string certificate)
        {
            if (pem.Contains(certificate))
            {
                return;
            }

            pem.Add(certificate);
            byte[] issuer = Issuer(certificate);
            if (known.FirstOrDefault(each => Subject(each).AsSpan().SequenceEqual(issuer)) is { } above)
            {
                Add(above);
            }
        }
    }

    private static IEnumerable<string> Certificates(ForgedLine line) => line.Kind switch
    {
        "confirmed" => [line.Text("certificate")],
        "sealed" => line["roster"].AsList().Select(each => each.AsMap().Text("certificate")),
        _ => [],
    };

    private static byte[] Issuer(string certificate) => CertificateView.Read(Convert.FromBase64String(certificate)).IssuerDer;

    private static byte[] Subject(string certificate) => CertificateView.Read(Convert.FromBase64String(certificate)).SubjectDer;
}
