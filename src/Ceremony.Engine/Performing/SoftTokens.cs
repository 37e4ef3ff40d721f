using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// Makes soft tokens and uses them. A pair waits in <c>FILE.pending</c> under its PIN until it has its certificate, so that an interruption loses
/// nothing but the login.
/// </summary>
internal sealed class SoftTokens(RunContext run, PinDesk desk, ShownPins pins, StepSecrets secrets, string step)
{
    private const int LongestFile = 1 << 20;
    private readonly ShownFiles _shown = new(run.Recorder, step);

    public async Task<SoftKeyReceipt> Make(MakeSoftToken action)
    {
        DemandMedium(action.File);
        string pending = Pending(action.File);
        using ISoftKey key = await Task.Run(() => run.Ports.SoftTokens.GenerateKey(action.Algorithm));
        string name = Path.GetFileName(action.File);
        ShownPins.Given given = await pins.Give(
            new ShownPins.Order($"pin {name}", $"PIN of {Hostile.Escape(name)}", action.Holder),
            action.Digits,
            pin => Task.Run(() => run.Ports.Files.Replace(pending, key.Close(pin, run.Ports.Machine.Now), Readers.OwnerOnly)),
            pin => run.Ports.SoftTokens.OpenKey(ReadPending(action.File), pin).Dispose());
        using Secret learned = given.Pin;
        secrets.Keep(action.File, learned);
        return new SoftKeyReceipt(key.PublicKey, given.TimesShown, given.Made);
    }

    public async Task<SoftTokenReceipt> Complete(CompleteSoftToken action, ReadyPins pins)
    {
        SoftTokenPin need = action.Pins.OfType<SoftTokenPin>().Single();
        Secret pin = pins.Of(need);
        string path = run.PathOf(action.File);
        run.Ports.Installation.TakeUp(Pending(action.File));
        bool wasPending = IsPending(action.File);
        using (ISoftKey key = Opened(action.File, () => run.Ports.SoftTokens.OpenKey(Present(need), pin)))
        {
            // Made before the medium is looked at again: a key is encrypted slowly on purpose, and meanwhile another one could be inserted.
            byte[] whole = await Task.Run(() => key.Complete(action.Certificates, pin));
            DemandMedium(action.File);
            RefuseStranger(action.File, path, pin, wasPending);
            await Task.Run(() => run.Ports.Files.Replace(path, whole, Readers.OwnerOnly));
        }

        byte[] back = run.Ports.Files.Read(path, LongestFile) ?? throw new DeviceFault("ENOENT", $"{action.File} is not there after it was written. Look at the medium, then try again.");
        using ISoftToken token = run.Ports.SoftTokens.Open(back, pin);
        if (!token.Certificate.AsSpan().SequenceEqual(action.Certificates[0]))
        {
            throw new DeviceFault("ReadBack", $"{action.File} holds a certificate that is not the one that was written. Look at the medium, then try again.");
        }

        if (wasPending)
        {
            using IInstalledFile? pending = run.Ports.Installation.Open(Pending(action.File));
            pending?.Remove();
        }

        return new SoftTokenReceipt(back.Length, Convert.ToHexStringLower(SHA256.HashData(token.Certificate)));
    }

    public SignatureReceipt Sign(SignChallengeWithSoftToken action, ReadyPins pins)
    {
        SoftTokenPin need = action.Pins.OfType<SoftTokenPin>().Single();
        using ISoftToken token = Opened(action.File, () => run.Ports.SoftTokens.Open(Present(need), pins.Of(need)));
        return new SignatureReceipt(token.Sign(action.Algorithm, action.Bytes));
    }

    public DecryptedReceipt Decrypt(ProveDecryptionWithSoftToken action, ReadyPins pins)
    {
        SoftTokenPin need = action.Pins.OfType<SoftTokenPin>().Single();
        using ISoftToken token = Opened(action.File, () => run.Ports.SoftTokens.Open(Present(need), pins.Of(need)));
        try
        {
            return new DecryptedReceipt(token.Decrypt(action.Ciphertext));
        }
        catch (PkiException wrong)
        {
            throw new DeviceFault(DeviceFault.WrongResult, $"The soft token {action.File} could not decrypt the value: {wrong.Message}. Bring the medium with the soft token that this ceremony issued, then try again.");
        }
    }

