using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>The backups of this ceremony: what each must hold is on record, in the action that kept it.</summary>
internal sealed class KeptFiles(Recorder recorder)
{
    /// <summary>Whether a backup holds what was kept in it. Of a file with PINs only the masked form is on record.</summary>
    public bool Is(string backup, byte[] bytes) => recorder.Lines.LatestTelling<Intended>().Select(line => ((Intended)line.Entry).Action).FirstOrDefault(action => BackupOf(action) == backup) switch
    {
        EditConfig edit => ConfigText.Of(bytes).MaskedSha256() == edit.Before,
        PlaceFile place => Sha256(bytes) == place.Replaces,
        RemoveFile remove => Sha256(bytes) == remove.Sha256,
        _ => false,
    };

    private static string? BackupOf(CeremonyAction action) => action switch
    {
        EditConfig edit => edit.Backup,
        PlaceFile place => place.Backup,
        RemoveFile remove => remove.Backup,
        _ => null,
    };

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
