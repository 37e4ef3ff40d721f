using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Before each time that the ceremony went on, a witness read from paper which line the journal had, and it had that line.</summary>
internal static class SheetCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        bool isRead = false;
        return Check.EachLine(["witnessed", "resumed"], line =>
        {
            bool wasRead = isRead;
            isRead = line.Kind == "witnessed";
            string? problem = line.Kind == "witnessed" ? Witnessed(evidence, line)
                : evidence.Rules.HasSheets && !wasRead ? "the ceremony went on, but no witness had read from a sheet which line came last" : null;
            return problem is null ? [] : [problem];
        });
    }

    private static string? Witnessed(Evidence evidence, JournalLine line)
    {
        long seq = line.Json.Number("line");
        string? hash = line.Json.Find("hash")?.AsText();
        return seq switch
        {
            0 => hash is null ? null : "the sheet has no line, and yet a hash",
            _ when seq < 0 || seq >= line.Seq => $"line {seq} is not an earlier line",
            _ => evidence.At(seq).Hash == hash ? null : $"line {seq} is another line than the one on the sheet",
        };
    }
}
