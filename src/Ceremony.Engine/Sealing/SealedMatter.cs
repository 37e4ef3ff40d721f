using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// The archive of a closed transcript, which every officer of its roster signs. Without a signature a completed ceremony's archive is not valid;
/// that of an aborted one is signed by whoever can.
/// </summary>
/// <param name="plan">What is carried out.</param>
/// <param name="recorder">The record.</param>
/// <param name="sealLine">The line that closed the transcript.</param>
/// <param name="seal">What that line says.</param>
/// <param name="fingerprint">SHA-256 of the archive's SHA256SUMS, lower-case hex.</param>
internal sealed class SealedMatter(RunPlan plan, Recorder recorder, JournalLine sealLine, Sealed seal, string fingerprint) : ISignedMatter
{
    private const string Foot = "Each officer reads this screen to its end and types their own PIN: it signs the archive. An officer who cannot sign says why with F8; "
        + "then leave the program (F10), and resume when it is settled. The transcript itself is closed.";

    private readonly bool _isCompleted = seal.Outcome == "completed";
    private readonly HashSet<string> _excused = [];

    public IReadOnlyList<Confirmer> Officers { get; } = Roster(plan, recorder, seal);

    /// <summary>The signatures, with their lines.</summary>
    public IReadOnlyList<(JournalLine Line, Signed Entry)> Signatures => [.. recorder.Lines.Telling<Signed>().Where(each => each.Entry.Sha256Sums == fingerprint)];

    public bool IsOver => Officers.All(each => _excused.Contains(each.Officer) || LineOf(each) is not null);

    public Screen Screen => new(
        "Seal the transcript",
        new TextBlock($"The transcript of {sealLine.Seq} lines is closed: {seal.Outcome}. Each officer now types their own PIN once more, to sign the archive with the fingerprint below."),
        new FactsBlock(new Detail("ceremony", Hostile.Escape(plan.Title)), new Detail("outcome", seal.Outcome), new Detail("last line", HexText.Groups(sealLine.Hash))),
        new FactsBlock(new Detail("fingerprint", HexText.Groups(fingerprint)), new Detail("of the file", "SHA256SUMS, which lists every file of the archive")))
    {
        Help = "You are an officer: type your PIN in your pane and press Enter; Tab goes to the other pane. The file SHA256SUMS lists every file of the archive with its hash. Signing it signs all of them. F8 refuses, with a reason.",
    };

    public ConfirmPrompt Ask(IReadOnlyList<ConfirmPane> panes, string? trouble) =>
        new(panes, null, null, trouble, new FingerprintBlock("SHA256SUMS of this archive", fingerprint)) { Foot = _isCompleted ? Foot : null, IsProposal = false };

    public string? SignedAt(Confirmer officer) => LineOf(officer)?.At[11..19] is { } at ? at + "Z" : null;

    public string? WhyNot(Confirmer officer) => LineOf(officer) is null ? null : "This officer has signed already.";

    public byte[] Bytes(Confirmer officer) => Cms.SignedAttributes(
        Convert.FromHexString(fingerprint),
        officer.Certificate,
        DateTimeOffset.Parse(sealLine.At[..19] + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public string? Keep(Confirmer officer, byte[] bytes, OfficerSignature signature)
    {
        byte[] signerInfo = Cms.SignerInfo(officer.Certificate, signature.Algorithm, bytes, signature.Raw);
        recorder.Append(new Signed(officer.Officer, officer.Person, fingerprint, signerInfo, officer.Certificate), null, officer.Person);
        return null;
    }

    public string? Refuse(Confirmer officer, string reason)
    {
        recorder.Append(new SealRefused(officer.Officer, reason), null, officer.Person);
        if (_isCompleted)
        {
            return "Without every officer's signature the archive of a completed ceremony is not valid. Leave the program (F10) and resume when this is settled.";
        }

        _excused.Add(officer.Officer);
        return null;
    }

    public string? Number(string number) => "Each officer signs with their own PIN.";

    private JournalLine? LineOf(Confirmer officer) => Signatures.FirstOrDefault(each => each.Entry.Officer == officer.Officer).Line;

    private static IReadOnlyList<Confirmer> Roster(RunPlan plan, Recorder recorder, Sealed seal)
    {
        HashSet<string> named = [.. seal.Roster.Select(each => each.Officer)];
        return [.. recorder.Registry.Confirmers(plan.Quorum).Where(each => named.Contains(each.Officer))];
    }
}
