using System.Text;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about the archive's files, and lies that only one officer or nobody signs.</summary>
internal static class ArchiveLies
{
    public static IEnumerable<Lie> All => [.. Files, .. Alone];

    private static IEnumerable<Lie> Files =>
    [
        TwoKeys("a report of another ceremony", f => Change(f, "report.txt", "First key", "Other key"), "report"),
        TwoKeys("a report without an end", f => f.Files["report.txt"] = f.Files["report.txt"][..100], "report"),
        TwoKeys("no report", f => f.Files.Remove("report.txt")),
        TwoKeys("a guide that checks nothing", f => f.Files["VERIFY.md"] = "It is all right.\n"u8.ToArray(), "report"),
        TwoKeys("no guide", f => f.Files.Remove("VERIFY.md")),
        FirstHalf("a picture of another fingerprint", f => f.Files[Pictures(f).First(path => path.EndsWith(".txt", StringComparison.Ordinal))] = f.Files["fingerprints/journal-head.txt"], "report"),
        FirstHalf("a picture of nothing", f => f.Files["fingerprints/more.txt"] = "SHA256: 00\n"u8.ToArray(), "report"),
        FirstHalf("no picture of an authority's fingerprint", f => f.Files.Remove(Pictures(f).First()), "report"),
        FirstHalf("no pictures at all", NoPictures, "report"),
        TwoKeys("a picture of another journal's end", f => Change(f, "fingerprints/journal-head.txt", "SHA256:", "SHA256: 00"), "report"),
        TwoKeys("an artifact with other bytes", f => f.Files["artifacts/boot-ca.cer"] = [1, 2, 3], "artifacts"),
        TwoKeys("an artifact with other bytes, under their hash", f => { f.Files["artifacts/boot-ca.cer"] = [1, 2, 3]; f.First(line => line.Text("action/name") == "boot-ca.cer").Set("receipt/sha256", JournalMaker.Hash([1, 2, 3])).Set("receipt/size", 3); }, "certificate-artifacts"),
        TwoKeys("an artifact that nobody kept", f => f.Files["artifacts/more.cer"] = [1], "artifacts"),
        TwoKeys("an artifact that is missing", f => f.Files.Remove("artifacts/boot-ca.cer"), "artifacts"),
        TwoKeys("an artifact under another name", f => { f.Files["artifacts/other.cer"] = f.Files["artifacts/boot-ca.cer"]; f.Files.Remove("artifacts/boot-ca.cer"); }, "artifacts"),
        TwoKeys("a file that does not belong there", f => f.Files["notes.txt"] = [1], "files"),
        TwoKeys("another script than was held", f => Change(f, "script.yaml", "Two keys", "One key"), "script"),
        TwoKeys("officers' certificates of a stranger more", f => f.Files["officers.pem"] = [.. f.Files.GetValueOrDefault("officers.pem", []), .. Encoding.ASCII.GetBytes(Pki.Signatures.ToPem("CERTIFICATE", Cast.Forged.Ca.Certificate))], "officers.pem"),
        TwoKeys("no officers' certificates", f => f.Files["officers.pem"] = [], "officers.pem"),
        TwoKeys("sums that say another outcome", f => Sums(f, "# outcome: completed", "# outcome: aborted"), "header"),
        TwoKeys("sums that say another quorum", f => Sums(f, "# quorum: 2", "# quorum: 1"), "header"),
        TwoKeys("sums that say another mode", f => Sums(f, "# mode: rehearsal", "# mode: production"), "header"),
        TwoKeys("sums that say another ceremony", f => Sums(f, "# ceremony: two-keys", "# ceremony: other"), "header"),
        TwoKeys("signatures by one officer, though two are in the roster", f => f.Sealing = [HonestCeremonies.TwoKeys.Value.Keys[0]], "signatures"),
        TwoKeys("signatures by a stranger more", f => f.Sealing = [.. HonestCeremonies.TwoKeys.Value.Keys, OfficerKey.Of(Cast.Forged.Console1)], "signatures"),
        TwoKeys("signatures by a stranger instead", f => f.Sealing = [HonestCeremonies.TwoKeys.Value.Keys[0], OfficerKey.Of(Cast.Forged.Console1)], "signatures"),
        TwoKeys("no signatures", f => f.Sealing = []),
    ];

    /// <summary>Nothing in these contradicts itself: what refuses them is that the other officer did not sign.</summary>
    private static IEnumerable<Lie> Alone => new (string Name, Action<Forger> Tell)[]
    {
        ("a rehearsal called a production", f => f.Line("opened").Set("mode", "production")),
        ("the label of a key changed throughout", f => f.Everywhere("First key", "Other key")),
        ("the name of the other officer changed throughout", f => f.Everywhere("Name of officer 2", "Eve Miller")),
        ("the name of the witness changed throughout", f => f.Everywhere("Name of witness 1", "Eve Miller")),
        ("the machine changed throughout", f => f.Everywhere("the machine of the tests", "another machine")),
        ("the program changed throughout", f => f.Everywhere(new string('a', 64), new string('c', 64))),
        ("a key from outside, throughout", f => f.Everywhere(f.Receipt("generate-key-pair").Text("receipt/public-key"), f.Receipt("generate-key-pair", 2).Text("receipt/public-key"))),
        ("a note more before the seal", f => f.Before(f.Line("sealed"), "note", new Core.Json.JsonMap { { "text", "All was well." } })),
        ("what the witness attested changed throughout", f => f.Everywhere("I saw it all.", "I saw nothing.")),
        ("the second key left out", f => f.Drop(f.Lines.Where(line => line.Step == "second"))),
    }.SelectMany(lie => new[]
    {
        TwoKeys($"{lie.Name}, by one officer", lie.Tell, "signatures", Signs.One),
        TwoKeys($"{lie.Name}, by nobody", lie.Tell, "signatures", Signs.None),
    });

    private static IEnumerable<string> Pictures(Forger forger) =>
        forger.Files.Keys.Where(path => path.StartsWith("fingerprints/", StringComparison.Ordinal) && !path.Contains("journal-head", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

    private static void NoPictures(Forger forger)
    {
        foreach (string path in forger.Files.Keys.Where(path => path.StartsWith("fingerprints/", StringComparison.Ordinal)).ToList())
        {
            forger.Files.Remove(path);
        }
    }

    private static void Change(Forger forger, string file, string text, string other)
    {
        string before = Encoding.UTF8.GetString(forger.Files[file]);
        string after = before.Replace(text, other, StringComparison.Ordinal);
        forger.Files[file] = before == after ? throw new ArgumentException($"{file} has no {text}", nameof(text)) : Encoding.UTF8.GetBytes(after);
    }

    private static void Sums(Forger forger, string line, string other) => forger.Sums = sums => sums.Replace(line, other, StringComparison.Ordinal);
}
