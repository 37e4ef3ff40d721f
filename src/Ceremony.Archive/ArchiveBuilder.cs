using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Devices;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Archive;

/// <summary>
/// Builds the archive of a sealed ceremony from its journal's lines, its script and its artifacts, and from nothing else: the same input gives
/// the same bytes, so a resume between two signatures signs what was signed before. docs/format.md describes every file.
/// </summary>
/// <param name="files">Where it is written.</param>
/// <param name="dir">The ceremony's folder; the archive becomes <c>transcript</c> in it.</param>
public sealed partial class ArchiveBuilder(IDurableFiles files, string dir)
{
    private const int LongestFileBytes = 64 << 20;

    private readonly string _building = Path.Combine(dir, "transcript.tmp");
    private readonly string _finished = Path.Combine(dir, "transcript");

    /// <summary>
    /// Writes a new <c>transcript.tmp</c> without the signatures, and gives the bytes of <c>SHA256SUMS</c>, which the officers sign. Throws
    /// <see cref="ArgumentException"/> where the script or the artifacts are not those that the journal records, and <see cref="DeviceFault"/>.
    /// </summary>
    /// <param name="lines">The journal's lines up to and with the <c>sealed</c> one.</param>
    /// <param name="script">The script's bytes.</param>
    /// <param name="artifacts">The artifacts by their names.</param>
    public byte[] Build(IReadOnlyList<JournalLine> lines, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts)
    {
        var transcript = new SealedTranscript(lines);
        CheckScript(transcript, script);
        CheckArtifacts(transcript, artifacts);

        SortedDictionary<string, byte[]> contents = Contents(transcript, script, artifacts);
        byte[] sums = Sha256Sums.Of(transcript, contents);
        contents.Add(Sha256Sums.FileName, sums);
        Write(contents);
        return sums;
    }

    /// <summary>
    /// Adds the signatures and renames the folder to <c>transcript</c>. Does nothing where it is there already with the same sums and
    /// signatures. Throws <see cref="DeviceFault"/>, with code <c>Exists</c> where another archive is there.
    /// </summary>
    /// <param name="p7s">The DER of <c>SHA256SUMS.p7s</c>, or null where the roster is empty, which only an aborted ceremony's can be.</param>
    public void Finish(byte[]? p7s)
    {
        byte[]? sums = files.Read(Path.Combine(_building, Sha256Sums.FileName), LongestFileBytes);
        if (files.Read(Path.Combine(_finished, Sha256Sums.FileName), LongestFileBytes) is { } finishedSums)
        {
            byte[]? finishedSignatures = files.Read(Path.Combine(_finished, Sha256Sums.SignaturesName), LongestFileBytes);
            if ((sums is not null && !sums.AsSpan().SequenceEqual(finishedSums)) || !p7s.AsSpan().SequenceEqual(finishedSignatures))
            {
                throw new DeviceFault("Exists", $"{_finished} holds another archive: move it elsewhere, then resume.");
            }

            files.RemoveFolder(_building);
            return;
        }

        if (p7s is not null)
        {
            files.Replace(Path.Combine(_building, Sha256Sums.SignaturesName), p7s);
        }

        files.RenameFolder(_building, _finished);
    }

    private static void CheckScript(SealedTranscript transcript, byte[] script)
    {
        if (Sha256(script) != transcript.Opening.ScriptSha256)
        {
            throw new ArgumentException("The script is not the one that the ceremony was opened with.", nameof(script));
        }
    }

    // The pair of the verifier's check: what goes in is exactly what the journal says was kept.
    private static void CheckArtifacts(SealedTranscript transcript, IReadOnlyDictionary<string, byte[]> artifacts)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ArtifactKept each in transcript.Lines.Entries<ArtifactKept>())
        {
            kept[each.Name] = each.Sha256;
        }

        foreach (string name in artifacts.Keys.Concat(kept.Keys).Order(StringComparer.Ordinal))
        {
            string? trouble = name switch
            {
                _ when !SafeName().IsMatch(name) => "has a name that an archive cannot hold",
                _ when !kept.ContainsKey(name) => "is not recorded in the journal",
                _ when !artifacts.TryGetValue(name, out byte[]? bytes) => "is missing",
                _ when Sha256(artifacts[name]) != kept[name] => "differs from what the journal recorded",
                _ => null,
            };
            if (trouble is not null)
            {
                throw new ArgumentException($"The artifact \"{Core.Screens.Hostile.Escape(name)}\" {trouble}.", nameof(artifacts));
            }
        }
    }

    private static SortedDictionary<string, byte[]> Contents(SealedTranscript transcript, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts)
    {
        SortedDictionary<string, byte[]> contents = DerivedFiles.Of(transcript);
        contents.Add("transcript.jsonl", transcript.Lines.ToFile());
        contents.Add("script.yaml", script);
        contents.Add("officers.pem", Encoding.ASCII.GetBytes(OfficerCertificates.Pem(transcript)));
        foreach ((string name, byte[] bytes) in artifacts)
        {
            contents.Add($"artifacts/{name}", bytes);
        }

        return contents;
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex SafeName();

    private void Write(SortedDictionary<string, byte[]> contents)
    {
        files.RemoveFolder(_building);
        foreach (string folder in (string[])["", "artifacts", "fingerprints"])
        {
            files.CreateFolder(Path.Combine(_building, folder));
        }

        foreach ((string name, byte[] bytes) in contents)
        {
            files.WriteNew(Path.Combine(_building, name), bytes);
        }
    }
}
