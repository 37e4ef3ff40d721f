using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A token that people read on a screen, to compare its serial number with paper, is one that the step had looked at, as it was seen then.</summary>
internal static class TokensOnScreens
{
    private const string Serial = "serial";

    private static readonly string[] Screens = ["shown", "answered", "proposed"];

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var seen = new Dictionary<string, HashSet<(string Label, string Serial)>>(StringComparer.Ordinal);
        return Check.EachLine(line => line.Call is not null && line.Step is not null, line =>
        {
            if (line.Kind == "looked")
            {
                See(seen, line, evidence.Rules);
            }

            return Screen(evidence, line) is { } screen
                ? Shown(screen).Where(token => !seen.GetValueOrDefault(line.Step!, []).Contains(token)).Select(token => $"its screen shows the token \"{token.Label}\" with the serial number {token.Serial}, which the step had not seen")
                : [];
        });
    }

    // What was confirmed together with an earlier step is judged by what the step itself has seen by then.
    private static JsonMap? Screen(Evidence evidence, JournalLine line) => Screens.Contains(line.Kind) ? line.Json["screen"].AsMap()
        : line.Kind == "approved" && evidence.Earlier(line.Json.Number("proposed"), "proposed", line) is { } proposed && proposed.Step != line.Step ? Together.Of(proposed, line.Step)?["screen"].AsMap()
        : null;

    private static void See(Dictionary<string, HashSet<(string Label, string Serial)>> seen, JournalLine line, Rules rules)
    {
        foreach ((_, JsonMap view) in TokenSerials.Views(line))
        {
            if (!seen.TryGetValue(line.Step!, out HashSet<(string Label, string Serial)>? ofStep))
            {
                seen.Add(line.Step!, ofStep = []);
            }

            ofStep.Add((rules.Words(Hostile.Escape(view.Text("label"))), rules.Words(Hostile.Escape(view.Text("serial")))));
        }
    }

    // Such a list of facts has both names side by side.
    private static IEnumerable<(string Label, string Serial)> Shown(JsonMap screen)
    {
        foreach (JsonMap block in screen["blocks"].AsList().Select(block => block.AsMap()).Where(block => block.Text("block") == "facts"))
        {
            JsonMap[] facts = [.. block["facts"].AsList().Select(fact => fact.AsMap())];
            for (int at = 1; at < facts.Length; at++)
            {
                if (facts[at].Text("name") == Serial && facts[at - 1].Text("name") == "token")
                {
                    yield return (facts[at - 1].Text("value"), facts[at].Text("value"));
                }
            }
        }
    }
}
