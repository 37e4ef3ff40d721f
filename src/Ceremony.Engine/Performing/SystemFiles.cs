using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;

namespace Ceremony.Engine;

/// <summary>
/// Changes files of the installation. Each is opened once: what is compared with what was shown is what is kept as its backup and what is changed. What was
/// done already is not done again, so that an action can be taken up after an interruption.
/// </summary>
internal sealed class SystemFiles(RunContext run, string step)
{
    private readonly ShownFiles _shown = new(run.Recorder, step);

    /// <summary>Edits a file. It is opened after its PINs were typed: a change made meanwhile is not overwritten.</summary>
    public EditedReceipt Edit(EditConfig action, ReadyPins pins)
    {
        using (IInstalledFile file = Demand(action.File))
        {
            ConfigText text = ConfigText.Of(file.State.Bytes);
            string masked = text.MaskedSha256();
            if ((masked != action.Before && masked != action.After) || !_shown.HasRightsOf(action.File, file.State))
            {
                throw Changed(action.File);
            }

            byte[] bytes = EditedText.Of(text, action, pins);
            try
            {
                Keep(file, action.Backup, mayBeThere: true);
                file.Replace(bytes);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        using IInstalledFile now = Demand(action.File);
        string read = ConfigText.Of(now.State.Bytes).MaskedSha256();
        return read == action.After ? new EditedReceipt(read) : throw Changed(action.File);
    }

    public StoredReceipt Place(PlaceFile action)
    {
        using IInstalledFile? source = action.Bytes is null ? Demand(action.From!) : null;
        byte[] bytes = action.Bytes ?? source!.State.Bytes;
        if (Sha256(bytes) != action.Sha256)
        {
            throw Changed(action.From ?? action.File);
        }

        using (IInstalledFile? there = Open(action.File))
        {
            string? now = there is null ? null : Sha256(there.State.Bytes);
            if (now != action.Sha256 && now != action.Replaces)
            {
                throw Changed(action.File);
            }

            if (there is null)
            {
                run.Ports.Installation.PlaceNew(run.PathOf(action.File), bytes, action.From is null ? Readers.Everybody : Readers.OwnerOnly);
            }
            else
            {
                PlaceOver(action, there, bytes, now!);
            }
        }

        using IInstalledFile placed = Demand(action.File);
        return Sha256(placed.State.Bytes) == action.Sha256 ? new StoredReceipt(action.Sha256) : throw Changed(action.File);
    }

    // The same bytes are kept too: a restore needs a backup of whatever was there. A file that is there although none was is one that an interruption left.
    private void PlaceOver(PlaceFile action, IInstalledFile there, byte[] bytes, string now)
    {
        if (now == action.Replaces)
        {
            if (!_shown.HasRightsOf(action.File, there.State))
            {
                throw Changed(action.File);
            }

            Keep(there, action.Backup, mayBeThere: false);
        }

        if (now != action.Sha256)
        {
            there.Replace(bytes);
        }
    }

    public EnteredReceipt Remove(RemoveFile action)
    {
        using IInstalledFile? file = Open(action.File);
        if (file is not null)
        {
            if (Sha256(file.State.Bytes) != action.Sha256)
            {
                throw Changed(action.File);
            }

            Keep(file, action.Backup, mayBeThere: false);
            file.Remove();
        }

        return new EnteredReceipt();
    }

    public EnteredReceipt Restore(RestoreFiles action)
    {
        foreach (RestoredFile each in action.Files)
        {
            Restore(each);
        }

        return new EnteredReceipt();
    }

    // What the step looked at must be that still; a file that is as its backup was brought back before an interruption.
    private void Restore(RestoredFile each)
    {
        using IInstalledFile? backup = each.Backup is null ? null : Demand(each.Backup);
        using IInstalledFile? file = Open(each.File);
        if (backup is not null && !_shown.IsAsShown(each.Backup!, backup.State))
        {
            throw Changed(each.Backup!);
        }

        if (file is null)
        {
            backup?.KeepCopy(run.PathOf(each.File));
            return;
        }

        bool isBack = backup is not null && backup.State.Bytes.AsSpan().SequenceEqual(file.State.Bytes);
        if (!isBack && !_shown.IsAsShown(each.File, file.State))
        {
            throw Changed(each.File);
        }

        if (backup is null)
        {
            file.Remove();
        }
        else
        {
            file.Replace(backup.State.Bytes);
        }
    }

    // A backup of settings that is there already is the file as it was before an interruption; it is not overwritten.
    private void Keep(IInstalledFile file, string? backup, bool mayBeThere)
    {
        if (backup is null)
        {
            return;
        }

        using IInstalledFile? there = mayBeThere ? Open(backup) : null;
        if (there is null)
        {
            file.KeepCopy(run.PathOf(backup));
        }
    }

    private IInstalledFile? Open(string file) => run.Ports.Installation.Open(run.PathOf(file));

    private IInstalledFile Demand(string file) =>
        Open(file) ?? throw new DeviceFault("ENOENT", $"The file {file} is not there. Put it, or the medium that it is on, back, then try again.");

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static DeviceFault Changed(string file) =>
        new("Changed", $"The file {file} is no longer as it was shown, so it was not overwritten. Find out who changed it; the step shows it again when you try again.");
}
