using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// There is an inventory of every token of the script before the first step, after each time that the ceremony was resumed, and before the seal; each says for which of these moments
/// it was made.
/// </summary>
internal static class InventoriesCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(evidence.Lines.Where(line => line.Seq <= (evidence.Sealed?.Seq ?? long.MaxValue)), line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    /// <summary>Whether a line is something that a step of the script did.</summary>
    public static bool IsOfStep(JournalLine line) => line.Call is not null || line.Kind is "step-started" or "step-done" or "intended" or "performed";

    private sealed class Walk(Evidence evidence)
    {
        private bool _hasBegun;
        private JournalLine? _resumed;
        private bool _mayResume;
        private JournalLine? _after;

        public string? Problem(JournalLine line)
        {
            switch (line.Kind)
            {
                case "inventory":
                    return Moment(line) ?? Tokens(line);
                case "resumed":
                    (_resumed, _mayResume, _after) = (line, true, null);
                    return null;
                case "sealed":
                    return _after is null ? "no inventory of the end stands before the seal" : null;
                default:
                    return IsOfStep(line) ? GoOn() : null;
            }
        }

        private string? GoOn()
        {
            _mayResume = false;
            return !_hasBegun ? "no inventory had been made when the first step began"
                : _resumed is { } resumed ? $"the ceremony went on after line {resumed.Seq} (resumed), and no inventory had been made"
                : _after is { } after ? $"the ceremony went on, but line {after.Seq} is the inventory of its end"
                : null;
        }

        private string? Moment(JournalLine line)
        {
            (bool isFirst, _hasBegun) = (!_hasBegun, true);
            string when = line.Json.Text("when");
            if (isFirst != (when == "before"))
            {
                return isFirst ? "the first inventory is not that of the beginning" : "it says that it was made at the beginning, but an inventory had been made before";
            }

            if (when == "resumed")
            {
                _resumed = null;
                return _mayResume ? null : "it says that it was made when the ceremony was resumed, which it was not";
            }

            _after = when == "after" ? line : null;
            return null;
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
