using Ceremony.Core.Devices;
using Ceremony.Core.Judging;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Everything outside the engine that a run reaches.</summary>
/// <param name="Files">Durable files.</param>
/// <param name="Machine">Clock and network.</param>
/// <param name="Tokens">PKCS#11 tokens.</param>
/// <param name="Installation">Configuration, services and media of this machine.</param>
/// <param name="Room">The people.</param>
/// <param name="Archive">Builds the archive from the journal.</param>
/// <param name="Judge">Judges the record before anything rests on it.</param>
/// <param name="Program">The program that is running.</param>
/// <param name="Hints">What to type in a rehearsal; null in production.</param>
/// <param name="Log">The diagnostic log, for one line without anything secret.</param>
public sealed record RunPorts(
    IDurableFiles Files,
    IMachine Machine,
    ITokens Tokens,
    IInstallation Installation,
    IRoom Room,
    IArchiveBuilder Archive,
    IRecordJudge Judge,
    ProgramIdentity Program,
    IPinHints? Hints,
    Action<string> Log)
{
    /// <summary>The diagnostic log's name in the ceremony's folder.</summary>
    public const string LogFile = "diagnostic.log";

    /// <summary>Whether this is a rehearsal.</summary>
    public bool IsRehearsal => Hints is not null;

    /// <summary>Told where a step is confirmed alone that the script has confirmed together with others: its id, and why, as a clause.</summary>
    public Action<string, string>? ConfirmedAlone { get; init; }

    /// <summary>Makes and opens soft tokens.</summary>
    public ISoftTokenFiles SoftTokens { get; init; } = new Pkcs12Files();
}

/// <summary>Which program runs.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">The SHA-256 of its file, lower-case hex.</param>
public sealed record ProgramIdentity(string Version, string Sha256);

/// <summary>The PINs of a rehearsal, which its screens show so that nobody needs a manual. Production has none.</summary>
public interface IPinHints
{
    /// <summary>The PIN of that name, or null where it is not known.</summary>
    string? Find(string name);

    /// <summary>Keeps a PIN that was made in the rehearsal.</summary>
    void Remember(string name, Secret pin);
}

/// <summary>Builds the archive in the ceremony's folder.</summary>
public interface IArchiveBuilder
{
    /// <summary>Writes everything but the signature into <c>transcript.tmp/</c> and returns the bytes of <c>SHA256SUMS</c>.</summary>
    byte[] Build(string folder, IReadOnlyList<JournalLine> lines, byte[] script, IReadOnlyDictionary<string, byte[]> artifacts);

    /// <summary>Adds the signature, or none where nobody could sign, and renames the folder to <c>transcript/</c>.</summary>
    void Finish(string folder, byte[]? signature);
}
