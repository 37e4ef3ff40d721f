using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Steps are confirmed together only where the script says so, and never what destroys, revokes, or makes a CA or an officer. What was signed for a later step holds in its turn only where it asks for exactly that, everything
/// before it was done as it was signed, and nothing has come in between.
/// </summary>
internal static class TogetherCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        JsonMap[] listed = [.. evidence.Of("parameters").Take(1).SelectMany(line => line.Json["steps"].AsList()).Select(step => step.AsMap())];
        return Check.EachLine(evidence.Of("parameters"), line => !evidence.Rules.ConfirmsTogether && listed.Any(step => step.Find("together") is not null) ? ["it lists steps that are confirmed together, which this edition does not know"] : [])
            .Concat(Check.EachLine(evidence.Of("proposed").Where(Together.Are), line => OfProposal(listed, line)))
            .Concat(Check.EachLine(evidence.Of("approved"), line => OfApproval(evidence, line) is { } problem ? [problem] : []))
            .Concat(Check.EachLine(evidence.Of("step-done"), line => OfAuthorities(evidence, line)));
    }

    private static IEnumerable<string> OfProposal(JsonMap[] listed, JournalLine proposed)
    {
        string[] steps = [.. Together.All(proposed).Select(each => each.Step)];
        int first = Array.FindIndex(listed, step => step.Text("id") == steps[0]);
        JsonMap[] neighbours = first < 0 ? [] : [.. listed.Skip(first).Take(steps.Length)];
        if (proposed.Call is null || proposed.Json.Text("authority") != "officers")
        {
            yield return "several steps are confirmed at once, but it was not put to the officers by a step";
        }

        if (!neighbours.Select(step => step.Text("id")).SequenceEqual(steps) || neighbours.Any(step => step.Find("together") is not JsonText { Value: var group } || group != neighbours[0].Find("together")?.AsText()))
        {
            yield return "the steps that it has confirmed together are not neighbours in one act that the script has confirmed together";
        }

        foreach ((string step, JsonMap proposal) in Together.All(proposed))
        {
            foreach (JsonMap action in proposal["actions"].AsList().Select(action => action.AsMap()).Where(Together.StandsAlone))
            {
                yield return $"the action \"{action.Text("do")}\" of the step \"{step}\" is confirmed together with other steps, but it is always confirmed alone";
            }
        }
    }

    private static string? OfApproval(Evidence evidence, JournalLine approved)
    {
        if (evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is not { } proposed || proposed.Step == approved.Step || Together.Of(proposed, approved.Step) is not { } part)
        {
            return null;
        }

        JournalLine[] between = [.. evidence.Lines.Skip((int)proposed.Seq).Take((int)(approved.Seq - proposed.Seq) - 1)];
        HashSet<string?> done = [.. between.Where(line => line.Kind == "approved" && line.Json.Number("proposed") == proposed.Seq).Select(line => line.Step)];
        HashSet<string> signers = [.. between.Where(line => line.Kind == "confirmed" && line.Json.Number("proposed") == proposed.Seq).Select(line => line.Json.Text("person"))];
        string? skipped = Together.All(proposed).Select(each => each.Step).TakeWhile(step => step != approved.Step).FirstOrDefault(step => !done.Contains(step));
        JournalLine? broken = between.FirstOrDefault(line => line.Kind is "resumed" or "clock-compared" or "corrected" || (line.Kind == "left" && signers.Contains(line.Json["person"].AsMap().Text("name"))));
        return approved switch
        {
            _ when part.Text("asks") != approved.Asks => "the step asks for something else than what was confirmed together with others",
            _ when skipped is not null => $"it was confirmed together with others, but the step \"{skipped}\" before it was not done as it was confirmed",
            _ when broken is not null => $"it was confirmed together with others in line {Evidence.Text(proposed.Seq)}, which no longer held after line {Evidence.Text(broken.Seq)} ({broken.Kind})",
            _ when !Names(proposed).SequenceEqual(InForce(evidence, approved)) => "it was confirmed together with others by officers who were no longer those in force",
            _ => null,
        };
    }

    // What a key is for is told only when a CA is made with it.
    private static IEnumerable<string> OfAuthorities(Evidence evidence, JournalLine done)
    {
        if (!evidence.Rules.ConfirmsTogether)
        {
            yield break;
        }

        foreach (CaCreated ca in Evidence.Facts(done).OfType<CaCreated>())
        {
            if (evidence.RegistryBefore(done).Key(ca.Key) is { } key && evidence.Of("intended").Any(line => line.Seq < done.Seq && Makes(line, key) && evidence.Earlier(line.Json.Number("approved"), "approved", line) is { } approved
                && evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is { } proposed && Together.Are(proposed)))
            {
                yield return $"the key of the CA \"{ca.Ca}\" was confirmed together with other steps, but it is always confirmed alone";
            }
        }
    }

    private static bool Makes(JournalLine intended, KeyGenerated key) => intended.Json["action"].AsMap() is var action
        && action.Text("do") == "generate-key-pair" && action.Text("token") == key.Token.Name && action.Text("id") == key.Id;

    private static IEnumerable<(string Officer, string Person)> Names(JournalLine proposed) => proposed.Json["officers"].AsList().Select(officer => officer.AsMap()).Select(officer => (officer.Text("officer"), officer.Text("person")));

    private static IEnumerable<(string Officer, string Person)> InForce(Evidence evidence, JournalLine line) => evidence.ConfirmersBefore(line).Select(each => (each.Officer, each.Person));
}
