using System.Text;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>The files of an archive that only say again, for people, what its transcript says. The same transcript gives the same bytes.</summary>
public static class DerivedFiles
{
    /// <summary>
    /// The files by their names in the archive, made from the lines of its transcript. Throws <see cref="ArgumentException"/> where these do not end in the one
    /// <c>sealed</c> line.
    /// </summary>
    public static IReadOnlyDictionary<string, byte[]> Of(IReadOnlyList<JournalLine> lines) => Of(new SealedTranscript(lines)).ToDictionary();

    internal static IEnumerable<KeyValuePair<string, byte[]>> Of(SealedTranscript transcript) =>
    [
        new("report.txt", Encoding.UTF8.GetBytes(Report.Text(transcript))),
        new("VERIFY.md", Encoding.UTF8.GetBytes(VerifyGuide.Text(transcript))),
        .. FingerprintCodes.Of(transcript).Select(each => new KeyValuePair<string, byte[]>($"fingerprints/{each.Name}", each.Bytes)),
    ];
}
