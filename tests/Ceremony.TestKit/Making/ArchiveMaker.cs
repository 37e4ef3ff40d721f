using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.TestKit;

/// <summary>Writes an archive by docs/format.md alone, from a journal that ends with its seal.</summary>
public static class ArchiveMaker
{
    /// <summary>Writes the files and gives the ceremony fingerprint.</summary>
    /// <param name="folder">A folder that is not there yet.</param>
    /// <param name="journal">Ends with its seal.</param>
    /// <param name="cast">Whose authorities stand above the officers.</param>
    /// <param name="signers">Who signs.</param>
    public static string Write(string folder, JournalMaker journal, Cast cast, params IReadOnlyList<Actor> signers)
    {
        Directory.CreateDirectory(Path.Combine(folder, "artifacts"));
        Directory.CreateDirectory(Path.Combine(folder, "fingerprints"));
        Put("VERIFY.md", "Compare the fingerprint with the witness's paper.\n"u8.ToArray());
        Put("report.txt", "A report.\n"u8.ToArray());
        Put("script.yaml", journal.Script);
        Put("transcript.jsonl", journal.Bytes);
        Put("fingerprints/ca.txt", "A code.\n"u8.ToArray());
        Put("officers.pem", Encoding.ASCII.GetBytes(string.Concat(Chain(journal, cast).Select(each => Signatures.ToPem("CERTIFICATE", each)))));
        foreach ((string name, byte[] bytes) in journal.Artifacts)
        {
            Put($"artifacts/{name}", bytes);
        }

        WriteSums(folder);
        Sign(folder, signers);
        return JournalMaker.Hash(File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS")));

        void Put(string path, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, path), bytes);
    }

    /// <summary>Writes SHA256SUMS over whatever is in the folder, with the head that the transcript asks for.</summary>
    public static void WriteSums(string folder)
    {
        string[] lines = File.ReadAllText(Path.Combine(folder, "transcript.jsonl")).TrimEnd('\n').Split('\n');
        JsonMap opened = CanonicalJson.Parse(Encoding.UTF8.GetBytes(lines[0])).AsMap();
        JsonMap seal = SealIn(lines);
        var sums = new StringBuilder();
        sums.Append("# ceremony-archive/1\n");
        sums.Append($"# ceremony: {opened.Text("ceremony")}\n# mode: {opened.Text("mode")}\n# outcome: {seal.Text("outcome")}\n");
        sums.Append($"# script: {opened.Text("script-sha256")}\n# journal: {lines.Length} {JournalMaker.Hash(Encoding.UTF8.GetBytes(lines[^1]))}\n# quorum: {seal.Number("quorum")}\n");
        foreach (JsonValue officer in seal["roster"].AsList())
        {
            sums.Append($"# officer: {officer.AsMap().Text("spki-sha256")}\n");
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal))
        {
            if (!path.StartsWith("SHA256SUMS", StringComparison.Ordinal))
            {
                sums.Append($"{JournalMaker.Hash(File.ReadAllBytes(Path.Combine(folder, path)))}  {path}\n");
            }
        }

        File.WriteAllText(Path.Combine(folder, "SHA256SUMS"), sums.ToString());
    }

    /// <summary>Writes SHA256SUMS.p7s.</summary>
    public static void Sign(string folder, params IReadOnlyList<Actor> signers)
    {
        byte[] sums = SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS")));
        DateTimeOffset time = JournalTime.Read(SealIn(File.ReadAllLines(Path.Combine(folder, "transcript.jsonl"))).Text("at"));
        byte[][] infos = [.. signers.Select(signer =>
        {
            byte[] attributes = Cms.SignedAttributes(sums, signer.Certificate, time);
            return Cms.SignerInfo(signer.Certificate, SignatureAlgorithm.Sha256Rsa, attributes, signer.Sign(attributes));
        })];
        if (infos.Length > 0)
        {
            File.WriteAllBytes(Path.Combine(folder, "SHA256SUMS.p7s"), Cms.Compose(infos, [.. signers.Select(signer => signer.Certificate)]));
        }
    }

    // The last line of an honest transcript; a forger can have written on.
    private static JsonMap SealIn(IReadOnlyList<string> lines) =>
        lines.Select(line => CanonicalJson.Parse(Encoding.UTF8.GetBytes(line)).AsMap()).Last(line => line.Text("kind") == "sealed");

    private static IEnumerable<byte[]> Chain(JournalMaker journal, Cast cast)
    {
        foreach (Actor each in journal.Confirmed.DistinctBy(each => each.CertificateSha256))
        {
            yield return each.Certificate;
        }

        if (journal.Confirmed.Any(each => each.Origin == "soft" && !each.IsSelfSigned))
        {
            yield return cast.BootCa.Certificate;
        }

        if (journal.Confirmed.Any(each => each.Origin == "card"))
        {
            yield return cast.Ca.Certificate;
        }
    }
}
