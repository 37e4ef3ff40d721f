using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about statements of tokens must rest on, and whether they claim more than what was kept shows; what is wrong is given as a clause.</summary>
internal static class AttestationFacts
{
    public static string? Attested(FactBasis basis, KeyAttested attested)
    {
        if (basis.Registry.Key(attested.Key) is not { } key || (key.Token, key.Id, key.TokenSerial) != (attested.Token, attested.Id, attested.TokenSerial))
        {
            return $"the key \"{attested.Key}\", which is attested, is not in the registry";
        }

        if (!IsKept(basis, attested.Artifact, FactBasis.Hash(attested.Statement)))
        {
            return $"the attestation of the key \"{attested.Key}\" is not what the step kept as {attested.Artifact}";
        }

        if (!WasSeen(basis, attested, key))
        {
            return $"the attestation of the key \"{attested.Key}\" was not seen {(attested.File is { } file ? $"in the file {file}" : $"on the token \"{attested.Token.Name}\"")}";
        }

        return Root(basis, attested, out AttestationRoot? root) ?? Claims(basis, attested, key, root);
    }

    public static string? Kept(FactBasis basis, AuditLogKept log) =>
        log.Size == 0 || !basis.Saw("file", (look, seen) => look.Text("path") == log.File && BytesOf(seen) is { } bytes && bytes.Length == log.Size && FactBasis.Hash(bytes) == log.Sha256)
            ? $"the audit log {log.Artifact} is not what was read from the file {log.File}"
            : !IsKept(basis, log.Artifact, log.Sha256) ? $"the audit log of the token \"{log.Token.Name}\" is not what the step kept as {log.Artifact}"
            : basis.Deeds.Tokens.Problem(log.Token, log.TokenSerial, basis.Line.Seq);

    private static bool IsKept(FactBasis basis, string artifact, string sha256) => basis.Keeps(artifact) && basis.Deeds.Artifacts.Has(artifact, sha256, basis.Line);

    private static bool WasSeen(FactBasis basis, KeyAttested attested, KeyGenerated key) => attested.File is { } file
        ? basis.Saw("file", (look, seen) => look.Text("path") == file && BytesOf(seen) is { } bytes && bytes.AsSpan().SequenceEqual(attested.Statement))
        : basis.Saw("token", (look, seen) => look.Text("token") == attested.Token.Name && seen.Text("serial") == attested.TokenSerial && seen.Find("objects") is JsonList objects
            && AttestationStatement.OnToken(Certificates(objects), key.PublicKey, Known(basis.Registry), out _) is { } presented && presented.AsSpan().SequenceEqual(attested.Statement));

    private static byte[][] Certificates(JsonList objects) =>
        [.. objects.Select(each => each.AsMap()).Where(each => each.Text("class") == "certificate" && each.Find("certificate") is not null).Select(each => each.Bytes("certificate"))];

    // Of these a token's vendor said nothing.
    private static IReadOnlyList<byte[]> Known(Registry registry) =>
    [
        .. registry.All<BootKitOpened>().SelectMany(kit => kit.Issued.Append(kit.Certificate)),
        .. registry.All<CaCreated>().Select(ca => ca.Certificate),
        .. registry.All<CertificateIssued>().Select(issued => issued.Certificate),
        .. registry.All<CertificateInstalled>().Select(installed => installed.Certificate),
    ];

    // A root from a disk is believed by the fingerprint alone.
    private static string? Root(FactBasis basis, KeyAttested attested, out AttestationRoot? root)
    {
        root = null;
        if (attested.Root is null != attested.RootArtifact is null || (attested.Root is not null && attested.RootSha256 is null))
        {
            return $"it is not clear which root the attestation of the key \"{attested.Key}\" was compared with";
        }

        AttestationStatement? beside = null;
        if (attested.Root is { } path)
        {
            byte[]? file = basis.Deeds.Looks(basis.Line, "file").Where(line => line.Json["look"].AsMap().Text("path") == path).Select(line => BytesOf(line.Json["seen"].AsMap())).LastOrDefault();
            if (file is null || !IsKept(basis, attested.RootArtifact!, FactBasis.Hash(file)))
            {
                return $"the root of the attestation of the key \"{attested.Key}\" is not what was read from the file {path} and kept as {attested.RootArtifact}";
            }

            beside = AttestationStatement.Read(file);
        }

        root = attested.RootSha256 is { } sha256 ? new AttestationRoot(sha256, beside?.Certificates ?? []) : null;
        return null;
    }

    private static string? Claims(FactBasis basis, KeyAttested attested, KeyGenerated key, AttestationRoot? root)
    {
        if (basis.Deeds.Looks(basis.Line, "clock").LastOrDefault() is not { } clock)
        {
            return $"nobody looked at the clock before the attestation of the key \"{attested.Key}\" was checked";
        }

        var found = AttestationChecks.Of(AttestationStatement.Read(attested.Statement), key.PublicKey, attested.TokenSerial, root, At(clock));
        return new[] { ("key", attested.Checked.Key, found.Key), ("chain", attested.Checked.Chain, found.Chain), ("serial number", attested.Checked.Serial, found.Serial) }
            .Where(each => each.Item2 != each.Item3.Outcome)
            .Select(each => $"the fact says of the {each.Item1} in the attestation of the key \"{attested.Key}\" \"{each.Item2}\", but {each.Item3.Says}")
            .FirstOrDefault();
    }

    private static DateTimeOffset At(JournalLine clock) => DateTimeOffset.FromUnixTimeSeconds(clock.Json["seen"].AsMap().Number("seconds"));

    private static byte[]? BytesOf(JsonMap seen) => seen.Find("bytes") is null ? null : seen.Bytes("bytes");
}
