using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Each artifact is tied to the line that kept it, and each certificate of the registry to its artifact.</summary>
internal static class ArtifactsCheck
{
    /// <summary>The artifacts that are there are those that lines kept.</summary>
    public static IEnumerable<LineWalk> Files(Evidence evidence) => Check.AtEnd(() => Missing(evidence))
        .Concat(Sizes(evidence, name => evidence.Archive!.Files.GetValueOrDefault(ArchiveFolder.Artifacts + name)))
        .Concat(Check.AtEnd(() => Unkept(evidence)));

    private static IEnumerable<string> Missing(Evidence evidence)
    {
        IReadOnlyDictionary<string, string> kept = evidence.Kept;
        foreach ((string name, string sha256) in kept)
        {
            if (!evidence.Archive!.Files.TryGetValue(ArchiveFolder.Artifacts + name, out PlainFile? file))
            {
                yield return $"The transcript kept the artifact \"{name}\", but it is missing.";
            }
            else if (file.Sha256 != sha256)
            {
                yield return $"The artifact \"{name}\" is not the one that the transcript kept: its hash differs.";
            }
        }
    }

    private static IEnumerable<string> Unkept(Evidence evidence)
    {
        IReadOnlyDictionary<string, string> kept = evidence.Kept;
        foreach (string path in evidence.Archive!.Files.Keys.Where(path => path.StartsWith(ArchiveFolder.Artifacts, StringComparison.Ordinal)))
        {
            if (!kept.ContainsKey(path[ArchiveFolder.Artifacts.Length..]))
            {
                yield return $"No line of the transcript kept \"{path}\".";
            }
        }
    }

    /// <summary>Each line that kept an artifact with the hash of a file says how many bytes that has.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="find">The file of that name; null where there is none.</param>
    public static IEnumerable<LineWalk> Sizes(Evidence evidence, Func<string, PlainFile?> find) => Check.EachLine(IsKept, line =>
    {
        JsonMap receipt = line.Json["receipt"].AsMap();
        string name = line.Json["action"].AsMap().Text("name");
        return find(name) is { } file && file.Sha256 == receipt.Text("sha256") && file.Length != receipt.Number("size") ? [$"the artifact \"{name}\" has {Evidence.Text(file.Length)} bytes, not as many as the line says"] : [];
    });

    /// <summary>Every certificate, request and CRL in the registry is the one in its artifact, as DER or as PEM.</summary>
    public static IEnumerable<LineWalk> Certificates(Evidence evidence)
    {
        IReadOnlyDictionary<string, string> kept = evidence.Kept;
        return Check.EachLine(["step-done"], line => Evidence.Facts(line).SelectMany(Named)
            .Where(each => !kept.TryGetValue(each.Artifact, out string? sha256) || !IsIn(sha256, each, evidence.RegistryAfter(line)))
            .Select(each => $"the artifact \"{each.Artifact}\" is not the {each.What} that it should hold"));
    }

    /// <summary>The hash of each artifact by its name; a later artifact replaces an earlier one with the same name.</summary>
    public static Dictionary<string, string> Kept(Evidence evidence)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JournalLine line in evidence.Of("performed").Where(IsKept))
        {
            kept[line.Json["action"].AsMap().Text("name")] = line.Json["receipt"].AsMap().Text("sha256");
        }

        return kept;
    }

    /// <summary>Whether a line kept an artifact.</summary>
    public static bool IsKept(JournalLine line) => line.Kind == "performed" && line.Json.Find("intended") is null;

    /// <summary>Whether an artifact with that hash is a certificate, as DER or as PEM, with its issuer's behind it or alone.</summary>
    public static bool IsCertificate(string sha256, byte[] der, Registry registry) => IsIn(sha256, Certificate("", der), registry);

    // Where a procedure has the chain kept along, the certificate of the CA follows.
    private static bool IsIn(string sha256, Holding held, Registry registry) => (held.InPem != true && sha256 == Hash(held.Bytes))
        || (held.InPem != false && sha256 == Hash(Pem(held)))
        || (registry.Find<CertificateIssued>(each => each.Certificate.AsSpan().SequenceEqual(held.Bytes)) is { } issued
            && registry.CertificateProcedure(issued.Procedure)?.CaChain == "include"
            && registry.Ca(issued.Issuer) is { } ca
            && sha256 == Hash([.. Pem(held), .. Pem(Certificate("", ca.Certificate))]));

    private static IEnumerable<Holding> Named(CeremonyFact fact) => fact switch
    {
        BootKitOpened kit => [Certificate(kit.Artifact, kit.Certificate)],
        CaCreated ca => [Certificate(ca.Artifact, ca.Certificate)],
        CertificateIssued issued => [Certificate(issued.Artifact, issued.Certificate)],
        SoftTokenIssued token => [Certificate(token.Artifact, token.Certificate)],
        CertificateRequested requested => [new Holding(requested.Artifact, requested.Request, "request", "CERTIFICATE REQUEST")],
        CrlIssued { Pem: { } pem } crl => [Crl(crl, crl.Artifact, inPem: false), Crl(crl, pem, inPem: true)],
        CrlIssued crl => [Crl(crl, crl.Artifact, inPem: null)],
        _ => [],
    };

    private static Holding Crl(CrlIssued crl, string artifact, bool? inPem) => new(artifact, crl.Crl, "CRL", "X509 CRL") { InPem = inPem };

    private static Holding Certificate(string artifact, byte[] der) => new(artifact, der, "certificate", "CERTIFICATE");

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Pem(Holding held) => Encoding.ASCII.GetBytes(Signatures.ToPem(held.Label, held.Bytes));

    /// <summary>What an artifact must hold.</summary>
    /// <param name="Artifact">Its name.</param>
    /// <param name="Bytes">DER.</param>
    /// <param name="What">What people call it.</param>
    /// <param name="Label">The label in PEM (RFC 7468 §4).</param>
    private sealed record Holding(string Artifact, byte[] Bytes, string What, string Label)
    {
        /// <summary>Whether it must be PEM, or DER; null where either will do.</summary>
        public bool? InPem { get; init; }
    }
}
