using System.Security.Cryptography;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>SHA256SUMS.p7s: everyone in the roster signed the list, nobody else, each with a key of their own, in the one encoding.</summary>
internal static class SignaturesCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        IReadOnlyList<CertificateView> roster = [.. RosterCheck.Of(evidence).Select(each => each.Certificate)];
        if (evidence.Archive!.Bytes(ArchiveFolder.Sums) is not { } sums)
        {
            return ["It cannot be checked, because SHA256SUMS is missing."];
        }

        if (evidence.Archive.Bytes(ArchiveFolder.Signatures) is not { } p7s)
        {
            return roster.Count == 0 || IsAborted(evidence) ? [] : ["SHA256SUMS.p7s is missing: nobody signed."];
        }

        try
        {
            CmsView view = CmsView.Read(p7s);
            return OfSigners(evidence, view, SHA256.HashData(sums), roster).Concat(OfFile(view, p7s, roster));
        }
        catch (PkiException unreadable)
        {
            return [$"SHA256SUMS.p7s cannot be accepted: {unreadable.Message}."];
        }
    }

    /// <summary>What can be said about the signatures whatever the edition's rules are.</summary>
    public static IEnumerable<string> WhoeverSigned(Evidence evidence)
    {
        if (evidence.Archive!.Bytes(ArchiveFolder.Sums) is not { } sums || evidence.Archive.Bytes(ArchiveFolder.Signatures) is not { } p7s)
        {
            return ["There is no signature over SHA256SUMS."];
        }

        byte[] hash = SHA256.HashData(sums);
        IReadOnlyList<CmsSigner> signers = CmsView.Read(p7s).Signers;
        return signers.Where(each => each.Certificate is null || !each.NamesCertificate || !each.SignatureHolds(hash))
            .Select(each => $"The signature of {(each.Certificate is null ? "somebody" : CertificateView.Read(each.Certificate).Subject)} is not over this SHA256SUMS.")
            .Concat(ApprovalsCheck.Repeats(signers.Select(each => each.Certificate).OfType<byte[]>().Select(each => CertificateView.Read(each).KeySha256)) is { } key
                ? [$"One key signed twice, under one or two certificates: SHA-256 {key}."]
                : []);
    }

    /// <summary>Those of the roster whose signature over SHA256SUMS holds; nobody where that cannot be determined.</summary>
    public static IReadOnlyList<ArchiveSigner> Signed(Evidence evidence)
    {
        if (evidence.Archive?.Bytes(ArchiveFolder.Sums) is not { } sums || evidence.Archive.Bytes(ArchiveFolder.Signatures) is not { } p7s)
        {
            return [];
        }

        byte[] hash = SHA256.HashData(sums);
        HashSet<string> signed = [.. CmsView.Read(p7s).Signers.Where(each => each.SignatureHolds(hash)).Select(each => CertificateView.Read(each.Certificate!).Sha256)];
        return [.. RosterCheck.Of(evidence).Where(each => signed.Contains(each.Certificate.Sha256))];
    }

    /// <summary>What holds: an aborted ceremony can lack signatures, so the sentence says how many there are.</summary>
    public static string Words(Evidence evidence)
    {
        string counted = $"{Signed(evidence).Count} of the {RosterCheck.Of(evidence).Count} in the roster signed SHA256SUMS, and nobody else did, each with a different key";
        return IsAborted(evidence) ? counted + "; an aborted ceremony is sealed by whoever can sign." : counted + ".";
    }

    private static bool IsAborted(Evidence evidence) => evidence.Sealed?.Json.Text("outcome") == "aborted";

    private static IEnumerable<string> OfSigners(Evidence evidence, CmsView view, byte[] sums, IReadOnlyList<CertificateView> roster)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string> named = [.. roster.Select(each => each.Sha256)];
        foreach (CmsSigner signer in view.Signers)
        {
            if (signer.Certificate is null || !signer.NamesCertificate)
            {
                yield return "A signature does not name its certificate.";
                continue;
            }

            CertificateView certificate = CertificateView.Read(signer.Certificate);
            if (!keys.Add(certificate.KeySha256))
            {
                yield return $"One key signed twice, under one or two certificates: SHA-256 {certificate.SpkiSha256}.";
            }
            else if (!named.Contains(certificate.Sha256))
            {
                yield return $"Somebody signed who is not in the roster: {certificate.Subject}.";
            }
            else if (!signer.SignatureHolds(sums))
            {
                yield return $"The signature of {certificate.Subject} is not over this SHA256SUMS.";
            }
            else if (OfTime(evidence, signer, certificate) is { } problem)
            {
                yield return problem;
            }
        }

        // An aborted ceremony is sealed by whoever can sign.
        foreach (CertificateView missing in roster.Where(each => !IsAborted(evidence) && !keys.Contains(each.KeySha256)))
        {
            yield return $"The signature of {missing.Subject}, who is in the roster, is missing.";
        }
    }

    private static string? OfTime(Evidence evidence, CmsSigner signer, CertificateView certificate)
    {
        // The signing time has no fractions of a second.
        if (evidence.Sealed is { } seal && signer.SigningTime.ToUnixTimeSeconds() != seal.Time.ToUnixTimeSeconds())
        {
            return $"The signing time of {certificate.Subject} is not the time of the seal.";
        }

        return Chains.Refuse(certificate, evidence.AuthoritiesAtTheEnd, signer.SigningTime) is { } refusal
            ? $"At the time of signing, {refusal}."
            : null;
    }

    // The reader accepts one encoding only; building the file again from its parts is a second opinion by other code.
    private static IEnumerable<string> OfFile(CmsView view, byte[] p7s, IReadOnlyList<CertificateView> roster)
    {
        HashSet<string> named = [.. roster.Select(each => each.Sha256)];
        foreach (CertificateView certificate in view.Certificates.Select(CertificateView.Read).Where(certificate => !named.Contains(certificate.Sha256)))
        {
            yield return $"SHA256SUMS.p7s holds a certificate that is not a signer's: {certificate.Subject}.";
        }

        if (!Cms.Compose([.. view.Signers.Select(signer => signer.SignerInfo)], view.Certificates).AsSpan().SequenceEqual(p7s))
        {
            yield return "SHA256SUMS.p7s does not have the only form that it may have.";
        }
    }
}
