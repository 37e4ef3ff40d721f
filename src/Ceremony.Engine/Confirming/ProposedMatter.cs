using System.Globalization;
using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>A proposal that officers confirm or refuse within its time; when enough have, the step's number has it done.</summary>
/// <param name="run">The run.</param>
/// <param name="step">The open step, and its number.</param>
/// <param name="proposal">What was put to the officers.</param>
/// <param name="shown">What they read: the proposal's screen, and with it those of the steps that are confirmed together, each behind its title.</param>
/// <param name="proposed">The proposal's line.</param>
/// <param name="call">The desk's call, which each line answers.</param>
internal sealed class ProposedMatter(RunContext run, (string Id, int Number) step, Proposal proposal, (Screen Screen, IReadOnlyList<string> Titles) shown, JournalLine proposed, DeskCall? call) : ISignedMatter
{
    private const int MarginMilliseconds = 250;
    private readonly OfficerStanding _standing = new(run.Ports, run.Recorder);
    private readonly Dictionary<string, string> _confirmed = [];

    // The signed text names the line by this hash, and so does the next line of the journal: anyone who kept the hash can find it there.
    private readonly FingerprintBlock _signed = new($"Line {proposed.Seq} of the journal: this proposal", proposed.Hash);

    /// <summary>The <c>approved</c> or <c>refused</c> line; null where the proposal expired.</summary>
    public JournalLine? End { get; private set; }

    public IReadOnlyList<Confirmer> Officers => proposal.Confirmers;

    public Screen Screen => shown.Screen;

    public bool IsOver => End is not null || HasLapsed(run, proposed);

    private bool All => _confirmed.Count >= run.Plan.Quorum;

    private string NumberText => step.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether the time of a proposal is over, or its clock another one: what officers read of times was of the clock before. A line is dated a moment after this was asked, and must still
    /// be in time.
    /// </summary>
    public static bool HasLapsed(RunContext run, JournalLine proposed) =>
        run.Ports.Machine.Now.AddMilliseconds(MarginMilliseconds) > Until(proposed) || run.Clock.ComparedAt > proposed.Seq;

    public ConfirmPrompt Ask(IReadOnlyList<ConfirmPane> panes, string? trouble) =>
        new(panes, All ? NumberText : null, run.Ports.IsRehearsal && All ? NumberText : null, trouble, _signed)
        {
            Until = Until(proposed).ToString("HH:mm:ssZ", CultureInfo.InvariantCulture),
            Sentences = [.. proposal.Text, .. ((Proposed)proposed.Entry).Together.SelectMany(part => part.Text)],
            Titles = shown.Titles,
            Quorum = run.Plan.Quorum,
        };

    public string? SignedAt(Confirmer officer) => _confirmed.GetValueOrDefault(officer.Officer);

    public string? WhyNot(Confirmer officer) => Clash(officer) ?? _standing.RefuseToConfirm(officer);

    public byte[] Bytes(Confirmer officer) => Encoding.UTF8.GetBytes(SignedTexts.OfConfirmation(run, proposed, (Proposed)proposed.Entry));

    public string? Keep(Confirmer officer, byte[] bytes, OfficerSignature signature)
    {
        if (_standing.RefuseToConfirm(officer) is { } refusal)
        {
            return refusal;
        }

        run.Recorder.Append(
            new Confirmed(officer.Officer, officer.Person, officer.Origin, proposed.Seq, Encoding.UTF8.GetString(bytes), signature.Algorithm.Name, signature.Der, officer.Certificate),
            step.Id,
            officer.Person,
            call);
        _confirmed[officer.Officer] = run.Ports.Machine.Now.UtcDateTime.ToString("HH:mm:ssZ", CultureInfo.InvariantCulture);
        return null;
    }

    public string? Refuse(Confirmer officer, string reason)
    {
        End = run.Recorder.Append(new ConfirmationRefused(proposed.Seq, officer.Officer, reason), step.Id, officer.Person, call);
        return null;
    }

    public string? Number(string number)
    {
        if (!All || number != NumberText)
        {
            return $"This is step {NumberText}: type {NumberText} to do it, or F8 to refuse.";
        }

        // What the room itself lays before the officers is what they allow where nobody is there to act.
        if (call is not null && new Attendance(run).WhyNot(step.Id) is { } missing)
        {
            return missing;
        }

        End = run.Recorder.Append(new Approved(proposed.Seq), step.Id, run.Recorder.Operator, call);
        return null;
    }

    private static DateTimeOffset Until(JournalLine proposed) => ((Proposed)proposed.Entry).Until;

    // Two officers are two people with two keys.
    private string? Clash(Confirmer officer)
    {
        if (_confirmed.ContainsKey(officer.Officer))
        {
            return $"{Hostile.Escape(officer.Officer)} has confirmed already.";
        }

        return Officers.FirstOrDefault(each => _confirmed.ContainsKey(each.Officer) && AreSame(each, officer)) is { } other
            ? $"{Hostile.Escape(officer.Officer)} and {Hostile.Escape(other.Officer)} are the same person or use the same key. Another officer must confirm."
            : null;
    }

    // Names that people take for the same are the same.
    private static bool AreSame(Confirmer one, Confirmer other)
    {
        (CertificateView first, CertificateView second) = (CertificateView.Read(one.Certificate), CertificateView.Read(other.Certificate));
        return PersonName.Folded(one.Person) == PersonName.Folded(other.Person)
            || PersonName.Folded(one.Officer) == PersonName.Folded(other.Officer)
            || PersonName.Folded(first.Subject) == PersonName.Folded(second.Subject)
            || first.KeySha256 == second.KeySha256;
    }
}
