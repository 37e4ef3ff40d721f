using System.Text;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>The texts that officers sign, as docs/format.md gives them under "What an officer signs".</summary>
internal static class SignedTexts
{
    /// <summary>The text by which an officer confirms a proposal.</summary>
    public static string OfConfirmation(RunContext run, JournalLine line, Proposed proposed) => Lines(
    [
        "ceremony-confirmation/1",
        .. Head(run),
        .. OfStep(line.Step ?? "", proposed.Text),
        .. proposed.Together.SelectMany(part => OfStep(part.Step, part.Text)),
        $"proposed: {line.Hash}",
    ]);

    /// <summary>The text by which an officer signs the journal's last line when the program is left.</summary>
    public static string OfLeaving(RunContext run, JournalLine last) => Lines(["ceremony-leave/1", .. Head(run), $"line: {last.Seq}", $"hash: {last.Hash}"]);

    private static IEnumerable<string> OfStep(string step, IReadOnlyList<string> sentences) => sentences.Select(sentence => $"do: {sentence}").Prepend($"step: {step}");

    private static string[] Head(RunContext run) => [$"ceremony: {run.Plan.Ceremony}", $"mode: {(run.Ports.IsRehearsal ? "rehearsal" : "production")}"];

    private static string Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
