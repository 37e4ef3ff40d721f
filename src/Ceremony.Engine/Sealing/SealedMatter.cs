using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// The archive of a closed transcript, which every officer of its roster signs. Without a signature a completed ceremony's archive is not valid;
/// that of an aborted one is signed by whoever can.
/// </summary>
/// <param name="plan">What is carried out.</param>
/// <param name="recorder">The record.</param>
/// <param name="sealLine">The line that closed the transcript.</param>
/// <param name="fingerprint">SHA-256 of the archive's SHA256SUMS, lower-case hex.</param>
internal sealed class SealedMatter(RunPlan plan, Recorder recorder, JournalLine sealLine, string fingerprint) : ISignedMatter
{
    private const string Foot = "Each officer reads this screen to its end and types their own PIN: it signs the archive. An officer who cannot sign says why with F8; "
        + "then leave the program (F10), and resume when it is settled. The transcript itself is closed.";

    private readonly bool _isCompleted = sealLine.Json.Text("outcome") == "completed";
    private readonly HashSet<string> _excused = [];

    public IReadOnlyList<Confirmer> Officers { get; } = Roster(plan, recorder, sealLine);

    /// <summary>The lines of the signatures.</summary>
    public IReadOnlyList<JournalLine> Signed => [.. recorder.Lines.Where(line => line.Kind == "signed" && line.Json.Text("sha256sums") == fingerprint)];

    public bool IsOver => Officers.All(each => _excused.Contains(each.Officer) || LineOf(each) is not null);

    public Screen Screen => new(
        "Seal the transcript",
        new TextBlock($"The transcript of {sealLine.Seq} lines is closed: {sealLine.Json.Text("outcome")}. Each officer now types their own PIN once more, to sign the archive with the fingerprint below."),
        new FactsBlock(new Detail("ceremony", Hostile.Escape(plan.Title)), new Detail("outcome", sealLine.Json.Text("outcome")), new Detail("last line", HexText.Groups(sealLine.Hash))),
        new FactsBlock(new Detail("fingerprint", HexText.Groups(fingerprint)), new Detail("of the file", "SHA256SUMS, which lists every file of the archive")))
    {
        Help = "You are an officer: type your PIN in your pane and press Enter; Tab goes to the other pane. The file SHA256SUMS lists every file of the archive with its hash. Signing it signs all of them. F8 refuses, with a reason.",
    };

    public ConfirmPrompt Ask(IReadOnlyList<ConfirmPane> panes, string? trouble) =>
        new(panes, null, null, trouble, new FingerprintBlock("SHA256SUMS of this archive", fingerprint)) { Foot = _isCompleted ? Foot : null };

    public string? SignedAt(Confirmer officer) => LineOf(officer)?.At[11..19] is { } at ? at + "Z" : null;

    public string? WhyNot(Confirmer officer) => LineOf(officer) is null ? null : "This officer has signed already.";

    public byte[] Bytes(Confirmer officer) => Cms.SignedAttributes(
        Convert.FromHexString(fingerprint),
        officer.Certificate,
        DateTimeOffset.Parse(sealLine.At[..19] + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    public string? Keep(Confirmer officer, byte[] bytes, OfficerSignature signature)
    {
        recorder.Append("signed", null, officer.Person, new JsonMap
        {
            { "officer", officer.Officer },
            { "person", officer.Person },
            { "sha256sums", fingerprint },
            { "signer-info", Convert.ToBase64String(Cms.SignerInfo(officer.Certificate, signature.Algorithm, bytes, signature.Raw)) },
            { "certificate", Convert.ToBase64String(officer.Certificate) },
        });
        return null;
    }

    public string? Refuse(Confirmer officer, string reason)
    {
        recorder.Append("refused", null, officer.Person, new JsonMap { { "code", "seal-not-signed" }, { "officer", officer.Officer }, { "reason", reason } });
        if (_isCompleted)
        {
            return "Without every officer's signature the archive of a completed ceremony is not valid. Leave the program (F10) and resume when this is settled.";
        }

        _excused.Add(officer.Officer);
        return null;
    }

    public string? Number(string number) => "Each officer signs with their own PIN.";

    private JournalLine? LineOf(Confirmer officer) => Signed.FirstOrDefault(line => line.Json.Text("officer") == officer.Officer);

    private static IReadOnlyList<Confirmer> Roster(RunPlan plan, Recorder recorder, JournalLine sealLine)
    {
        HashSet<string> named = [.. sealLine.Json["roster"].AsList().Select(each => each.AsMap().Text("officer"))];
        return [.. recorder.Registry.Confirmers(plan.Quorum).Where(each => named.Contains(each.Officer))];
    }
}
