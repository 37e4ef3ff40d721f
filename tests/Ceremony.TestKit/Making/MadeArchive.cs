using Ceremony.Core.Json;
using Ceremony.Verify;

namespace Ceremony.TestKit;

/// <summary>An archive in a folder of its own, which goes away with it.</summary>
public sealed class MadeArchive : IDisposable
{
    private readonly TemporaryFolder _root = new();

    private MadeArchive(Func<string, string> write) => Fingerprint = write(Folder);

    public string Folder => _root["transcript"];

    public string Root => _root.Path;

    public string Fingerprint { get; }

    /// <summary>The whole ceremony, sealed by two cards.</summary>
    public static MadeArchive Whole(Func<string, int, JsonMap, JsonMap?>? tamper = null, Cast? cast = null, string mode = "rehearsal")
    {
        cast ??= Cast.Original;
        return Of(Ceremonies.Whole(cast, tamper, mode), cast, cast.Card1, cast.Card2);
    }

    /// <summary>The small ceremony, sealed with keys made at the console.</summary>
    public static MadeArchive Small(Func<string, int, JsonMap, JsonMap?>? tamper = null) =>
        Of(Ceremonies.Small(Cast.Original, tamper), Cast.Original, Cast.Original.Console1, Cast.Original.Console2);

    public static MadeArchive Of(JournalMaker journal, Cast cast, params IReadOnlyList<Actor> signers) => new(folder => ArchiveMaker.Write(folder, journal, cast, signers));

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The verdict with the right fingerprint.</summary>
    public Verdict Verify() => Verifier.Verify(Folder, new VerifyOptions { Fingerprint = Fingerprint });

    /// <summary>The verdict with nothing from outside.</summary>
    public Verdict VerifyAlone() => Verifier.Verify(Folder, new VerifyOptions());

    public void Dispose() => _root.Dispose();
}
