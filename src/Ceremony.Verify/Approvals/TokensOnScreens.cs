using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A token that people read on a screen, to compare its serial number with paper, is one that the step had looked at, as it was seen then.</summary>
internal static class TokensOnScreens
{
    private const string Serial = "serial";

    private static readonly string[] Screens = ["shown", "answered", "proposed"];

    public static IEnumerable<string> Problems(Evidence evidence)
    {
        var seen = new Dictionary<string, HashSet<(string Label, string Serial)>>(StringComparer.Ordinal);
        return Check.EachLine(evidence.Lines.Where(line => line.Call is not null && line.Step is not null), line =>
        {
            if (line.Kind == "looked")
            {
                See(seen, line, evidence.Rules);
            }

            return Screens.Contains(line.Kind)
                ? Shown(line).Where(token => !seen.GetValueOrDefault(line.Step!, []).Contains(token)).Select(token => $"its screen shows the token \"{token.Label}\" with the serial number {token.Serial}, which the step had not seen")
                : [];
        });
    }

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
    private static IEnumerable<(string Label, string Serial)> Shown(JournalLine line)
    {
        foreach (JsonMap block in line.Json["screen"].AsMap()["blocks"].AsList().Select(block => block.AsMap()).Where(block => block.Text("block") == "facts"))
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
