using System.Globalization;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>A proposal that officers confirm or refuse within its time; when enough have, the step's number has it done.</summary>
/// <param name="plan">What is carried out.</param>
/// <param name="ports">What is outside.</param>
/// <param name="recorder">The record.</param>
/// <param name="step">The open step, and its number.</param>
/// <param name="proposal">What was laid before the officers.</param>
/// <param name="proposed">The proposal's line.</param>
/// <param name="callFields">The fields of the desk's call, which each line carries.</param>
internal sealed class ProposedMatter(RunPlan plan, RunPorts ports, Recorder recorder, (string Id, int Number) step, Proposal proposal, JournalLine proposed, Func<JsonMap> callFields) : ISignedMatter
{
    private const int MarginMilliseconds = 250;
    private readonly OfficerStanding _standing = new(ports, recorder);
    private readonly Dictionary<string, string> _confirmed = [];

    // The text itself names the line by this hash, and so does the next line of the journal: whoever kept it finds it there by searching.
    private readonly FingerprintBlock _signed = new($"Line {proposed.Seq} of the journal: this proposal", proposed.Hash);

    /// <summary>The <c>approved</c> or <c>refused</c> line; null where the proposal's time went by.</summary>
    public JournalLine? End { get; private set; }

    public IReadOnlyList<Confirmer> Officers => proposal.Confirmers;

    public Screen Screen => proposal.Screen;

    public bool IsOver => End is not null || HasLapsed(ports, proposed);

    private bool All => _confirmed.Count >= plan.Quorum;

    private string NumberText => step.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the time of a proposal is over. A line takes its own time a moment after this was asked, and must still stand within the proposal's.</summary>
    public static bool HasLapsed(RunPorts ports, JournalLine proposed) =>
        ports.Machine.Now.AddMilliseconds(MarginMilliseconds) > DateTimeOffset.Parse(proposed.Json.Text("until"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public ConfirmPrompt Ask(IReadOnlyList<ConfirmPane> panes, string? trouble) =>
        new(panes, All ? NumberText : null, ports.IsRehearsal && All ? NumberText : null, trouble, _signed) { Until = proposed.Json.Text("until")[11..19] + "Z" };

    public string? SignedAt(Confirmer officer) => _confirmed.GetValueOrDefault(officer.Officer);

    public string? WhyNot(Confirmer officer) => Clash(officer) ?? _standing.RefuseToConfirm(officer);

    public byte[] Bytes(Confirmer officer)
    {
        var lines = new List<string>
        {
            "ceremony-confirmation/1",
            $"ceremony: {plan.Ceremony}",
            $"mode: {(ports.IsRehearsal ? "rehearsal" : "production")}",
            $"step: {step.Id}",
        };
        lines.AddRange(proposal.Text.Select(sentence => $"do: {sentence}"));
        lines.Add($"proposed: {proposed.Hash}");
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    public string? Keep(Confirmer officer, byte[] bytes, OfficerSignature signature)
    {
        if (_standing.RefuseToConfirm(officer) is { } refusal)
        {
            return refusal;
        }

        recorder.Append("confirmed", step.Id, officer.Person, callFields().With(new JsonMap
        {
            { "officer", officer.Officer },
            { "person", officer.Person },
            { "origin", officer.Origin },
            { "proposed", proposed.Seq },
            { "text", Encoding.UTF8.GetString(bytes) },
            { "algorithm", signature.Algorithm.Name },
            { "signature", Convert.ToBase64String(signature.Der) },
            { "certificate", Convert.ToBase64String(officer.Certificate) },
        }));
        _confirmed[officer.Officer] = ports.Machine.Now.UtcDateTime.ToString("HH:mm:ssZ", CultureInfo.InvariantCulture);
        return null;
    }

    public string? Refuse(Confirmer officer, string reason)
    {
        End = recorder.Append("refused", step.Id, officer.Person, callFields().With(new JsonMap { { "proposed", proposed.Seq }, { "officer", officer.Officer }, { "reason", reason } }));
        return null;
    }

    public string? Number(string number)
    {
        if (!All || number != NumberText)
        {
            return $"This is step {NumberText}: type {NumberText} to do it, or F8 to refuse.";
        }

        End = recorder.Append("approved", step.Id, recorder.Operator, callFields().With(new JsonMap { { "proposed", proposed.Seq } }));
        return null;
    }

    // Two officers are two people with two keys.
    private string? Clash(Confirmer officer)
    {
        if (_confirmed.ContainsKey(officer.Officer))
        {
            return $"{Hostile.Escape(officer.Officer)} has confirmed already.";
        }

        string Key(Confirmer each) => CertificateView.Read(each.Certificate).KeySha256;
        return Officers.FirstOrDefault(each => _confirmed.ContainsKey(each.Officer) && (each.Person == officer.Person || Key(each) == Key(officer))) is { } other
            ? $"{Hostile.Escape(officer.Officer)} and {Hostile.Escape(other.Officer)} are one person or have one key. Another officer must confirm."
            : null;
    }
}
