using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// There is an inventory of every token of the script before the first step, at the beginning of each act, after each call on a token that failed, after each time that the ceremony was
/// resumed, and before the seal; each says for which of these moments it was made.
/// </summary>
internal static class InventoriesCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        long seal = evidence.Sealed?.Seq ?? long.MaxValue;
        return Check.EachLine(line => line.Seq <= seal, line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    /// <summary>Whether a line is something that a step of the script did.</summary>
    public static bool IsOfStep(Evidence evidence, JournalLine line) =>
        line.Call is not null || (line.Kind is "step-started" or "step-done" or "intended" or "performed" && !CallsCheck.IsRemovalByRoom(evidence, line));

    private sealed class Walk(Evidence evidence)
    {
        private readonly HashSet<string> _firstOfActs = FirstOfActs(evidence);
        private bool _hasBegun;
        private JournalLine? _resumed;
        private JournalLine? _failed;
        private bool _mayResume;
        private bool _mayFail;
        private JournalLine? _after;

        // The inventory since which no step has done anything; where it says that an act begins, one must.
        private JournalLine? _fresh;

        public string? Problem(JournalLine line)
        {
            switch (line.Kind)
            {
                case "inventory":
                    return Moment(line) ?? Tokens(line);
                case "resumed":
                    (_resumed, _mayResume, _after, _failed, _fresh) = (line, true, null, null, null);
                    return null;
                case "sealed":
                    return _after is null ? "no inventory of the end stands before the seal" : null;
                default:
                    string? problem = IsOfStep(evidence, line) ? GoOn(line) : null;
                    Fail(line);
                    return problem;
            }
        }

        private static HashSet<string> FirstOfActs(Evidence evidence)
        {
            JsonMap[] steps = [.. (evidence.Of("parameters").FirstOrDefault()?.Json["steps"].AsList() ?? []).Select(step => step.AsMap())];
            return [.. steps.Zip(steps.Skip(1)).Where(each => each.First.Text("act") != each.Second.Text("act")).Select(each => each.Second.Text("id"))];
        }

        private string? GoOn(JournalLine line)
        {
            bool beginsAct = line.Kind == "step-started" && _firstOfActs.Contains(line.Step ?? "");
            JournalLine? fresh = _fresh;
            (_mayResume, _mayFail, _fresh) = (false, false, null);
            return !_hasBegun ? "no inventory had been made when the first step began"
                : _resumed is { } resumed ? $"the ceremony went on after line {resumed.Seq} (resumed), and no inventory had been made"
                : _after is { } after ? $"the ceremony went on, but line {after.Seq} is the inventory of its end"
                : !evidence.Rules.ComparesTokensThroughout ? null
                : _failed is { } failed ? $"the ceremony went on after line {failed.Seq} (failed), and no inventory had been made"
                : beginsAct && fresh is null ? "an act begins with it, and no inventory had been made"
                : !beginsAct && fresh?.Json.Text("when") == "act" ? $"line {fresh.Seq} is the inventory of the beginning of an act, but none begins here"
                : null;
        }

        // A removal that failed is looked at by whoever offered it. Where an interruption left open whether something was done, somebody logged in to find out, and what was seen there was compared.
        private void Fail(JournalLine line)
        {
            if (line.Kind == "failed" && line.Json.Text("code") != "interrupted" && line.Json.Find("intended") is JsonNumber { Value: var seq }
                && evidence.Earlier(seq, "intended", line)?.Json["action"].AsMap().Find("token") is JsonText && !CallsCheck.IsRemovalByRoom(evidence, line))
            {
                (_failed, _mayFail) = (line, true);
            }
        }

        private string? Moment(JournalLine line)
        {
            (bool isFirst, _hasBegun) = (!_hasBegun, true);
            string when = line.Json.Text("when");
            if (isFirst != (when == "before"))
            {
                return isFirst ? "the first inventory is not that of the beginning" : "it says that it was made at the beginning, but an inventory had been made before";
            }

            if (when is "act" or "failed" && !evidence.Rules.ComparesTokensThroughout)
            {
                return $"edition {Evidence.Text(evidence.Rules.Edition)} has no inventory of this moment";
            }

            if (when == "resumed")
            {
                (_resumed, _fresh) = (null, line);
                return _mayResume ? null : "it says that it was made when the ceremony was resumed, which it was not";
            }

            _failed = null;
            (_after, _fresh) = (when == "after" ? line : null, when is "act" ? line : _fresh);
            return when != "failed" || _mayFail ? null : "it says that it was made after a call on a token had failed, which none had";
        }

        private string? Tokens(JournalLine line)
        {
            IEnumerable<string> named = evidence.Of("parameters").FirstOrDefault()?.Json["tokens"].AsList().Select(token => token.AsMap().Text("token")) ?? [];
            return named.SequenceEqual(line.Json["tokens"].AsList().Select(token => token.AsMap().Text("token")), StringComparer.Ordinal)
                ? null
                : "its tokens are not those of the script";
        }
    }
}
