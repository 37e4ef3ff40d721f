using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Screens;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Engine;
using Ceremony.Machine;
using Ceremony.Machine.Files;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;
using Ceremony.Pki;
using Ceremony.Scripts;

namespace CeremonyTui.Wiring;

/// <summary>
/// A rehearsal's own room under <c>DIR/rehearsal/</c>: SoftHSM2 with a token for each HSM and each blank card of the script but those that a step initialises, a boot kit, and what the
/// script's laboratory makes.
/// </summary>
internal sealed class RehearsalSetup(IDurableFiles files, string folder)
{
    /// <summary>Where <c>rehearse</c> puts the boot kit; the parameter <c>boot-kit</c> is set to it unless the command line sets another.</summary>
    public const string BootKitFolder = "rehearsal/boot-kit";

    // One token's PIN does not open another: a ceremony that takes the wrong one is to notice.
    private static readonly string[] HsmPins = ["271828", "314159", "141421", "577215", "693147", "915965"];
    private const string SecurityOfficerPin = "112358";

    // A PIN of their own for everybody, so that nobody learns in a rehearsal to type someone else's.
    private static readonly IReadOnlyDictionary<string, string> KitPins = new Dictionary<string, string>
    {
        [BootKit.CaTokenFile] = "173205",
        [BootKit.Officer1File] = "161803",
        [BootKit.Officer2File] = "223606",
    };

    /// <summary>The rehearsal's room in the ceremony's folder.</summary>
    public const string FolderName = "rehearsal";

    private const string BootKitParameter = "boot-kit";
    private const string OpenBootKit = "open-boot-kit";
    private static readonly string[] Made = [SoftHsmRoom.ConfigurationFile, "softhsm2.conf.new", "tokens", "boot-kit", "laboratory", "pins.json", "pins.json.new"];

    private string Root => Path.Combine(folder, FolderName);

    /// <summary>Whether a ceremony's folder holds no such room, or one with nothing in it that is not made here.</summary>
    public static bool IsOurs(string folder)
    {
        var room = new DirectoryInfo(Path.Combine(folder, FolderName));
        return room.Exists
            ? room.LinkTarget is null && room.EnumerateFileSystemInfos().All(each => Made.Contains(each.Name))
            : !File.Exists(room.FullName);
    }

