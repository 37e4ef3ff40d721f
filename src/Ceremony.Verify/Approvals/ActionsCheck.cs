using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Whatever was done was approved before, and done once; it was done again only where the program was interrupted in between.</summary>
internal static class ActionsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    private sealed class Walk(Evidence evidence)
    {
        // By approval and action: the intentions, and whether each may be repeated since the program was stopped.
        private readonly Dictionary<(long Approved, string Action), List<long>> _intended = [];
        private readonly HashSet<long> _ended = [];
        private readonly HashSet<long> _interrupted = [];
        private readonly HashSet<long> _failed = [];

        // What failed may have been done all the same, and is found done when it was agreed to anew.
        private readonly HashSet<string> _failedActions = new(StringComparer.Ordinal);
        private readonly HashSet<long> _open = [];
        private readonly VoidLines _void = new();

        public string? Problem(JournalLine line)
        {
            _void.Take(line);
            return line.Kind switch
            {
                "intended" => Intend(line),
                "resumed" => Interrupt(),
                "performed" or "failed" when line.Json.Find("intended") is { } intended => End(line, intended.AsNumber()),
                "performed" => Keep(line),
                _ => null,
            };
        }

        private string? Interrupt()
        {
            _interrupted.UnionWith(_open);
            _open.Clear();
            return null;
        }

        private string? Intend(JournalLine line)
        {
            JsonMap action = line.Json["action"].AsMap();
            long approval = line.Json.Number("approved");
            if (evidence.Earlier(approval, "approved", line) is not { } approved)
            {
                return $"line {approval} is not an earlier approval";
            }

            if (approved.Step != line.Step)
            {
                return "it belongs to another step than its approval";
            }

            if (_void.Contains(approval))
            {
                return $"the step took another way after the approval of line {approval}, which is void";
            }

            string wanted = CanonicalJson.WriteText(action);
            int times = Times(approved, wanted);
            if (times == 0)
            {
                return $"the approval of line {approval} does not contain this action";
            }

            if (!_intended.TryGetValue((approval, wanted), out List<long>? earlier))
            {
                _intended.Add((approval, wanted), earlier = []);
            }

            int used = earlier.Count(each => !_interrupted.Contains(each) || _ended.Contains(each));
            earlier.Add(line.Seq);
            _open.Add(line.Seq);
            return used < times ? null : $"the approval of line {approval} has already been used for this action";
        }

        private int Times(JournalLine approved, string action) =>
            evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is { } proposed
                ? Together.Of(proposed, approved.Step)?["actions"].AsList().Count(each => CanonicalJson.WriteText(each) == action) ?? 0
                : 0;

        // Where an intention was taken up twice, one of them may have been done before the interruption, but not both.
        private string? DoneBefore(JournalLine intended)
        {
            long approval = intended.Json.Number("approved");
            string action = CanonicalJson.WriteText(intended.Json["action"].AsMap());
            return evidence.Earlier(approval, "approved", intended) is { } approved
                && _intended.TryGetValue((approval, action), out List<long>? all)
                && all.Count(_ended.Contains) > Times(approved, action)
                    ? $"the approval of line {approval} has already been used for this action"
                    : null;
        }

        private string? End(JournalLine line, long seq)
        {
            if (evidence.Earlier(seq, "intended", line) is not { } intended)
            {
                return $"line {seq} is not an earlier intention";
            }

            bool isDone = _ended.Contains(seq);
            if (line.Kind == "performed")
            {
                _open.Remove(seq);
                _ended.Add(seq);
            }
            else
            {
                _failed.Add(seq);
                _failedActions.Add(CanonicalJson.WriteText(intended.Json["action"].AsMap()));
            }

            return line switch
            {
                _ when intended.Step != line.Step => "it belongs to another step than its intention",
                _ when isDone => $"the action that line {seq} intended has already been done",

                // After a device failure the same intention is taken up again.
                _ when line.Kind == "failed" => null,
                _ when line.Json.Find("action") is not null => "it names an action as well as its intention",
                _ when line.Json.Find("inspected") is not null && !_interrupted.Contains(seq) && !_failed.Contains(seq)
                    && !_failedActions.Contains(CanonicalJson.WriteText(intended.Json["action"].AsMap())) =>
                    $"it says that the action was found done, but nothing had interrupted what line {seq} intended",
                _ when DoneBefore(intended) is { } twice => twice,
                _ => evidence.Rules.ReceiptProblem(intended.Json["action"].AsMap(), line.Json["receipt"].AsMap()),
            };
        }

        private static string? Keep(JournalLine line)
        {
            JsonMap? action = line.Json.Find("action")?.AsMap();
            if (action?.Find("do") is not JsonText { Value: "keep-artifact" })
            {
                return "something was done that nobody had intended or approved";
            }

            return string.Join(' ', action.Names) == "do name" && string.Join(' ', line.Json["receipt"].AsMap().Names) == "sha256 size"
                ? null
                : "an artifact does not have the fields it should have";
        }
    }
}
