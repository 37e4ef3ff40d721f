using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What only somebody outside can know: the witness's paper, a trusted authority, and whether console keys are acceptable.</summary>
internal static class OutsideChecks
{
    /// <summary>The fingerprint on the witness's paper is the archive's.</summary>
    public static IEnumerable<string> Fingerprint(Evidence evidence)
    {
        if (!GivenFingerprint.TryRead(evidence.Options.Fingerprint!, out string sha256, out string problem))
        {
            yield return problem;
        }
        else if (evidence.Archive?.Files.GetValueOrDefault(ArchiveFolder.Sums)?.Sha256 is not { } found)
        {
            yield return "There is no SHA256SUMS to compare the fingerprint with.";
        }
        else if (found != sha256)
        {
            yield return $"The given fingerprint is {sha256}, that of the archive is {found}: this is another archive, or it was changed.";
        }
    }

    /// <summary>Each officer who signed stands under a certificate that was given as trusted.</summary>
    public static IEnumerable<string> Trust(Evidence evidence)
    {
        if (evidence.Sealed is not { } seal || SignaturesCheck.Signed(evidence).Count < Math.Max(1, evidence.Quorum))
        {
            return ["Fewer officers signed than have to agree, so the trusted certificates prove nothing."];
        }

        CertificateView[] issuers =
        [
            .. evidence.Authorities.Where(each => !each.IsSelfIssued),
            .. evidence.Options.Trust!.Select(evidence.Certificates.Read),
        ];
        return RosterCheck.Of(evidence).Select(each => each.Certificate).Select(officer => Chains.Refuse(officer, issuers, seal.Time) is { } refusal
            ? $"{officer.Subject} does not stand under a certificate that was given as trusted: {refusal}."
            : null).OfType<string>();
    }

    /// <summary>No officer's key was made at the ceremony's own console, unless that was allowed.</summary>
    public static IEnumerable<string> ConsoleKeys(Evidence evidence)
    {
        if (evidence.Options.AllowConsoleKeys)
        {
            return [];
        }

        return evidence.Of("confirmed").Select(line => line.Json)
            .Concat(evidence.Sealed?.Json["roster"].AsList().Select(each => each.AsMap()) ?? [])
            .Select(officer => ConsoleKey(evidence, officer)).OfType<string>();
    }

    // A certificate for which only its own key vouches says nothing about where that key was made, whatever the record calls it.
    private static string? ConsoleKey(Evidence evidence, JsonMap officer) => officer switch
    {
        _ when officer.Text("origin") == "console" =>
            $"The key of {officer.Text("officer")} was made at the ceremony's console, which is not dual control; --allow-console-keys accepts that.",
        _ when evidence.Certificates.Read(officer.Bytes("certificate")).IsSelfIssued =>
            $"The certificate of {officer.Text("officer")} is signed only by its own key, so that key counts as made at the console, which is not dual control; --allow-console-keys accepts that.",
        _ => null,
    };
}
