using System.Text;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>
/// The files of an archive that are made of its transcript and of nothing else: the report, the guide and the fingerprints' pictures. The same program
/// makes them again from the same transcript, so that somebody who does not trust an archive's own report can compare it.
/// </summary>
public static class DerivedFiles
{
    private const string Report = "report.txt";
    private const string Guide = "VERIFY.md";

    /// <summary>The folder of the pictures; whatever is in it is derived.</summary>
    public const string Fingerprints = "fingerprints/";

    /// <summary>
    /// Makes them from a transcript. Throws <see cref="ArgumentException"/> where the last line is not the one and only <c>sealed</c> line.
    /// </summary>
    public static IReadOnlyDictionary<string, byte[]> Of(IReadOnlyList<JournalLine> lines) => Of(new SealedTranscript(lines));

    /// <summary>
    /// Whether a file is the one that was made. The compression of a PNG differs from machine to machine: of such a picture every byte but those
    /// must be the same, and every pixel.
    /// </summary>
    public static bool IsSame(string name, ReadOnlySpan<byte> made, ReadOnlySpan<byte> found) =>
        made.SequenceEqual(found) || (name.EndsWith(".png", StringComparison.Ordinal) && PngPicture.AreSame(made, found));

    internal static SortedDictionary<string, byte[]> Of(SealedTranscript transcript)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            { Report, Encoding.UTF8.GetBytes(Archive.Report.Text(transcript)) },
            { Guide, Encoding.UTF8.GetBytes(VerifyGuide.Text(transcript)) },
        };
        foreach ((string name, byte[] bytes) in FingerprintCodes.Of(transcript))
        {
            files.Add(Fingerprints + name, bytes);
        }

        return files;
    }
}
