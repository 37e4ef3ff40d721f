using Ceremony.Verify;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Tampering;

/// <summary>A copy of a rehearsal's archive that a forger may do to as he likes, and what its judges say of it.</summary>
internal sealed class ArchiveCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _guide;
    private readonly string _fingerprint;

    public ArchiveCopy(Rehearsal rehearsal)
    {
        TemporaryFolder.Copy(rehearsal.Archive, Path);
        _fingerprint = rehearsal.Fingerprint;
        // The auditor knows the guide from elsewhere: a forger's own would promise what the forger likes.
        _guide = File.ReadAllText(this["VERIFY.md"]);
    }

    public string Path => _folder["transcript"];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Every file, by its name in the archive.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal)];

    /// <summary>Our verifier's word, with the fingerprint from paper.</summary>
    public VerdictWord Word => Verifier.Verify(Path, new VerifyOptions { Fingerprint = _fingerprint }).Word;

    /// <summary>Whether the commands of the guide are content, all of them.</summary>
    public bool StockCommandsAccept => StockCommands.Accept(Path, _guide, _fingerprint);

    /// <summary>Whether the two commands about files alone notice nothing: the paper, and <c>sha256sum -c</c>.</summary>
    public bool SumsAccept =>
        Tool.RunIn(Path, "sha256sum", "SHA256SUMS") is { ExitCode: 0 } sums && sums.Output.StartsWith(_fingerprint, StringComparison.Ordinal)
        && Tool.RunIn(Path, "sha256sum", "--check", "--quiet", "SHA256SUMS").ExitCode == 0;

    /// <summary>What the program itself says: the exit code, and the first line.</summary>
    public (int ExitCode, string FirstLine) Program(string binary)
    {
        Ran ran = Tool.Run(binary, "verify", Path, "--fingerprint", _fingerprint);
        return (ran.ExitCode, ran.Output.Split('\n')[0]);
    }

    public void Dispose() => _folder.Dispose();
}
