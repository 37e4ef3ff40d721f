namespace Ceremony.Verify.Tests.Editions;

/// <summary>A ceremony that an earlier version of the program held, and what must be said of it for ever.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Options">The options of <c>ceremony verify</c> beside the fingerprint.</param>
/// <param name="OfFolder">The first line of the verdict on the whole folder.</param>
/// <param name="OfArchive">The first line of the verdict on the archive alone; empty where there is none.</param>
internal sealed record SealedCeremony(string Folder, string Options, string OfFolder, string OfArchive)
{
    public const string AllowConsoleKeys = "--allow-console-keys";

    public string Archive => Path.Combine(Folder, "transcript");

    /// <summary>The verdict with the fingerprint, where there is one, and the listed options.</summary>
    public Verdict Verify(string path) => Verify(path, Options == AllowConsoleKeys);

    public Verdict Verify(string path, bool allowConsoleKeys)
    {
        string paper = Path.Combine(Folder, "fingerprint");
        return Verifier.Verify(path, new VerifyOptions { Fingerprint = File.Exists(paper) ? File.ReadAllText(paper) : null, AllowConsoleKeys = allowConsoleKeys });
    }
}
