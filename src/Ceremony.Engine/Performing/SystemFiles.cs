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
    private readonly KeptFiles _kept = new(run.Recorder);

    /// <summary>Edits a file. It is opened after its PINs were typed: a change made meanwhile is not overwritten.</summary>
    public EditedReceipt Edit(EditConfig action, ReadyPins pins)
    {
        using (IInstalledFile file = Demand(action.File))
        {
            ConfigText text = ConfigText.Of(file.State.Bytes);
            string masked = text.MaskedSha256();

            // Where it was edited before an interruption, the backup is the file as it was before that.
            bool isEdited = masked == action.After && IsKept(action);
            if ((masked != action.Before && !isEdited) || !_shown.HasRightsOf(action.File, file.State))
            {
                throw Changed(action.File);
            }

            byte[] bytes = EditedText.Of(text, action, pins);
            try
            {
                WithBackup(file, isEdited ? null : action.Backup, () => file.Replace(bytes));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        using IInstalledFile now = Demand(action.File);
        string read = ConfigText.Of(now.State.Bytes).MaskedSha256();
        return read == action.After ? new EditedReceipt(read) : throw ReadBack(action.File);
    }

    public StoredReceipt Place(PlaceFile action)
    {
        using IInstalledFile? source = action.Bytes is null ? Demand(action.From!) : null;
        byte[] bytes = action.Bytes ?? source!.State.Bytes;
        if (Sha256(bytes) != action.Sha256)
        {
            throw Changed(action.From ?? action.File, "copied");
        }

        using (IInstalledFile? there = Open(action.File))
        {
            string? now = there is null ? null : Sha256(there.State.Bytes);
            if (now != action.Replaces && (now != action.Sha256 || !IsKept(action.Backup, action.Replaces)))
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
        return Sha256(placed.State.Bytes) == action.Sha256 ? new StoredReceipt(action.Sha256) : throw ReadBack(action.File);
    }

    // The same bytes are kept too: a restore needs a backup of whatever was there. What was not there before is what an interruption left.
    private void PlaceOver(PlaceFile action, IInstalledFile there, byte[] bytes, string now)
    {
        if (now != action.Replaces)
        {
            return;
        }

        if (!_shown.HasRightsOf(action.File, there.State))
        {
            throw Changed(action.File);
        }

        WithBackup(there, action.Backup, () =>
        {
            if (now != action.Sha256)
            {
                there.Replace(bytes);
            }
        });
    }

    public EnteredReceipt Remove(RemoveFile action)
    {
        run.Ports.Installation.TakeUp(run.PathOf(action.File));
        using IInstalledFile? file = Open(action.File);
        if (file is null ? !IsKept(action.Backup, action.Sha256) : Sha256(file.State.Bytes) != action.Sha256)
        {
            throw Changed(action.File, "removed");
        }

        if (file is not null)
        {
            WithBackup(file, action.Backup, file.Remove);
        }

        return new EnteredReceipt();
    }

    /// <summary>Removes a backup, or moves it. Where an interruption came between the two halves of a move, the copy is there already.</summary>
    public EnteredReceipt Clear(ClearBackup action)
    {
        run.Ports.Installation.TakeUp(run.PathOf(action.File));
        using IInstalledFile? file = Open(action.File);
        if (file is not null && !(Is(action, file.State) && _kept.Is(action.File, file.State.Bytes) && _shown.IsAsShown(action.File, file.State)))
        {
            throw Changed(action.File, action.To is null ? "removed" : "moved");
        }

        if (action.To is not null && file is not null)
        {
            Copy(file, action.To);
        }

        if (action.To is not null)
        {
            using IInstalledFile moved = Demand(action.To);
            if (!Is(action, moved.State))
            {
                throw ReadBack(action.To);
            }
        }

        file?.Remove();
        using IInstalledFile? left = Open(action.File);
        return left is null ? new EnteredReceipt() : throw Changed(action.File, "removed");
    }

    // A medium has no owners and modes of other machines: the copy belongs to whoever owns the folder, and to nobody else.
    private void Copy(IInstalledFile file, string to)
    {
        using IInstalledFile? there = Open(to);
        if (there is null)
        {
            run.Ports.Installation.PlaceNew(run.PathOf(to), file.State.Bytes, Readers.OwnerOnly);
        }
        else if (!there.State.Bytes.AsSpan().SequenceEqual(file.State.Bytes))
        {
            throw new DeviceFault("Exists", $"The file {to} is there already and is another: move it away, or have another medium inserted, then try again.");
        }
    }

    private static bool Is(ClearBackup action, FileState state) =>
        action.Masked is null ? Sha256(state.Bytes) == action.Sha256 : ConfigText.Of(state.Bytes).MaskedSha256() == action.Masked;

    public EnteredReceipt Restore(RestoreFiles action)
    {
        foreach (RestoredFile each in action.Files)
        {
            Restore(each);
        }

        return new EnteredReceipt();
    }

    // A backup holds what the record says was kept in it, whether or not the step had to look at it. What the step did look at must be that still; a file
    // that is as its backup was brought back before an interruption.
    private void Restore(RestoredFile each)
    {
        run.Ports.Installation.TakeUp(run.PathOf(each.File));
        using IInstalledFile? backup = each.Backup is null ? null : Demand(each.Backup);
        using IInstalledFile? file = Open(each.File);
        if (backup is not null && !(_kept.Is(each.Backup!, backup.State.Bytes) && _shown.IsAsShown(each.Backup!, backup.State)))
        {
            throw new DeviceFault("OtherBackup", $"The file {each.Backup} is not the one that this ceremony kept, so {each.File} was not brought back from it. Put the right one back, then try again.");
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

    // A backup of what turned out to be another file by then would be taken for that of the next try.
    private void WithBackup(IInstalledFile file, string? backup, Action deed)
    {
        if (backup is not null)
        {
            run.Ports.Installation.MakeBackupFolder(Path.GetDirectoryName(run.PathOf(backup))!);
        }

        bool isNew = backup is not null && file.KeepCopy(run.PathOf(backup));
        try
        {
            deed();
        }
        catch (DeviceFault fault) when (isNew && fault.Code == DeviceFault.Changed)
        {
            using IInstalledFile? made = Open(backup!);
            made?.Remove();
            throw;
        }
    }

    private bool IsKept(EditConfig action)
    {
        using IInstalledFile? kept = Open(action.Backup);
        return kept is not null && ConfigText.Of(kept.State.Bytes).MaskedSha256() == action.Before;
    }

    private bool IsKept(string? backup, string? sha256)
    {
        using IInstalledFile? kept = backup is null ? null : Open(backup);
        return backup is null || (kept is not null && Sha256(kept.State.Bytes) == sha256);
    }

    private IInstalledFile? Open(string file) => run.Ports.Installation.Open(run.PathOf(file));

    private IInstalledFile Demand(string file) =>
        Open(file) ?? throw new DeviceFault("ENOENT", $"The file {file} is not there. Put it, or the medium that it is on, back, then try again.");

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static DeviceFault Changed(string file, string done = "overwritten") =>
        new(DeviceFault.Changed, $"The file {file} is no longer as it was shown, so it was not {done}. Find out who changed it; the step shows it again when you try again.");

    private static DeviceFault ReadBack(string file) =>
        new("ReadBack", $"The file {file} does not hold what was written into it a moment ago. Find out who changed it, then try again.");
}
