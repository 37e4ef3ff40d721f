using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>The artifacts of a ceremony, in <c>DIR/artifacts/</c>; what they must be is fixed by the journal.</summary>
internal sealed class ArtifactStore(IDurableFiles files, Recorder recorder, string folder)
{
    private const int Longest = 16 << 20;
    private const string NamePattern = "[a-z0-9][a-z0-9.-]{0,95}";

    /// <summary>Writes an artifact; the same bytes may be written again.</summary>
    public void Keep(string name, byte[] bytes)
    {
        if (!Patterns.Matches(NamePattern, name))
        {
            throw new BrokenInvariantException($"\"{name}\" cannot be the name of an artifact.");
        }

        files.CreateFolder(Folder);
        files.Replace(Path.Combine(Folder, name), bytes);
    }

    /// <summary>The artifact's bytes, or null; only what the journal names, with the hash that it records.</summary>
    public byte[]? Read(string name)
    {
        string? hash = Hashes().GetValueOrDefault(name);
        if (hash is null)
        {
            return null;
        }

        byte[]? bytes = files.Read(Path.Combine(Folder, name), Longest);
        return bytes is not null && Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)) == hash
            ? bytes
            : throw new DeviceFault("OtherBytes", $"The artifact {name} in the ceremony's folder is missing or changed. Restore it from a copy of the folder, then resume; nothing can be sealed without it.");
    }

    /// <summary>All artifacts that the journal knows.</summary>
    public IReadOnlyDictionary<string, byte[]> All() => Hashes().Keys.ToDictionary(name => name, name => Read(name)!);

    private string Folder => Path.Combine(folder, "artifacts");

    private Dictionary<string, string> Hashes()
    {
        var hashes = new Dictionary<string, string>();
        foreach (ArtifactKept kept in recorder.Lines.Entries<ArtifactKept>())
        {
            hashes[kept.Name] = kept.Sha256;
        }

        return hashes;
    }
}