    /// <summary>The PIN of a soft token, proven by opening it; the caller wipes it.</summary>
    public async Task<Secret> PinOf(SoftTokenPin need)
    {
        (string file, string holder) = (need.File, need.Holder);
        await run.AirGap.DemandConfirmed(step);
        byte[] bytes = Present(need);
        SoftTokenFile.Named(file, () => run.Ports.SoftTokens.DemandKind(bytes));
        if (secrets.Find(file) is { } known && Proven(file, bytes, known))
        {
            return known;
        }

        string? trouble = null;
        while (true)
        {
            await run.AirGap.DemandConfirmed(step);
            Secret pin = await desk.OfSoftToken(file, holder, trouble);
            await pin.UnlessFails(run.Talk.DemandHere(step, holder));
            if (run.AirGap.Holds)
            {
                pin.Dispose();
                continue;
            }

            if (Proven(file, bytes, pin))
            {
                secrets.Keep(file, pin);
                return pin;
            }

            run.Recorder.Append(new SignInFailed(Path.GetFileName(file), holder, "soft-token"), step, holder);
            trouble = $"{Path.GetFileName(file)} did not open: wrong PIN. Type the PIN again.";
        }
    }

    // People agree for minutes after the step looked at the medium; once it is taken out, its folder is one of this machine's own disk.
    private void DemandMedium(string file)
    {
        string folder = Path.GetDirectoryName(run.PathOf(file))!;
        if (_shown.Medium(path => Path.TrimEndingDirectorySeparator(run.PathOf(path)) == folder) is not { } shown)
        {
            return;
        }

        MediumView now = run.Ports.Installation.Medium(folder);
        if ((now.MountPoint, now.Device, now.FileSystem) != (shown.MountPoint, shown.Device, shown.FileSystem))
        {
            throw new DeviceFault(DeviceFault.Changed, $"{Hostile.Escape(file)} would not be written to the medium that was shown: {Hostile.Escape(shown.Device)} was at {Hostile.Escape(shown.MountPoint)}, and now it is {Hostile.Escape(now.Device)}. Insert the medium again, then try again.");
        }
    }

    // Nothing was there when the step looked. What the PIN opens was written before an interruption.
    private void RefuseStranger(string file, string path, Secret pin, bool wasPending)
    {
        if (wasPending && run.Ports.Files.Read(path, LongestFile) is { } there && !IsOurs(there, pin))
        {
            throw new DeviceFault(DeviceFault.Changed, $"There is another file {file} now, and it was not overwritten. Find out who put it there, move it away, then try again.");
        }
    }

    // One that opens nothing is wiped, whatever the reason.
    private bool Proven(string file, byte[] bytes, Secret pin)
    {
        bool opens = false;
        pin.UnlessFails(() => opens = Opens(file, bytes, pin));
        if (!opens)
        {
            pin.Dispose();
        }

        return opens;
    }

    // False for a wrong PIN. What no PIN opens is thrown: another one would not help.
    private bool Opens(string file, byte[] bytes, Secret pin)
    {
        try
        {
            SoftTokenFile.Named(file, () => run.Ports.SoftTokens.OpenKey(bytes, pin)).Dispose();
            return true;
        }
        catch (WrongPinException)
        {
            return false;
        }
    }

    private bool IsOurs(byte[] bytes, Secret pin)
    {
        try
        {
            run.Ports.SoftTokens.OpenKey(bytes, pin).Dispose();
            return true;
        }
        catch (PkiException)
        {
            return false;
        }
    }

    // The PIN opened it a moment ago.
    private static T Opened<T>(string file, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (PkiException wrong)
        {
            throw new DeviceFault(DeviceFault.Changed, $"The soft token {file} did not open, although its PIN was right: {wrong.Message}. Look at its medium, then try again.");
        }
    }

    private byte[] Present(SoftTokenPin need)
    {
        if (!need.MayBePending)
        {
            return Read(need.File);
        }

        return run.Ports.Files.Read(IsPending(need.File) ? Pending(need.File) : run.PathOf(need.File), LongestFile)
            ?? throw new DeviceFault("ENOENT", $"Neither {need.File} nor {need.File}.pending is there. Insert the medium, then try again.");
    }

    private bool IsPending(string file) => run.Ports.Files.Read(Pending(file), LongestFile) is not null;

    private byte[] ReadPending(string file) =>
        run.Ports.Files.Read(Pending(file), LongestFile) ?? throw new DeviceFault("ENOENT", $"{file}.pending is not there after it was written. Look at the medium, then try again.");

    private byte[] Read(string file) =>
        run.Ports.Files.Read(run.PathOf(file), LongestFile) ?? throw new DeviceFault("ENOENT", $"The soft token {file} is not there. Insert its medium, then try again.");

    private string Pending(string file) => run.PathOf($"{file}.pending");
}