    /// <summary>Refuses tokens that a rehearsal cannot make.</summary>
    public static void RefuseUnlabelled(IEnumerable<TokenEntry> tokens)
    {
        if (tokens.FirstOrDefault(token => token.Uri.Label is null) is { } token)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The token \"{token.Ref.Name}\" is named by its serial number alone; a rehearsal makes tokens of its own and needs a label: add token= to its URI.");
        }
    }

    /// <summary>Refuses services that are not the rehearsal's own: every program of theirs is in the ceremony's folder, links followed.</summary>
    public static void RefuseReal(IEnumerable<ServiceEntry> services, string folder)
    {
        foreach (ServiceEntry service in services)
        {
            IEnumerable<string> programs = new[] { service.Start, service.Stop, service.State, service.Log }.Where(command => command.Count > 0).Select(command => command[0]);
            if (programs.FirstOrDefault(each => !each.Contains('/', StringComparison.Ordinal) || RealPath.Beneath(folder, each) is null) is { } program)
            {
                throw new CommandFailure(ExitCodes.WrongInput, $"The service \"{service.Name}\" is controlled by {Hostile.Escape(program)}, but a rehearsal never touches real services: have the laboratory make a program of its own, and name that program under \"rehearsal\", \"set\".");
            }
        }
    }

    /// <summary>
    /// The parameters with those that the script sets in rehearsals, and with the rehearsal's own boot kit where the script asks for one; what is given
    /// comes before both.
    /// </summary>
    public static IReadOnlyDictionary<string, string> WithRehearsals(Script script, IReadOnlyDictionary<string, string> given)
    {
        var with = new Dictionary<string, string>(given);
        foreach ((string name, string value) in script.Rehearsal.Set)
        {
            with.TryAdd(name, value);
        }

        if (script.Parameters.Any(parameter => parameter.Name == BootKitParameter))
        {
            with.TryAdd(BootKitParameter, BootKitFolder);
        }

        return with;
    }

    /// <summary>
    /// Makes the module ready for a rehearsal that was begun before, with the rehearsal's own tokens. Throws <see cref="CommandFailure"/> where a part of the
    /// room is a link that leads out of it, or where the folder is a copy whose laboratory is still the other's.
    /// </summary>
    public string UseSoftHsmAgain()
    {
        if (Made.Prepend("").Select(name => Path.Combine(Root, name)).FirstOrDefault(part => !RealPath.IsWithin(part, folder)) is { } outside)
        {
            throw new CommandFailure(ExitCodes.Refused, $"The rehearsal cannot be continued: {outside} is a link out of the ceremony's folder. Put back what was there, or begin a new rehearsal.");
        }

        if (Directory.Exists(Root) && !HasOwnTokens())
        {
            // What a laboratory made names its own folder, in files of whatever form.
            if (Directory.Exists(Path.Combine(Root, "laboratory")))
            {
                throw new CommandFailure(ExitCodes.Refused, $"The rehearsal in {folder} is a copy, and its laboratory still works on the folder that it was copied from: resume the rehearsal there, or begin a new one.");
            }

            SoftHsmRoom.Create(files, Root);
        }

        return UseSoftHsm();
    }

    private bool HasOwnTokens() => SoftHsmRoom.TokensOf(files, Root) is { } tokens && RealPath.Of(tokens) == RealPath.Of(Path.Combine(Root, "tokens"));

    /// <summary>Makes the module ready to be loaded. Throws <see cref="CommandFailure"/> where SoftHSM2 is missing.</summary>
    public string UseSoftHsm()
    {
        string module = SoftHsmRoom.FindModule()
            ?? throw new CommandFailure(ExitCodes.Device, "SoftHSM2 is not installed, and rehearsals need it: install the package softhsm2, or type \"make run\", which installs it.");
        SoftHsmRoom.Use(Path.Combine(Root, SoftHsmRoom.ConfigurationFile));
        return module;
    }

    /// <summary>Makes the room with its tokens, and with a boot kit where the script may take one: its three RSA keys take some seconds.</summary>
    public void Create(string module, BoundScript bound, IReadOnlyList<TokenEntry> tokens, DateTimeOffset now)
    {
        // Its keys take their time, and need none of the tokens.
        Task<IReadOnlyDictionary<string, byte[]>>? kit = MayTakeBootKit(bound) ? Task.Run(() => MakeBootKit(now)) : null;
        files.CreateFolder(Root, Readers.OwnerOnly);
        SoftHsmRoom.Create(files, Root);
        var hints = new PinHints(files, Root);
        int hsms = 0;
        IReadOnlyList<TokenRef> initialised = bound.TokensInitialised();

        // What a step initialises is left blank: SoftHSM2 always has one more.
        foreach (TokenEntry token in tokens.Where(token => !initialised.Contains(token.Ref)))
        {
            using Secret so = Secret.FromText(SecurityOfficerPin);
            using Secret user = Secret.FromText(HsmPins[hsms % HsmPins.Length]);
            SoftHsmRoom.InitialiseToken(module, token.Uri.Label!, so, token.Use == TokenUse.Hsm ? user : null);
            hints.Remember($"so-pin {token.Ref.Name}", so);
            if (token.Use == TokenUse.Hsm)
            {
                hints.Remember($"pin {token.Ref.Name}", user);
                hsms++;
            }
        }

        if (kit is not null)
        {
            KeepBootKit(hints, kit.GetAwaiter().GetResult());
        }
    }

    /// <summary>
    /// Has the script's laboratory make its installation, where there is one. Its environment describes the room. Throws
    /// <see cref="CommandFailure"/> with its last lines where it fails.
    /// </summary>
    /// <param name="bound">The script.</param>
    /// <param name="scriptPath">Its file, in whose folder the laboratory's program is.</param>
    public void MakeLaboratory(BoundScript bound, string scriptPath)
    {
        IReadOnlyList<string> laboratory = bound.Script.Rehearsal.Laboratory;
        if (laboratory.Count == 0)
        {
            return;
        }

        string whole = Path.GetFullPath(folder);
        CommandResult made = Laboratory.Make(ProgramOf(scriptPath, laboratory), whole, Environment(scriptPath, bound.Parameters));
        if (made.ExitCode != 0)
        {
            throw new CommandFailure(ExitCodes.Device, [$"The rehearsal's laboratory could not be set up: {laboratory[0]} ended with exit code {made.ExitCode}.", .. made.Lines.Select(line => $"  {line}")]);
        }
    }

    /// <summary>
    /// Has the script's own program look whether anything stands in the way of a rehearsal, such as what is left of an earlier one, before anything is asked or made. Throws
    /// <see cref="CommandFailure"/> with its last lines where something does.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="known">The parameters that are known by now.</param>
    /// <param name="scriptPath">The script's file.</param>
    public void RefuseLeftovers(Script script, IReadOnlyDictionary<string, string> known, string scriptPath)
    {
        if (script.Rehearsal.Look is not { Count: > 0 } look)
        {
            return;
        }

        IReadOnlyList<string> program = ProgramOf(scriptPath, look);
        CommandResult seen = Laboratory.Make(program, Path.GetDirectoryName(Path.GetFullPath(scriptPath))!, Environment(scriptPath, known));
        if (seen.ExitCode != 0)
        {
            throw new CommandFailure(ExitCodes.Device, ["The rehearsal cannot begin yet, and nothing was made for it:", .. seen.Lines.Select(line => $"  {line}")]);
        }
    }

    private static IReadOnlyList<string> ProgramOf(string scriptPath, IReadOnlyList<string> command) =>
        [Path.Combine(Path.GetDirectoryName(Path.GetFullPath(scriptPath))!, command[0]), .. command.Skip(1)];

    private Dictionary<string, string> Environment(string scriptPath, IReadOnlyDictionary<string, string> parameters)
    {
        string whole = Path.GetFullPath(folder);
        var environment = new Dictionary<string, string>
        {
            ["SOFTHSM2_CONF"] = Path.Combine(whole, FolderName, "softhsm2.conf"),
            ["CEREMONY_FOLDER"] = whole,
            ["CEREMONY_SCRIPT_FOLDER"] = Path.GetDirectoryName(Path.GetFullPath(scriptPath))!,
            ["CEREMONY_PINS"] = Path.Combine(whole, FolderName, "pins.json"),
        };
        foreach ((string name, string value) in parameters)
        {
            environment[$"CEREMONY_PARAMETER_{name.ToUpperInvariant().Replace('-', '_')}"] = value;
        }

        return environment;
    }

    private static bool MayTakeBootKit(BoundScript bound) =>
        bound.Script.Rehearsal.Laboratory.Count > 0 || bound.Parameters.ContainsKey(BootKitParameter) || bound.Steps.Any(step => step.Do == OpenBootKit);

    private static IReadOnlyDictionary<string, byte[]> MakeBootKit(DateTimeOffset now)
    {
        using Secret ca = Secret.FromText(KitPins[BootKit.CaTokenFile]);
        using Secret first = Secret.FromText(KitPins[BootKit.Officer1File]);
        using Secret second = Secret.FromText(KitPins[BootKit.Officer2File]);

        // It protects nothing, and the room waits for it.
        return BootKit.Make(new BootKitOrder("Rehearsal", "SE", first, second, now) { KeyBits = 2048 }, ca);
    }

    private void KeepBootKit(PinHints hints, IReadOnlyDictionary<string, byte[]> made)
    {
        string kit = Path.Combine(folder, BootKitFolder);
        files.CreateFolder(kit, Readers.OwnerOnly);
        foreach ((string name, byte[] bytes) in made)
        {
            files.WriteNew(Path.Combine(kit, name), bytes, BootKit.ReadersOf(name));
            if (KitPins.TryGetValue(name, out string? text))
            {
                using Secret pin = Secret.FromText(text);
                hints.Remember($"pin {name}", pin);
            }
        }
    }
}
