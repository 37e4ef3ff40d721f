using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
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
        text.Append(Beginning(transcript));
        text.Append(Files(transcript));
        if (transcript.Roster.Count > 0)
        {
            text.Append(VerifySections.Signatures).Append(transcript.Outcome == "completed" ? "" : VerifySections.AbortedSignatures);
        }

        text.Append(VerifySections.Journal);
        if (transcript.Where(entry => entry is Confirmed).FirstOrDefault() is { } first)
        {
            text.Append(VerifySections.Confirmations.Replace("@FIRST@", $"{first.Seq}", StringComparison.Ordinal));
        }

        text.Append(Certificates(transcript));
        text.Append(VerifySections.End);
        return text.ToString();
    }

    /// <summary>
    /// The same commands for the program's documentation (docs/verify-by-hand.md), from which a reader takes them: words in capitals stand for what is another
    /// thing in each archive.
    /// </summary>
    public static string Document() => VerifySections.ByHand + string.Concat(
        VerifySections.Paper,
        VerifySections.Files.Replace("@LISTS@", "echo SHA256SUMS; echo SHA256SUMS.p7s", StringComparison.Ordinal),
        VerifySections.Signatures,
        VerifySections.AbortedSignatures,
        VerifySections.Journal,
        VerifySections.Confirmations.Replace("@FIRST@", "LINE", StringComparison.Ordinal),
        VerifySections.Certificates
            .Replace("@PARTIAL@", "", StringComparison.Ordinal)
            .Replace("@AUTHORITIES@", "AUTHORITIES", StringComparison.Ordinal)
            .Replace("@ALL@", "AUTHORITIES CERTIFICATES", StringComparison.Ordinal)
            .Replace("@FIRST@", "AUTHORITY", StringComparison.Ordinal),
        VerifySections.End).TrimEnd('\n') + "\n";

    private static string Beginning(SealedTranscript transcript) => $"""
        # How to verify this archive

        {Markdown(transcript.Title)} — {(transcript.IsRehearsal ? "REHEARSAL, not the real thing" : "PRODUCTION")}, {transcript.Outcome}


        """ + VerifySections.Origin + VerifySections.Paper;

    private static string Files(SealedTranscript transcript)
    {
        string lists = transcript switch
        {
            { Roster.Count: 0 } => "echo SHA256SUMS",
            { Outcome: "completed" } => "echo SHA256SUMS; echo SHA256SUMS.p7s",
            _ => "echo SHA256SUMS; ls SHA256SUMS.p7s 2> /dev/null || true",
        };
        return VerifySections.Files.Replace("@LISTS@", lists, StringComparison.Ordinal)
            + (transcript.Roster.Count > 0 ? "" : "Nobody signed this archive: its roster is empty, which only an aborted ceremony allows.\n\n");
    }

    private static string Certificates(SealedTranscript transcript)
    {
        string[] authorities = [.. transcript.Authorities.Select(each => $"artifacts/{each.Artifact}").Distinct()];
        if (authorities.Length == 0)
        {
            return "";
        }

        IEnumerable<string> others = transcript.All<CertificateIssued>().Select(each => $"artifacts/{each.Fact.Artifact}");
        return VerifySections.Certificates
            .Replace("@PARTIAL@", AllRootsAreHere(transcript) ? "" : "-partial_chain ", StringComparison.Ordinal)
            .Replace("@AUTHORITIES@", string.Join(" \\\n    ", authorities), StringComparison.Ordinal)
            .Replace("@ALL@", string.Join(" \\\n    ", authorities.Concat(others).Distinct()), StringComparison.Ordinal)
            .Replace("@FIRST@", authorities[0], StringComparison.Ordinal);
    }

    private static bool AllRootsAreHere(SealedTranscript transcript)
    {
        X509Certificate2[] all = [.. transcript.Authorities.Select(each => X509CertificateLoader.LoadCertificate(each.Certificate))];
        bool here = all.All(below => all.Any(above => OfficerCertificates.IsIssuedBy(below, above)));
        Array.ForEach(all, each => each.Dispose());
        return here;
    }

    // A title is shown as it is, even where it holds what Markdown takes for markup.
    private static string Markdown(string text) =>
        string.Concat(Hostile.Escape(text).Select(character => "\\`*_[]<>#".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : $"{character}"));
}
