using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Json;

namespace Ceremony.Archive;

/// <summary>The list that everything in an archive hangs on; its SHA-256 is the ceremony fingerprint.</summary>
internal static class Sha256Sums
{
    /// <summary>The list.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>The officers' signatures over it.</summary>
    public const string SignaturesName = "SHA256SUMS.p7s";

    /// <summary>
    /// The bytes of the list over all other files. Throws <see cref="JsonFormatException"/> where the journal holds a name that is not ASCII.
    /// </summary>
    /// <param name="transcript">What its first lines are taken from.</param>
    /// <param name="contents">The files by their names in the archive, sorted by the bytes of these.</param>
    public static byte[] Of(SealedTranscript transcript, SortedDictionary<string, byte[]> contents)
    {
        IEnumerable<string> lines =
        [
            "# ceremony-archive/1",
            $"# ceremony: {transcript.Opening.Ceremony}",
            $"# mode: {transcript.Opening.Mode}",
            $"# outcome: {transcript.Outcome}",
            $"# script: {transcript.Opening.ScriptSha256}",
            string.Create(CultureInfo.InvariantCulture, $"# journal: {transcript.Lines.Count} {transcript.LastLine.Hash}"),
            string.Create(CultureInfo.InvariantCulture, $"# quorum: {transcript.Quorum}"),
            .. transcript.Roster.Select(entry => $"# officer: {entry.SpkiSha256}"),
            .. contents.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Value))}  {file.Key}"),
        ];
        string? strange = lines.FirstOrDefault(line => line.Any(character => character is < ' ' or > '~'));
        return strange is null
            ? Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n")))
            : throw new JsonFormatException($"\"{Core.Screens.Hostile.Escape(strange)}\" cannot be listed in {FileName}: it is not plain ASCII");
    }
}
