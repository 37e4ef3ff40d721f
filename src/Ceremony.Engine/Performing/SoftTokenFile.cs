using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>A soft token's file, for whoever has to say which one cannot be used.</summary>
internal static class SoftTokenFile
{
    /// <summary>Gives what is read from a file. Throws <see cref="WrongPinException"/> as it is, and any other <see cref="PkiException"/> with the file's name.</summary>
    public static T Named<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PkiException unfit) when (unfit is not WrongPinException)
        {
            throw new PkiException($"{Hostile.Escape(Path.GetFileName(file))}: {unfit.Message}");
        }
    }

    /// <summary>The same for what only looks.</summary>
    public static void Named(string file, Action look) => Named(file, () =>
    {
        look();
        return true;
    });
}
