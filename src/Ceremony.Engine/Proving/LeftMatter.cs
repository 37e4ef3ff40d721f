using System.Globalization;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>The journal's last line, which the officers sign when the program is left, where the script asks for it.</summary>
/// <param name="run">The run.</param>
/// <param name="last">The line.</param>
internal sealed class LeftMatter(RunContext run, JournalLine last) : ISignedMatter
{
    private const string WasExpected = "the officers sign the journal's last line when the program is left";
    private readonly OfficerStanding _standing = new(run.Ports, run.Recorder);
    private readonly Dictionary<string, string> _signed = [];
    private bool _isRefused;

    public IReadOnlyList<Confirmer> Officers { get; } = run.Recorder.Registry.Confirmers(run.Plan.Quorum);

    // Where nobody can sign yet, nobody is asked.
    public bool IsOver => _isRefused || Officers.Count < run.Plan.Quorum || Officers.All(each => _signed.ContainsKey(each.Officer));

    public Screen Screen => new(
        "Sign the journal before leaving",
        new TextBlock($"The program is about to be left. Each officer types their own PIN to sign the journal as it stands now: {last.Seq} lines. When the ceremony goes on, these signatures show that nobody changed it meanwhile."),
        new TextBlock("Witnesses write nothing down yet: the signatures are lines of the journal too, and what belongs on the sheet is shown after them."),
        new FactsBlock(new Detail("line", last.Seq.ToString(CultureInfo.InvariantCulture)), new Detail("SHA-256", HexText.Groups(last.Hash))))
    {
        Help = "You are an officer: type your PIN in your pane and press Enter. If somebody cannot sign, refuse with F8 and say why: the program is left without, and the ceremony counts as interrupted.",
    };

    public ConfirmPrompt Ask(IReadOnlyList<ConfirmPane> panes, string? trouble) => new(panes, null, null, trouble, new FingerprintBlock($"Line {last.Seq} of the journal: the last", last.Hash)) { IsProposal = false };

    public string? SignedAt(Confirmer officer) => _signed.GetValueOrDefault(officer.Officer);

    public string? WhyNot(Confirmer officer) => _signed.ContainsKey(officer.Officer) ? "This officer has signed already." : _standing.RefuseToConfirm(officer);

    public byte[] Bytes(Confirmer officer) => Encoding.UTF8.GetBytes(SignedTexts.OfLeaving(run, last));

    public string? Keep(Confirmer officer, byte[] bytes, OfficerSignature signature)
    {
        run.Recorder.Append(
            new HeadSigned(officer.Officer, officer.Person, officer.Origin, last.Seq, Encoding.UTF8.GetString(bytes), signature.Algorithm.Name, signature.Der, officer.Certificate),
            null,
            officer.Person);
        _signed[officer.Officer] = run.Ports.Machine.Now.UtcDateTime.ToString("HH:mm:ssZ", CultureInfo.InvariantCulture);
        return null;
    }

    public string? Refuse(Confirmer officer, string reason)
    {
        run.Recorder.Append(new ExceptionDecided(WasExpected, reason, "the program is left without a signature"), null, officer.Person);
        _isRefused = true;
        return null;
    }

    public string? Number(string number) => "Each officer signs with their own PIN.";
}
