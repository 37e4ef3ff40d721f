using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Looks;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>The installation on a machine, in memory: files, services, a TLS server, and the PINs that people would type.</summary>
/// <param name="files">The files, by their paths.</param>
internal sealed class FakeHost(Dictionary<string, byte[]> files)
{
    /// <summary>The PINs, by the name of the token or the path of the file that they open.</summary>
    public Dictionary<string, string> Pins { get; } = [];

    /// <summary>The services' states.</summary>
    public Dictionary<string, string> States { get; } = [];

    /// <summary>What the next starts and stops of a service come to, by its name; else it does as it is told.</summary>
    public Dictionary<string, Queue<ServiceReceipt>> Comes { get; } = [];

    /// <summary>Other files with the certificates of a file.</summary>
    public Dictionary<string, IReadOnlyList<string>> Copies { get; } = [];

    /// <summary>What a server presents.</summary>
    public Func<LookAtTls, TlsView> Presents { get; set; } = _ => new TlsView("", [], "nobody listens there.");

    /// <summary>Changes what is read back of a file.</summary>
    public Func<string, string> ReadsBack { get; set; } = sha256 => sha256;

    public static string? Told(Look look) => look switch
    {
        LookAtConfig config => $"look at config {config.Path}",
        LookAtFileState file => $"look at the state of {file.Path}",
        LookAtCopies copies => $"look for the certificates of {copies.Path} in other files",
        LookAtMedium medium => $"look at medium {medium.Path}",
        LookAtTls tls => $"look at TLS of {tls.Host}:{tls.Port}",
        LookAtService service => $"look at service {service.Service}",
        _ => null,
    };

    public object? Seen(Look look) => look switch
    {
        LookAtConfig config => files.TryGetValue(config.Path, out byte[]? bytes) ? new ConfigView(ConfigText.Of(bytes).Masked().ToBytes(), 0, 120, 0x1A0) : null,
        LookAtFileState file => files.TryGetValue(file.Path, out byte[]? bytes) ? new FileView(Hash(bytes), bytes.Length, 0, 120, 0x1A0) : null,
        LookAtCopies copies => Copies.GetValueOrDefault(copies.Path, []),
        LookAtTls tls => Presents(tls),
        LookAtService service => new ServiceView(States.GetValueOrDefault(service.Service, "active"), []),
        _ => null,
    };

    public Receipt? Done(CeremonyAction action) => action switch
    {
        EditConfig edit => Edit(edit),
        PlaceFile place => Place(place),
        RemoveFile remove => Remove(remove),
        RestoreFiles restore => Restore(restore),
        ClearBackup clear => Clear(clear),
        StopService stop => Turn(stop.Service, "inactive"),
        StartService start => Turn(start.Service, "active"),
        _ => null,
    };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private EditedReceipt Edit(EditConfig edit)
    {
        var text = ConfigText.Of(files[edit.File]);
        Assert.Equal(edit.Before, text.MaskedSha256());
        files[edit.Backup] = files[edit.File];
        text = edit.Edits.Aggregate(text, (before, each) => each.MadeIn(before, each.IsPin ? Pins[each.PinOfFile ?? each.PinOf!.Value.Name] : ""));
        files[edit.File] = text.ToBytes();
        return new EditedReceipt(ReadsBack(text.MaskedSha256()));
    }

    private StoredReceipt Place(PlaceFile place)
    {
        Assert.Equal(place.Replaces, files.TryGetValue(place.File, out byte[]? there) ? Hash(there) : null);
        Assert.Equal(place.Backup is null, there is null);
        if (place.Backup is not null)
        {
            files[place.Backup] = there!;
        }

        files[place.File] = place.Bytes ?? files[place.From!];
        return new StoredReceipt(ReadsBack(Hash(files[place.File])));
    }

    private EnteredReceipt Remove(RemoveFile remove)
    {
        Assert.Equal(remove.Sha256, Hash(files[remove.File]));
        if (remove.Backup is not null)
        {
            files[remove.Backup] = files[remove.File];
        }

        files.Remove(remove.File);
        return new EnteredReceipt();
    }

    private EnteredReceipt Clear(ClearBackup clear)
    {
        Assert.Equal(clear.Masked ?? clear.Sha256, clear.Masked is null ? Hash(files[clear.File]) : ConfigText.Of(files[clear.File]).MaskedSha256());
        if (clear.To is not null)
        {
            files[clear.To] = files[clear.File];
        }

        files.Remove(clear.File);
        return new EnteredReceipt();
    }

    private EnteredReceipt Restore(RestoreFiles restore)
    {
        foreach (RestoredFile file in restore.Files)
        {
            files.Remove(file.File);
            if (file.Backup is not null)
            {
                files[file.File] = files[file.Backup];
            }
        }

        return new EnteredReceipt();
    }

    private ServiceReceipt Turn(string service, string state)
    {
        ServiceReceipt receipt = Comes.TryGetValue(service, out Queue<ServiceReceipt>? next) && next.TryDequeue(out ServiceReceipt? told) ? told : new ServiceReceipt(state, []);
        States[service] = receipt.State;
        return receipt;
    }
}
