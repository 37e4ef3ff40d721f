using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Run;
using Ceremony.Pki;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>
/// Confirmations of the last proposal, appended by somebody who has the folder and the officers' soft tokens: every signature is good, so that only what a line says can be wrong.
/// </summary>
internal sealed class WellSigned
{
    private readonly Stage _stage;

    public WellSigned(Stage stage)
    {
        _stage = stage;
        Journal = new EditedJournal(stage.Folder);
    }

    /// <summary>The journal as it will be written.</summary>
    public EditedJournal Journal { get; private set; }

    /// <summary>Changes what each officer was recognised as, and chains the journal again, so that what is signed afterwards names its lines.</summary>
    public void Recognise(Func<IReadOnlyList<JsonMap>, IReadOnlyList<JsonMap>> change)
    {
        int at = Journal.Lines.FindLastIndex(line => line.Text("kind") == "step-done" && Recognised(line).Count > 0);
        JsonMap[] others = [.. Journal.Lines[at]["facts"].AsList().Select(fact => fact.AsMap()).Where(fact => fact.Text("fact") != "officer-recognised")];
        Journal.Change(at, new JsonMap { { "facts", new JsonList([.. others, .. change(Recognised(Journal.Lines[at]))]) } });
        Journal.Write();
        Journal = new EditedJournal(_stage.Folder);
    }

    /// <summary>Appends a confirmation.</summary>
    /// <param name="officer">Who confirms, counted from 0.</param>
    /// <param name="signs">Whose token signs; null for the officer's own.</param>
    /// <param name="change">What the line says instead.</param>
    /// <param name="algorithm">How it is signed.</param>
    /// <param name="step">The step that the signed text names; null for the proposal's.</param>
    public void Confirm(int officer, int? signs = null, Func<JsonMap, JsonMap>? change = null, string algorithm = "sha256-rsa", string? step = null)
    {
        IReadOnlyList<JsonMap> recognised = Officers();
        int proposed = Journal.Last("proposed");
        JsonMap proposal = Journal.Lines[proposed];
        string hash = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(proposal)));
        string said = $"ceremony-confirmation/1\nceremony: {Journal.Lines[0].Text("ceremony")}\nmode: rehearsal\nstep: {step ?? proposal.Text("step")}\n{string.Concat(proposal.Texts("text").Select(text => $"do: {text}\n"))}proposed: {hash}\n";
        using Secret pin = Secret.FromText(Stage.KitPin);
        using SoftToken token = SoftToken.Open(File.ReadAllBytes(Path.Combine(_stage.Folder, recognised[signs ?? officer].Text("file"))), pin);
        var line = new JsonMap
        {
            { "officer", recognised[officer].Text("officer") },
            { "person", recognised[officer].Text("person") },
            { "origin", recognised[officer].Text("origin") },
            { "proposed", proposed + 1 },
            { "text", said },
            { "algorithm", algorithm },
            { "signature", Convert.ToBase64String(token.Sign(SignatureAlgorithm.Find(algorithm)!, Encoding.UTF8.GetBytes(said))) },
            { "certificate", recognised[signs ?? officer].Text("certificate") },
        };
        line = change?.Invoke(line) ?? line;
        Journal.Append("confirmed", line.Text("person"), line);
    }

    /// <summary>Appends the approval of a proposal.</summary>
    /// <param name="proposed">The line that is named; null for the last proposal.</param>
    public void Approve(int? proposed = null) => Journal.Append("approved", "Name of operator 1", new JsonMap { { "proposed", proposed ?? Journal.Last("proposed") + 1 } });

    private IReadOnlyList<JsonMap> Officers() => Recognised(Journal.Lines.Last(line => line.Text("kind") == "step-done" && Recognised(line).Count > 0));

    private static IReadOnlyList<JsonMap> Recognised(JsonMap done) => [.. done["facts"].AsList().Select(fact => fact.AsMap()).Where(fact => fact.Text("fact") == "officer-recognised")];
}
