using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>A ceremony that was sealed honestly, as the forger finds it: the archive's files by their paths, and the keys that the officers had.</summary>
/// <param name="Name">What it is called in tests.</param>
/// <param name="Files">The archive.</param>
/// <param name="Keys">The officers' keys, whoever of them is in the game.</param>
/// <param name="Trusted">The certificates above the officers.</param>
/// <param name="IsPrograms">Whether the program built the archive, so that its report can be made again.</param>
/// <param name="ConsoleKeys">Whether it is accepted only by <c>--allow-console-keys</c>.</param>
internal sealed record HonestCeremony(string Name, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<OfficerKey> Keys, IReadOnlyList<byte[]> Trusted, bool IsPrograms, bool ConsoleKeys)
{
    public string Fingerprint { get; } = JournalMaker.Hash(Files["SHA256SUMS"]);

    /// <summary>What a forger lays into an archive before it is sealed again: all files but the transcript, the officers' certificates, sums and signatures.</summary>
    public Dictionary<string, byte[]> Unsealed() => Files.Where(file => !file.Key.StartsWith("SHA256SUMS", StringComparison.Ordinal) && file.Key is not ("transcript.jsonl" or "officers.pem"))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The lines of the transcript.</summary>
    public IReadOnlyList<JsonMap> Lines() => Lines(Files["transcript.jsonl"]);

    public static IReadOnlyList<JsonMap> Lines(byte[] journal)
    {
        var lines = new List<JsonMap>();
        for (int start = 0, end; (end = Array.IndexOf(journal, (byte)'\n', start)) >= 0; start = end + 1)
        {
            lines.Add(CanonicalJson.Parse(journal.AsSpan(start..end)).AsMap());
        }

        return lines;
    }

    public static HonestCeremony Read(string name, string archive, IReadOnlyList<OfficerKey> keys, IReadOnlyList<byte[]> trusted, bool isPrograms, bool consoleKeys = false) => new(
        name,
        Directory.EnumerateFiles(archive, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(archive, path), File.ReadAllBytes, StringComparer.Ordinal),
        keys,
        trusted,
        isPrograms,
        consoleKeys);
}
