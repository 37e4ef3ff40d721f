using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.TestKit;

/// <summary>What is proposed, confirmed and done.</summary>
public sealed partial class JournalMaker
{
    /// <summary>Lays actions before officers, who confirm; before the operator where there are none. Gives the approval's number.</summary>
    public long Approve(IReadOnlyList<Actor> officers, params IReadOnlyList<CeremonyAction> actions)
    {
        foreach (CeremonyAction action in actions)
        {
            Prepare(Told(action));
        }

        var list = new JsonList(actions.Select(action => (JsonValue)Told(action)));
        string[] text = [.. actions.Select(Sentence)];
        string[] lasting = [.. actions.Select(Lasting).OfType<string>().Distinct()];
        Block[] warnings = [.. lasting.Select(what => new WarningBlock($"{what}: this cannot be undone."))];
        JsonMap screen = new Screen(Title, [.. text.Select(words => new TextBlock(words)), .. warnings, new TextBlock(Says)]) { Irreversible = Edition < 6 ? officers.Count > 0 : lasting.Length > 0 }.ToJson();
        long proposed = Call(
            "proposed",
            new JsonMap
            {
                { "authority", officers.Count == 0 ? "operator" : "officers" },
                { "screen", screen },
                { "actions", list },
                { "text", JsonList.OfText(text) },
                { "nonce", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) },
                { "until", Time(Now.AddSeconds(600)) },
                { "officers", new JsonList(officers.Select(officer => (JsonValue)Named(officer).With(new JsonMap { { "certificate-sha256", officer.CertificateSha256 } }))) },
            },
            new JsonMap { { "approve", list }, { "screen", screen } });
        string said = $"ceremony-confirmation/1\nceremony: {Id}\nmode: {Mode}\nstep: {_step}\n{string.Concat(text.Select(words => $"do: {words}\n"))}proposed: {Head}\n";
        foreach (Actor officer in officers)
        {
            Confirm(officer, proposed, said);
        }

        return Answer("approved", new JsonMap { { "proposed", proposed } });
    }

    /// <summary>An action as the edition writes it: before edition 7 no key had a template.</summary>
    public JsonMap Told(CeremonyAction action) => Edition < 7 ? action.ToJson().Without("templates") : action.ToJson();

    public void Confirm(Actor officer, long proposed, string said)
    {
        Confirmed.Add(officer);
        Answer("confirmed", Named(officer).With(new JsonMap
        {
            { "proposed", proposed },
            { "text", said },
            { "algorithm", "sha256-rsa" },
            { "signature", Convert.ToBase64String(officer.Sign(Encoding.UTF8.GetBytes(said))) },
            { "certificate", Convert.ToBase64String(officer.Certificate) },
        }));
    }

    public void Perform(long approved, CeremonyAction action, JsonMap receipt)
    {
        long intended = Intend(approved, action);
        Answer("performed", new JsonMap { { "intended", intended }, { "receipt", receipt } });
    }

    public long Intend(long approved, CeremonyAction action) =>
        Call("intended", new JsonMap { { "action", Told(action) }, { "approved", approved } }, new JsonMap { { "perform", Told(action) } });

    /// <summary>Writes a line that answers the latest call.</summary>
    public long Answer(string kind, JsonMap fields) => Line(kind, Called(fields));
}
