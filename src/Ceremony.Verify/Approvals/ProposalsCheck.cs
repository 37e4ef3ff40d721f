using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What was put to the officers or the operator: known actions, the right authority, a time limit, the officers in force.</summary>
internal static class ProposalsCheck
{
    private const int NonceDigits = 32;

    // The limit is counted from a moment shortly before the line was written.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var nonces = new HashSet<string>(StringComparer.Ordinal);
        ActionSentences sentences = ActionSentences.Of(evidence);
        return Check.EachLine(["inventory", "looked"], line => Called(line, sentences)).Concat(Check.EachLine(["proposed"], line => Together.All(line).SelectMany(each => OfStep(evidence, line, each.Proposal, sentences)).Concat(OfLimits(evidence, line, nonces)).Concat(OfOfficers(evidence, line)))).Concat(TokensOnScreens.Problems(evidence));
    }

    private static IEnumerable<string> OfStep(Evidence evidence, JournalLine line, JsonMap proposal, ActionSentences sentences)
    {
        string authority = line.Json.Text("authority");
        return OfActions(evidence.Rules, proposal, authority).Concat(OfWords(proposal, sentences)).Concat(ProposedScreens.Problems(evidence.Rules, proposal, authority, sentences));
    }

    // The script calls a token by its label or serial number; the token that was found must have that one.
    private static IEnumerable<string> Called(JournalLine line, ActionSentences sentences) => TokenSerials.Views(line)
        .Where(each => sentences.Called(each.Token) is var called && called != each.View.Text("label") && called != each.View.Text("serial"))
        .Select(each => $"the token \"{each.Token}\" that was found has neither the label nor the serial number that the script gives");

    private static IEnumerable<string> OfActions(Rules rules, JsonMap proposal, string authority)
    {
        JsonMap[] actions = [.. proposal["actions"].AsList().Select(action => action.AsMap())];
        foreach (JsonMap action in actions)
        {
            if (rules.ActionProblem(action) is { } problem)
            {
                yield return problem;
            }
            else if (rules.NeedsOfficers(action) && authority != "officers")
            {
                yield return $"the action \"{action.Text("do")}\" was put to the operator, but needs the officers";
            }
        }

        if (actions.Length == 0)
        {
            yield return "it contains no action";
        }

        if (ApprovalsCheck.Repeats(actions.Select(CanonicalJson.WriteText)) is not null)
        {
            yield return "it contains the same action twice";
        }
    }

    // What officers read and sign are the actions' own sentences, and on the screen they come before everything else about their action.
    private static IEnumerable<string> OfWords(JsonMap proposal, ActionSentences sentences)
    {
        string[] wanted = [.. proposal["actions"].AsList().Select(action => sentences.Of(action.AsMap()))];
        IReadOnlyList<string> text = proposal.Texts("text");
        if (text.Count != wanted.Length)
        {
            yield return "it does not have one sentence for each action";
        }

        foreach ((string said, string sentence) in text.Zip(wanted).Where(each => each.First != each.Second))
        {
            yield return $"it says \"{said}\" where the action is \"{sentence}\"";
        }

        JsonMap[] blocks = [.. proposal["screen"].AsMap()["blocks"].AsList().Select(block => block.AsMap())];
        int at = 0;
        foreach (string sentence in wanted)
        {
            int found = Array.FindIndex(blocks, at, block => block.Text("block") == "text" && block.Text("text") == sentence);
            if (found < 0 || (at == 0 && found > 0))
            {
                yield return $"its screen does not begin with the sentences of its actions in their order; missing or misplaced is \"{sentence}\"";
                yield break;
            }

            at = found + 1;
        }
    }

    private static IEnumerable<string> OfLimits(Evidence evidence, JournalLine line, HashSet<string> nonces)
    {
        string nonce = line.Json.Text("nonce");
        if (nonce.Length != NonceDigits || !nonce.All(char.IsAsciiHexDigitLower))
        {
            yield return "its nonce is not 32 lower-case hex digits";
        }
        else if (!nonces.Add(nonce))
        {
            yield return "its nonce was used before";
        }

        var within = TimeSpan.FromSeconds(Math.Clamp(evidence.Opened.Json["confirm"].AsMap().Number("within"), 0, int.MaxValue));
        if (Evidence.ParseTime(line.Json.Text("until")) > line.Time + within + Slack)
        {
            yield return "its time limit is longer than the ceremony allows";
        }
    }

    private static IEnumerable<string> OfOfficers(Evidence evidence, JournalLine line)
    {
        JsonMap[] named = [.. line.Json["officers"].AsList().Select(officer => officer.AsMap())];
        if (line.Json.Text("authority") == "operator")
        {
            return named.Length == 0 ? [] : ["it was put to the operator, but names officers"];
        }

        if (line.Json.Text("authority") != "officers")
        {
            return ["its authority is neither officers nor operator"];
        }

        IReadOnlyList<Confirmer> inForce = evidence.ConfirmersBefore(line, line);
        return named.Where(officer => !inForce.Any(each => IsSame(evidence, each, officer)))
            .Select(officer => $"it names {officer.Text("officer")}, who was not an officer in force with that certificate")
            .Concat(inForce.Where(each => named.Count(officer => IsSame(evidence, each, officer)) != 1)
                .Select(each => $"it was put to the officers, but does not name {each.Officer}, who was one in force, once"));
    }

    /// <summary>Whether the officers whom a proposal names are those in force at a later line.</summary>
    public static bool NamesThoseInForce(Evidence evidence, JournalLine proposed, JournalLine later)
    {
        JsonList named = proposed.Json["officers"].AsList();
        IReadOnlyList<Confirmer> inForce = evidence.ConfirmersBefore(later);
        return named.Count == inForce.Count && inForce.All(each => named.Any(officer => IsSame(evidence, each, officer.AsMap())));
    }

    private static bool IsSame(Evidence evidence, Confirmer officer, JsonMap named) =>
        officer.Officer == named.Text("officer")
        && officer.Person == named.Text("person")
        && officer.Origin == named.Text("origin")
        && evidence.Certificates.Read(officer.Certificate).Sha256 == named.Text("certificate-sha256");
}
