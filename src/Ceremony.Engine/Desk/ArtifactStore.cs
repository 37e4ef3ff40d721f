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

    // Those that were as they should be, with the state in which they were read.
    private readonly Dictionary<string, (string State, string Sha256)> _asKept = new(StringComparer.Ordinal);

    /// <summary>Writes an artifact; the same bytes may be written again.</summary>
    public void Keep(string name, byte[] bytes)
    {
        if (!Patterns.MatchesOwn(NamePattern, name))
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
        return bytes is not null && Sha256(bytes) == hash
            ? bytes
            : throw new DeviceFault("OtherBytes", $"The artifact {name} in the ceremony's folder is missing or changed. Restore it from a copy of the folder, then resume; nothing can be sealed without it.");
    }

    /// <summary>Those that the journal knows and that are there, whatever they hold: for whoever judges them.</summary>
    public IReadOnlyDictionary<string, byte[]> Present() => Hashes().Keys
        .Select(name => (Name: name, Bytes: Present(name)))
        .Where(each => each.Bytes is not null)
        .ToDictionary(each => each.Name, each => each.Bytes!);

    /// <summary>The bytes of an artifact, whatever they are; null where it is not there. What is no plain file, or too large, counts as missing.</summary>
    public byte[]? Present(string name)
    {
        try
        {
            return Patterns.MatchesOwn(NamePattern, name) ? files.Read(Path.Combine(Folder, name), Longest) : null;
        }
        catch (DeviceFault)
        {
            return null;
        }
    }

    /// <summary>Whether just those are there that the journal names, each as it says.</summary>
    public bool AreAsKept()
    {
        IReadOnlyDictionary<string, string> hashes = Hashes();
        return files.Names(Folder).ToHashSet(StringComparer.Ordinal).SetEquals(hashes.Keys) && hashes.All(each => IsAsKept(each.Key, each.Value));
    }

    // One that the file system says nobody has touched since it was read is not read again: each step would take as long as there are artifacts. A resume and the seal read all of them (Present, All), whatever
    // the file system says.
    private bool IsAsKept(string name, string hash)
    {
        string? state = StateOf(name);
        if (state is not null && _asKept.TryGetValue(name, out (string State, string Sha256) before) && before == (state, hash))
        {
            return true;
        }

        if (Present(name) is not { } bytes || Sha256(bytes) != hash)
        {
            return false;
        }

        if (state is not null)
        {
            _asKept[name] = (state, hash);
        }

        return true;
    }

    private string? StateOf(string name)
    {
        try
        {
            return files.StateOf(Path.Combine(Folder, name));
        }
        catch (DeviceFault)
        {
            return null;
        }
    }

    /// <summary>Those that are as the journal says: all that an aborted ceremony can seal where others are missing or changed.</summary>
    public IReadOnlyDictionary<string, byte[]> Intact()
    {
        IReadOnlyDictionary<string, string> hashes = Hashes();
        return Present().Where(each => Sha256(each.Value) == hashes[each.Key]).ToDictionary();
    }

    /// <summary>All artifacts that the journal knows.</summary>
    public IReadOnlyDictionary<string, byte[]> All() => Hashes().Keys.ToDictionary(name => name, name => Read(name)!);

    /// <summary>The same with what lies beside them and no line kept, of which only the names count: a completed ceremony leaves nothing like that.</summary>
    public IReadOnlyDictionary<string, byte[]> PresentWithOthers()
    {
        var there = new Dictionary<string, byte[]>(Present(), StringComparer.Ordinal);
        foreach (string other in files.Names(Folder).Except(Hashes().Keys))
        {
            there.TryAdd(other, []);
        }

        return there;
    }

    /// <summary>What lies among the artifacts and is no plain file, such as a folder or a pipe, by its name.</summary>
    public IReadOnlyList<string> Strange() => [.. files.Names(Folder).Where(IsStrange)];

    private bool IsStrange(string name)
    {
        try
        {
            // Whether it is a plain file is told before it is read: its bytes are of no interest here.
            _ = files.Read(Path.Combine(Folder, name), 0);
            return false;
        }
        catch (DeviceFault fault)
        {
            return fault.Code is "NotPlain" or "EISDIR";
        }
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private string Folder => Path.Combine(folder, "artifacts");

    private IReadOnlyDictionary<string, string> Hashes() => LineFold.Of<KeptFold>(recorder.Lines).Hashes;

    private sealed class KeptFold : LineFold
    {
        public Dictionary<string, string> Hashes { get; } = [];

        public override IReadOnlyList<Type>? About { get; } = [typeof(ArtifactKept)];

        public override void Take(JournalLine line)
        {
            if (line.Entry is ArtifactKept kept)
            {
                Hashes[kept.Name] = kept.Sha256;
            }
        }
    }
}
