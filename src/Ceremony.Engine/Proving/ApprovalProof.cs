using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// Whether an approval that stands in the journal was given: an <c>approved</c> line is an answer only where the confirmations behind it verify at this moment, over the
/// hash of the very proposal, by the officers who were in force at it.
/// </summary>
internal static class ApprovalProof
{
    /// <summary>Why it is no approval, as a clause, or null.</summary>
    public static string? Refuse(RunContext run, JournalLine approved)
    {
        JournalLines lines = run.Recorder.Lines;
        if (approved.Entry is not Approved { Proposal: var seq } || seq < 1 || seq >= approved.Seq || lines[(int)seq - 1] is not { Entry: Proposed proposal } proposed || !Names(proposed, proposal, approved))
        {
            return "it answers no proposal of its step";
        }

        if (proposal.Actions.All(action => action.Authority == Authority.Operator))
        {
            return null;
        }

        IReadOnlyList<Confirmed> confirmed = [.. Enumerable.Range((int)seq, (int)(approved.Seq - seq - 1)).Select(at => lines[at].Entry).OfType<Confirmed>().Where(each => each.Proposal == seq)];
        return Few(run, lines, proposed, proposal, confirmed) ?? Alike(confirmed);
    }

    private static bool Names(JournalLine proposed, Proposed proposal, JournalLine approved) =>
        proposed.Step == approved.Step || proposal.Together.Any(part => part.Step == approved.Step && part.Asks == approved.Asks);

    private static string? Few(RunContext run, JournalLines lines, JournalLine proposed, Proposed proposal, IReadOnlyList<Confirmed> confirmed)
    {
        IEnumerable<OfficerReplaced> replaced = proposal.Actions.OfType<EnterInRegistry>().Select(action => action.Entry).OfType<OfficerReplaced>();
        IReadOnlyList<Confirmer> inForce = Folds.RegistryBefore(lines, proposed.Seq).With(replaced).Confirmers(run.Plan.Quorum);
        string text = SignedTexts.OfConfirmation(run, proposed, proposal);
        int valid = confirmed.Count(each => inForce.Any(officer => IsBy(each, officer)) && each.Text == text && Verifies(each));
        return valid == confirmed.Count && valid >= run.Plan.Quorum ? null : $"{run.Plan.Quorum} officers have to confirm, but {valid} of {confirmed.Count} confirmations are proven";
    }

    private static string? Alike(IReadOnlyList<Confirmed> confirmed)
    {
        bool isAlike = new Func<Confirmed, string>[] { each => each.Officer, each => each.Person, each => CertificateView.Read(each.Certificate).KeySha256 }
            .Any(of => confirmed.Select(of).Distinct(StringComparer.Ordinal).Count() < confirmed.Count);
        return isAlike ? "one officer, person or key confirmed twice" : null;
    }

    private static bool IsBy(Confirmed confirmed, Confirmer officer) =>
        confirmed.Officer == officer.Officer && confirmed.Person == officer.Person && confirmed.Certificate.AsSpan().SequenceEqual(officer.Certificate);

    private static bool Verifies(Confirmed confirmed) => SignatureAlgorithm.Find(confirmed.Algorithm) is { HashBits: 256 } algorithm
        && Signatures.Verify(CertificateView.Read(confirmed.Certificate).PublicKey, algorithm, Encoding.UTF8.GetBytes(confirmed.Text), confirmed.Signature);
}
