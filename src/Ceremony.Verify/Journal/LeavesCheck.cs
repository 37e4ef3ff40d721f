using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Where officers signed the journal's last line as the program was left, they signed that line; where the script asks for it, they did so each time, or accepted on record that they had not.</summary>
internal static class LeavesCheck
{
    private const string Expected = "the officers signed the journal's last line when the program was left";

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        bool isAsked = evidence.Opened.Json.Find("sign-on-leave") is not null;
        var walk = new Walk(evidence);
        return Check.EachLine(
            line => line.Kind is "head-signed" or "resumed" or "exception" || line.Call is not null,
            line => line.Kind == "head-signed" ? Signed(evidence, line) is { } wrong ? [wrong] : walk.Note(line) : isAsked ? walk.Note(line) : []);
    }

    private static string? Signed(Evidence evidence, JournalLine line)
    {
        long head = line.Json.Number("head");
        if (head < 1 || head >= line.Seq)
        {
            return $"line {head}, which it signs, is not an earlier line";
        }

        return SignedLine.WhyNotBy(evidence, line, evidence.ConfirmersBefore(line))
            ?? (line.Json.Text("text") == TextOf(evidence, evidence.At(head)) ? null : $"the signed text is not that of line {head}")
            ?? SignedLine.WhyNot(evidence, line);
    }

    // docs/format.md, "What an officer signs".
    private static string TextOf(Evidence evidence, JournalLine head) =>
        $"ceremony-leave/1\nceremony: {evidence.Opened.Json.Text("ceremony")}\nmode: {evidence.Opened.Json.Text("mode")}\nline: {Evidence.Text(head.Seq)}\nhash: {head.Hash}\n";

    private sealed class Walk(Evidence evidence)
    {
        private readonly HashSet<string> _signers = new(StringComparer.Ordinal);
        private long _head;
        private bool _isAccepted;

        public string[] Note(JournalLine line)
        {
            switch (line.Kind)
            {
                case "head-signed":
                    Sign(line.Json.Number("head"), line.Json.Text("officer"));
                    return [];
                case "exception":
                    _isAccepted |= line.Json.Text("expected") == Expected && (evidence.ConfirmersBefore(line).Count < evidence.Quorum || evidence.Allowed.Has(line));
                    return [];
                case "resumed":
                    return Resume(line);
                default:
                    // Work goes on: what was signed before is not the end of the journal.
                    Forget();
                    return [];
            }
        }

        private void Sign(long head, string officer)
        {
            if (head != _head)
            {
                _signers.Clear();
            }

            _head = head;
            _signers.Add(officer);
        }

        private string[] Resume(JournalLine line)
        {
            bool isSettled = _signers.Count >= evidence.Quorum || _isAccepted || evidence.Sealed is { } seal && seal.Seq < line.Seq;
            Forget();
            return isSettled ? [] : ["the officers had not signed the journal's last line when the program was left, and nobody accepted that"];
        }

        private void Forget()
        {
            _signers.Clear();
            _head = 0;
            _isAccepted = false;
        }
    }
}
