using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine;

/// <summary>
/// Changes files of the installation. Each action looks first whether the file is still as it was shown, and does nothing where it was done already, so
/// that it can be taken up again after an interruption.
/// </summary>
internal sealed class SystemFiles(RunPorts ports, string folder)
{
    /// <summary>Edits a file. It is looked at after its PINs were typed: a change made meanwhile is not overwritten.</summary>
    public EditedReceipt Edit(EditConfig action, ReadyPins pins)
    {
        Write(action, pins);
        FileState now = Demand(action.File);
        string read = ConfigText.Of(now.Bytes).MaskedSha256();
        CryptographicOperations.ZeroMemory(now.Bytes);
        return read == action.After ? new EditedReceipt(read) : throw Changed(action.File);
    }

    public StoredReceipt Place(PlaceFile action)
    {
        byte[] bytes = action.Bytes ?? Demand(action.From!).Bytes;
        if (Sha256(bytes) != action.Sha256)
        {
            throw Changed(action.From ?? action.File);
        }

        string path = PathOf(action.File);
        string? now = HashOf(path);
        if (now != action.Sha256)
        {
            if (now != action.Replaces)
            {
                throw Changed(action.File);
            }

            if (action.Backup is not null)
            {
                ports.Installation.KeepCopy(path, PathOf(action.Backup));
            }

            ports.Installation.Replace(path, bytes, action.From is null ? Readers.Everybody : Readers.OwnerOnly);
        }

        return HashOf(path) is { } placed && placed == action.Sha256 ? new StoredReceipt(placed) : throw Changed(action.File);
    }

    public EnteredReceipt Remove(RemoveFile action)
    {
        string path = PathOf(action.File);
        if (HashOf(path) is { } now)
        {
            if (now != action.Sha256)
            {
                throw Changed(action.File);
            }

            if (action.Backup is not null)
            {
                ports.Installation.KeepCopy(path, PathOf(action.Backup));
            }

            ports.Installation.Remove(path);
        }

        return new EnteredReceipt();
    }

    public EnteredReceipt Restore(RestoreFiles action)
    {
        foreach (RestoredFile file in action.Files)
        {
            string path = PathOf(file.File);
            if (file.Backup is null)
            {
                ports.Installation.Remove(path);
            }
            else if (ports.Installation.Read(path) is null)
            {
                ports.Installation.KeepCopy(PathOf(file.Backup), path);
            }
            else
            {
                byte[] bytes = Demand(file.Backup).Bytes;
                ports.Installation.Replace(path, bytes, Readers.OwnerOnly);
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        return new EnteredReceipt();
    }

    // PINs are put in as bytes at the very end: a placeholder holds each one's place. What is looked at is what is edited.
    private void Write(EditConfig action, ReadyPins pins)
    {
        string path = PathOf(action.File);
        FileState state = Demand(action.File);
        ConfigText text = ConfigText.Of(state.Bytes);
        string masked = text.MaskedSha256();
        if (masked != action.Before && masked != action.After)
        {
            CryptographicOperations.ZeroMemory(state.Bytes);
            throw Changed(action.File);
        }

        var places = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (ConfigEdit edit in action.Edits)
        {
            if (edit.Pin(action.File) is { } need)
            {
                string place = $"@{places.Count.ToString(CultureInfo.InvariantCulture)}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@";
                places.Add(place, pins.Of(need));
                text = text.With(edit.Name, place);
            }
            else
            {
                text = text.With(edit.Name, edit.Value!);
            }
        }

        byte[] bytes = text.ToBytes();
        foreach ((string place, Secret pin) in places)
        {
            byte[] former = bytes;
            bytes = Spliced(former, Encoding.ASCII.GetBytes(place), pin);
            CryptographicOperations.ZeroMemory(former);
        }

        try
        {
            // Where the backup is there already it is the file as it was before the interruption; it is not overwritten.
            if (ports.Installation.Read(PathOf(action.Backup)) is { } kept)
            {
                CryptographicOperations.ZeroMemory(kept.Bytes);
            }
            else
            {
                ports.Installation.KeepCopy(path, PathOf(action.Backup));
            }

            ports.Installation.Replace(path, bytes, Readers.OwnerOnly);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(state.Bytes);
        }
    }

    private static byte[] Spliced(byte[] bytes, byte[] place, Secret pin)
    {
        int at = bytes.AsSpan().IndexOf(place);
        return pin.Reveal(secret =>
        {
            byte[] whole = GC.AllocateUninitializedArray<byte>(bytes.Length - place.Length + secret.Length, pinned: true);
            bytes.AsSpan(0, at).CopyTo(whole);
            secret.CopyTo(whole.AsSpan(at));
            bytes.AsSpan(at + place.Length).CopyTo(whole.AsSpan(at + secret.Length));
            return whole;
        });
    }

    private FileState Demand(string file) =>
        ports.Installation.Read(PathOf(file)) ?? throw new DeviceFault("ENOENT", $"The file {file} is not there. Put it, or the medium that it is on, back, then try again.");

    private string? HashOf(string path) => ports.Installation.Read(path) is { } state ? Sha256(state.Bytes) : null;

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static DeviceFault Changed(string file) =>
        new("Changed", $"The file {file} is no longer as it was shown, so it was not overwritten. Find out who changed it; the step shows it again when you try again.");

    private string PathOf(string path) => Path.GetFullPath(ScriptPaths.Of(ports, folder, path));
}
