using Ceremony.Archive;
using Ceremony.Journal;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>The files that an archive derives from its transcript, made again of a forged one: whoever lies in the journal lies in the report, too.</summary>
internal static class Derived
{
    /// <summary>Puts them in the place of the honest ones, but for those that the forger changed or took away.</summary>
    public static void Renew(IDictionary<string, byte[]> files, IReadOnlyDictionary<string, byte[]> honest, byte[] journal)
    {
        foreach ((string name, byte[] made) in Of(journal))
        {
            bool isHonest = files.TryGetValue(name, out byte[]? now) && honest.TryGetValue(name, out byte[]? before) && ReferenceEquals(now, before);
            if (isHonest || !honest.ContainsKey(name))
            {
                files[name] = made;
            }
        }
    }

    // Of a journal that the program cannot tell of there are none: the honest ones have to do.
    private static IReadOnlyDictionary<string, byte[]> Of(byte[] journal)
    {
        try
        {
            return DerivedFiles.Of(JournalReader.Read(journal).Lines);
        }
#pragma warning disable CA1031 // Whatever a forger wrote, the report's builder may fail at it in any way.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new Dictionary<string, byte[]>();
        }
    }
}
