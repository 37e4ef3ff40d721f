using System.Security.Cryptography;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Looks at the world for a step; what is seen goes into the journal unchanged.</summary>
internal sealed class Looker(RunPorts ports, RunPlan plan, Recorder recorder, PinDesk pins, TokenDoor door, ServiceControl services, string folder, string step)
{
    private const int LongestFile = 1 << 20;
    private const int ShortestPassphrase = 6;
    private static readonly TimeSpan LongestConnection = TimeSpan.FromSeconds(10);

    public async Task<JsonMap> See(Look look) => look switch
    {
        LookAtToken at => await SeeToken(at),
        LookAtClock => new() { { "seconds", ports.Machine.Now.ToUnixTimeSeconds() } },
        LookAtRandom random => new() { { "hex", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(random.Bytes)) } },
        LookAtFile file => SeeFile(file),
        LookAtRoom => SeeRoom(),
        LookAtSoftToken soft => await SeeSoftToken(soft),
        LookAtConsoleKey console => await MakeConsoleKey(console),
        LookAtConfig config => SeeConfig(config),
        LookAtFileState state => SeeFileState(state),
        LookAtMedium medium => await Task.Run(() => SeeMedium(medium)),
        LookAtTls tls => await SeeTls(tls),
        LookAtService service => await Task.Run(() => services.Look(service.Service).ToJson()),
        _ => throw new BrokenInvariantException("A step looked at something unknown."),
    };

    private async Task<JsonMap> SeeToken(LookAtToken at)
    {
        ITokenSession session = at.LoggedIn ? await door.LoggedIn(at.Token, "so that its private objects can be seen; this changes nothing") : door.Session(at.Token);
        TokenView view = session.View();
        return (view with { Objects = session.Objects() }).ToJson();
    }

    private JsonMap SeeFile(LookAtFile file) =>
        ports.Files.Read(PathOf(file.Path), LongestFile) is { } bytes ? new() { { "bytes", Convert.ToBase64String(bytes) } } : [];

    private JsonMap SeeRoom()
    {
        IReadOnlyList<NetworkInterfaceView> interfaces = ports.Machine.Interfaces();
        bool isAccepted = RoomGuard.IsAccepted(recorder, AirGapWatch.Names(interfaces));
        return new RoomView(
            plan.ScriptSha256,
            ports.Program.Sha256,
            ports.Program.Version,
            ports.Machine.Description,
            ModuleFiles.Now(plan, ports),
            interfaces)
        {
            Accepted = isAccepted ? [.. interfaces.Where(each => each.IsUp).Select(each => each.Name)] : [],
        }.ToJson();
    }

    // Whoever resumes sees the same: only the masked form is kept.
    private JsonMap SeeConfig(LookAtConfig config)
    {
        if (ports.Installation.Read(PathOf(config.Path)) is not { } state)
        {
            return [];
        }

        byte[] masked = ConfigText.Of(state.Bytes).Masked().ToBytes();
        CryptographicOperations.ZeroMemory(state.Bytes);
        return new ConfigView(masked, state.Owner, state.Group, state.Mode).ToJson();
    }

    private JsonMap SeeFileState(LookAtFileState file) => ports.Installation.Read(PathOf(file.Path)) is { } state
        ? new FileView(Convert.ToHexStringLower(SHA256.HashData(state.Bytes)), state.Bytes.Length, state.Owner, state.Group, state.Mode).ToJson()
        : [];

    private JsonMap SeeMedium(LookAtMedium medium)
    {
        try
        {
            return ports.Installation.Medium(PathOf(medium.Path)).ToJson();
        }
        catch (DeviceFault fault) when (fault.Code == "NoFolder")
        {
            return [];
        }
    }

    private async Task<JsonMap> SeeTls(LookAtTls tls)
    {
        using IDisposable progress = ports.Room.BeginWork($"A TLS connection to {tls.Host}:{tls.Port}.", TimeSpan.FromSeconds(1));
        return await Task.Run(() => ports.Installation.ProbeTls(tls.Host, tls.Port, LongestConnection).ToJson());
    }

    private async Task<JsonMap> SeeSoftToken(LookAtSoftToken soft)
    {
        byte[] bytes = ports.Files.Read(PathOf(soft.Path), LongestFile)
            ?? throw new DeviceFault("ENOENT", $"The soft token {soft.Path} is not there. Insert the medium with the boot kit, or correct its folder.");
        string name = Path.GetFileName(soft.Path);
        string? trouble = null;
        while (true)
        {
            using Secret passphrase = await pins.OfBroughtSoftToken(soft.Path, soft.Holder, trouble);
            try
            {
                using SoftToken token = SoftToken.Open(bytes, passphrase);
                return new() { { "certificate", Convert.ToBase64String(token.Certificate) } };
            }
            catch (PkiException wrong)
            {
                recorder.Append(new SignInFailed(name, soft.Holder, "soft-token"), step, soft.Holder);
                trouble = $"{name} did not open: {wrong.Message}. Type the PIN again.";
            }
        }
    }

    // A key that was made just before the program was stopped is in no record yet, so nothing depends on it: it is made again.
    private async Task<JsonMap> MakeConsoleKey(LookAtConsoleKey console)
    {
        using Secret passphrase = await AskNewPassphrase(console);
        byte[] token = SoftToken.MakeSelfIssued(console.Holder, passphrase, ports.Machine.Now, out byte[] certificate);
        string keys = Path.Combine(folder, "console-keys");
        ports.Files.CreateFolder(keys, Readers.OwnerOnly);
        ports.Files.Replace(Path.Combine(keys, console.File), token, Readers.OwnerOnly);
        ports.Hints?.Remember($"pin {console.File}", passphrase);
        return new() { { "certificate", Convert.ToBase64String(certificate) } };
    }

    // The keyboard demands as much, but answers from a file do not come through it.
    private async Task<Secret> AskNewPassphrase(LookAtConsoleKey console)
    {
        string? trouble = null;
        while (true)
        {
            Secret passphrase = await pins.NewForConsoleKey(console.File, console.Holder, trouble);
            if (passphrase.Length >= ShortestPassphrase)
            {
                return passphrase;
            }

            passphrase.Dispose();
            trouble = $"The PIN is too short: type {ShortestPassphrase} bytes or more.";
        }
    }

    private string PathOf(string path) => Path.Combine(folder, path);
}
