using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Those whom the seal names as signers are different officers in force, and as many as must agree.</summary>
internal static class RosterCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        if (evidence.Sealed is not { } seal)
        {
            return [];
        }

        return Check.EachLine(line => line.Seq == seal.Seq, line => OfSeal(evidence, line).Concat(OfOfficers(evidence, line)));
    }

    /// <summary>Those who have to sign, in the order of the roster. Throws <see cref="JsonFormatException"/> and <see cref="PkiException"/>.</summary>
    public static IReadOnlyList<ArchiveSigner> Of(Evidence evidence) => evidence.Sealed is { } seal
        ? [.. seal.Json["roster"].AsList().Select(each => ArchiveSigner.Of(evidence, each.AsMap()))]
        : [];

    private static IEnumerable<string> OfSeal(Evidence evidence, JournalLine seal)
    {
        int signers = seal.Json["roster"].AsList().Count;
        long quorum = seal.Json.Number("quorum");
        string outcome = seal.Json.Text("outcome");
        if (outcome is not ("completed" or "aborted"))
        {
            yield return "its outcome is neither completed nor aborted";
        }

        if (quorum != evidence.Quorum)
        {
            yield return $"its quorum is {quorum}, but {evidence.Quorum} officers have to agree";
        }

        // An aborted ceremony is sealed by whoever can sign, even nobody.
        if (outcome != "aborted" && signers < quorum)
        {
            yield return $"{quorum} officers have to sign, but it names only {signers}";
        }

        if (outcome == "aborted" && !evidence.Of("aborted").Any(line => line.Seq < seal.Seq))
        {
            yield return "it says that the ceremony was aborted, but no line says why";
        }

        if (outcome == "completed" && evidence.Of("aborted").Any())
        {
            yield return "it says that the ceremony was completed, but it was aborted";
        }
    }

    private static IEnumerable<string> OfOfficers(Evidence evidence, JournalLine seal)
    {
        JsonMap[] roster = [.. seal.Json["roster"].AsList().Select(each => each.AsMap())];
        IReadOnlyList<Confirmer> inForce = evidence.ConfirmersBefore(seal);
        foreach (JsonMap each in roster)
        {
            if (!inForce.Any(officer => IsSame(officer, each)))
            {
                yield return $"{each.Text("officer")} was not an officer in force with that certificate";
            }
            else if (evidence.Certificates.Read(each.Bytes("certificate")).SpkiSha256 != each.Text("spki-sha256"))
            {
                yield return $"the hash of the key of {each.Text("officer")} is wrong";
            }
            else if (evidence.Certificates.UnfitForOfficer(each.Bytes("certificate")) is { } unfit)
            {
                yield return unfit;
            }
            else if (Chains.Refuse(evidence.Certificates.Read(each.Bytes("certificate")), evidence.AuthoritiesBefore(seal), seal.Time) is { } refusal)
            {
                yield return refusal;
            }
        }

        if (ArchiveSigner.Clash(Of(evidence), "is named twice") is { } clash)
        {
            yield return clash;
        }
    }

    private static bool IsSame(Confirmer officer, JsonMap named) =>
        officer.Officer == named.Text("officer")
        && officer.Person == named.Text("person")
        && officer.Origin == named.Text("origin")
        && officer.Certificate.AsSpan().SequenceEqual(named.Bytes("certificate"));
}
