using System.Text;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>
/// <c>VERIFY.md</c>: how somebody with the witness's paper and stock tools verifies the archive. It begins with the paper, since everything
/// else that an archive says of itself could have been made by a forger.
/// </summary>
internal static class VerifyGuide
{
    /// <summary>The guide, in Markdown; its blocks of commands run one after the other in one shell.</summary>
    public static string Text(SealedTranscript transcript)
    {
        var text = new StringBuilder();
        text.Append(Beginning(transcript)).Append(VerifySections.Warning).Append(VerifySections.Paper).Append(VerifySections.Files);
        text.Append(transcript.Roster.Count == 0 ? VerifySections.NobodySigned : VerifySections.Signatures);
        if (transcript is { Roster.Count: > 0, Outcome: not "completed" })
        {
            text.Append(VerifySections.AbortedSignatures);
        }

        text.Append(VerifySections.Journal);
        text.Append(transcript.Lines.Tell<Confirmed>() ? VerifySections.Confirmations : "");
        text.Append(transcript.Authorities.Any() ? VerifySections.Certificates : "");
        return text.Append(VerifySections.End).ToString();
    }

    /// <summary>The page of the documentation with the same commands, from which they are to be taken.</summary>
    public static string Documentation => string.Concat(
        VerifySections.Title,
        VerifySections.Paper,
        VerifySections.Files,
        VerifySections.Signatures,
        VerifySections.AbortedSignatures,
        VerifySections.Journal,
        VerifySections.Confirmations,
        VerifySections.Certificates,
        VerifySections.End);

    private static string Beginning(SealedTranscript transcript) => $"""
        # How to verify this archive

        {Markdown(transcript.Title)} — {(transcript.IsRehearsal ? "REHEARSAL, not the real thing" : "PRODUCTION")}, {transcript.Outcome}


        """;

    // A title is shown as it is, even where it holds what Markdown takes for markup.
    private static string Markdown(string text) =>
        string.Concat(Hostile.Escape(text).Select(character => "\\`*_[]<>#".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : $"{character}"));
}
