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

/// <summary>Looks at the world for a step; what is seen goes into the journal as it is.</summary>
internal sealed class Looker(RunContext run, PinDesk pins, TokenDoor door, ServiceControl services, string step)
{
    private const int LongestFile = 1 << 20;
    private const int ShortestPin = 6;
    private static readonly TimeSpan LongestConnection = TimeSpan.FromSeconds(10);
    private readonly FileLooks _files = new(run.Ports.Files, run.Ports.Installation, run.PathOf);

    public async Task<JsonMap> See(Look look) => look switch
    {
        LookAtToken at => await SeeToken(at),
        LookAtKeyForm form => await TryForm(form),
        LookAtBlankTokens blank => await Task.Run(() => SeeBlank(blank)),
        LookAtClock => new() { { "seconds", run.Ports.Machine.Now.ToUnixTimeSeconds() } },
        LookAtRandom random => new() { { "hex", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(random.Bytes)) } },
        LookAtFile file => _files.See(file),
        LookAtRoom => SeeRoom(),
        LookAtSoftToken soft => await SeeSoftToken(soft),
        LookAtConsoleKey console => await MakeConsoleKey(console),
        LookAtConfig config => _files.See(config),
        LookAtFileState state => _files.See(state),
        LookAtCopies copies => await Task.Run(() => _files.See(copies)),
        LookAtMedium medium => await Task.Run(() => _files.See(medium)),
        LookAtTls tls => await SeeTls(tls),
        LookAtService service => await Task.Run(() => services.Look(service.Service).ToJson()),
        _ => throw new BrokenInvariantException("A step looked at something unknown."),
    };

    private async Task<JsonMap> SeeToken(LookAtToken at) => (await door.See(at.Token, at.LoggedIn ? "so that its private objects can be seen; this changes nothing" : null)).ToJson();

    private async Task<JsonMap> TryForm(LookAtKeyForm form)
    {
        ITokenSession session = form.LoggedIn ? await door.LoggedIn(form.Token, "so that it can be found out how it makes keys; nothing stays on it") : door.Session(form.Token);
        using IDisposable progress = run.Ports.Room.BeginWork("The token makes a key on trial, which is gone at once.", TimeSpan.FromSeconds(1));
        return await Task.Run(() => session.FormOf(form.Algorithm, form.Usage, form.Id).ToJson());
    }

    // A rehearsal has blank tokens of its own, in slots of other names.
    private JsonMap SeeBlank(LookAtBlankTokens blank) => TokenList.Blank(run.Ports.Tokens, door.Entry(blank.Token), run.Ports.IsRehearsal ? blank with { Slot = null, Serial = null } : blank).ToJson();

    private JsonMap SeeRoom()
    {
        IReadOnlyList<NetworkInterfaceView> interfaces = run.Ports.Machine.Interfaces();
        IReadOnlyList<ModuleFile> modules = ModuleFiles.Now(run.Plan, run.Ports);
        RefuseOther(modules);
        return new RoomView(
            run.Plan.ScriptSha256,
            run.Ports.Program.Sha256,
            run.Ports.Program.Version,
            run.Ports.Machine.Description,
            modules,
            interfaces)
        {
            Accepted = run.AirGap.Accepted(interfaces),
            InterfacesUp = run.Plan.InterfacesUp,
        }.ToJson();
    }

    // Tokens are worked with by the modules that were loaded; what lies in their place now is not what runs.
    private void RefuseOther(IReadOnlyList<ModuleFile> modules)
    {
        IReadOnlyList<ModuleFile> running = run.Recorder.Lines.Select(line => line.Entry switch
        {
            Opened opened => opened.Modules,
            Resumed resumed => resumed.Modules,
            _ => null,
        }).OfType<IReadOnlyList<ModuleFile>>().Last();
        if (ModuleFiles.Differences(running, modules).Select(each => each.Found).FirstOrDefault() is { } found)
        {
            throw new DeviceFault("OtherModule", $"{char.ToUpperInvariant(found[0])}{Hostile.Escape(found[1..])}, than when the program was begun. Put the right one back and try again; or leave the program and resume, which asks the officers about the other one.");
        }
    }

    private async Task<JsonMap> SeeTls(LookAtTls tls)
    {
        using IDisposable progress = run.Ports.Room.BeginWork($"A TLS connection to {tls.Host}:{tls.Port}.", TimeSpan.FromSeconds(1));
        return await Task.Run(() => run.Ports.Installation.ProbeTls(tls.Host, tls.Port, LongestConnection).ToJson());
    }

    private async Task<JsonMap> SeeSoftToken(LookAtSoftToken soft)
    {
        byte[] bytes = run.Ports.Files.Read(run.PathOf(soft.Path), LongestFile)
            ?? throw new DeviceFault("ENOENT", $"The soft token {soft.Path} is not there. Insert the medium with the boot kit, or correct its folder.");
        string name = Path.GetFileName(soft.Path);
        SoftTokenFile.Named(soft.Path, () => run.Ports.SoftTokens.DemandKind(bytes));
        string? trouble = null;
        while (true)
        {
            await DemandMayOpen();
            using Secret pin = await pins.OfBroughtSoftToken(soft.Path, soft.Holder, trouble);
            await run.Talk.DemandHere(step, soft.Holder);
            if (run.AirGap.Holds && run.CanConfirm)
            {
                continue;
            }

            try
            {
                using ISoftToken token = SoftTokenFile.Named(soft.Path, () => run.Ports.SoftTokens.Open(bytes, pin));
                return new() { { "certificate", Convert.ToBase64String(token.Certificate) } };
            }
            catch (WrongPinException)
            {
                run.Recorder.Append(new SignInFailed(name, soft.Holder, "soft-token"), step, soft.Holder);
                trouble = $"{name} did not open: wrong PIN. Type the PIN again.";
            }
        }
    }

    // Who is to confirm has to be recognised first; nothing else is opened before they have confirmed an open air gap.
    private Task DemandMayOpen() => run.CanConfirm ? run.AirGap.DemandConfirmed(step) : Task.CompletedTask;

    // A key that was made just before the program was stopped is in no record yet, so nothing depends on it: it is made again.
    private async Task<JsonMap> MakeConsoleKey(LookAtConsoleKey console)
    {
        using Secret pin = await AskNewPin(console);
        byte[] token = run.Ports.SoftTokens.MakeSelfIssued(console.Holder, pin, run.Ports.Machine.Now, out byte[] certificate);
        string keys = run.PathOf(OfficerTokens.ConsoleKeys);
        run.Ports.Files.CreateFolder(keys, Readers.OwnerOnly);
        run.Ports.Files.Replace(run.PathOf(Path.Combine(keys, console.File)), token, Readers.OwnerOnly);
        run.Ports.Hints?.Remember($"pin {console.File}", pin);
        return new() { { "certificate", Convert.ToBase64String(certificate) } };
    }

    // The keyboard demands as much; answers from a file do not go through it.
    private async Task<Secret> AskNewPin(LookAtConsoleKey console)
    {
        string? trouble = null;
        while (true)
        {
            Secret pin = await pins.NewForConsoleKey(console.File, console.Holder, trouble);
            if (pin.Length >= ShortestPin)
            {
                return pin;
            }

            pin.Dispose();
            trouble = $"The PIN is too short: type {ShortestPin} bytes or more.";
        }
    }
}
