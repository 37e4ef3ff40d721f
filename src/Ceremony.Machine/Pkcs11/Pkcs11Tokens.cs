using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// Tokens behind PKCS#11 modules (v2.40). Tokens are found by label and serial number, never by slot number, which changes. Calls on one
/// module wait for each other, from whatever thread they come. A login belongs to the token and not to the session (§5.6, C_Login): two
/// sessions with one token share it.
/// </summary>
/// <param name="watch">Who is told of calls that take long, and of what a module prints; nobody where it is left out.</param>
/// <param name="setups">What modules need beside their files, by those; nothing where it is left out.</param>
public sealed class Pkcs11Tokens(CallWatch? watch = null, IReadOnlyDictionary<string, ModuleSetup>? setups = null) : ITokens
{
    private readonly IReadOnlyDictionary<string, ModuleSetup> _setups = setups ?? new Dictionary<string, ModuleSetup>();
    private bool _isEnvironmentSet;
    private readonly CallWatch _watch = watch ?? CallWatch.None;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Pkcs11Module> _modules = new(StringComparer.Ordinal);
    private readonly Lock _sessionsGate = new();
    private readonly List<Pkcs11Session> _sessions = [];

    /// <inheritdoc/>
    public IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null) => Module(module, expectedSha256).Run(_watch, $"The module {module}", "telling of its tokens", library => Initialised(library).Select(each => each.View).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<EmptySlot> EmptySlots(string module) => Module(module, null).Run(_watch, $"The module {module}", "telling of its slots", library => Empty(library).ToList());

    /// <summary>Every slot of a module with what is in it, blank tokens and empty slots too, and what each token says that it can do.</summary>
    public IReadOnlyList<SlotView> Slots(string module) => Module(module, null).Run(_watch, $"The module {module}", "telling of its slots", library => library.Slots(withTokenOnly: false).Select(slot =>
    {
        ITokenInfo? token = Info(slot);
        return new SlotView(TokenInfoReader.Trimmed(slot.GetSlotInfo().SlotDescription), token is null ? null : TokenInfoReader.View(token), token is null ? [] : Mechanisms.Told(slot));
    }).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<BlankToken> Blank(TokenEntry entry, string? slot, string? serial) => Module(entry.Module, entry.ModuleSha256).Run(_watch, $"The module {entry.Module}", "telling of its slots", library => library.Slots(withTokenOnly: true)
        .Select(each => (Name: TokenInfoReader.Trimmed(each.GetSlotInfo().SlotDescription), Info: Info(each)))
        .Where(each => each.Info is { TokenFlags.TokenInitialized: false })
        .Select(each => new BlankToken(each.Name, TokenInfoReader.View(each.Info!)))
        .Where(each => (slot is null || each.Slot == slot) && (serial is null || each.View.Serial == serial))
        .ToList());

    /// <inheritdoc/>
    public void Initialise(TokenEntry entry, string slot, string serial, Secret? pin)
    {
        Pkcs11Module module = Module(entry.Module, entry.ModuleSha256);
        module.Run(_watch, $"The token {entry.Called}", "being initialised", library => TokenInitialisation.Initialise(library, TokenToInitialise.BlankIn(slot, serial), entry.Uri.Label!, pin));

        // Initialising may move the token to another slot, and not every module shows it there at once.
        if (!module.Run(_watch, $"The token {entry.Called}", "being looked for", library => Initialised(library).Any(each => each.View.Label == entry.Uri.Label)))
        {
            module.Renew(_watch);
        }
    }

    /// <inheritdoc/>
    public ITokenSession Open(TokenEntry entry) => Open(entry, (_, library) => Initialised(library));

    /// <inheritdoc/>
    public Func<TokenEntry, ITokenSession> OpenAfterOneLook()
    {
        var seen = new Dictionary<string, List<(ISlot, TokenView)>>(StringComparer.Ordinal);
        return entry => Open(entry, (module, library) => seen.TryGetValue(module, out List<(ISlot, TokenView)>? slots) ? slots : seen[module] = [.. Initialised(library)]);
    }

    private Pkcs11Session Open(TokenEntry entry, Func<string, Pkcs11Library, IEnumerable<(ISlot Slot, TokenView View)>> look)
    {
        Pkcs11Module module = Module(entry.Module, entry.ModuleSha256);
        Pkcs11Session session = module.Run(_watch, $"The token {entry.Called}", "opening a session", library =>
        {
            ISlot slot = Find(look(module.Path, library), entry);
            return new Pkcs11Session(module, _watch, slot, Opened(module, slot), entry.Called) { User = entry.UserType is { } type ? (CKU)type : CKU.CKU_USER };
        });
        lock (_sessionsGate)
        {
            _sessions.RemoveAll(each => each.IsClosed);
            _sessions.Add(session);
        }

        return session;
    }

    // Some tokens cannot be written to at all, and are looked at all the same; others have room for one session, which is shared then, as its login is (PKCS#11 v2.40 §5.6).
    private SharedSession Opened(Pkcs11Module module, ISlot slot)
    {
        try
        {
            return new SharedSession((TokenCalls)slot.OpenSession(SessionType.ReadWrite), slot.SlotId, module);
        }
        catch (Pkcs11Exception answer) when (answer.RV is CKR.CKR_TOKEN_WRITE_PROTECTED or CKR.CKR_SESSION_READ_ONLY or CKR.CKR_FUNCTION_NOT_SUPPORTED or CKR.CKR_ATTRIBUTE_READ_ONLY)
        {
            return new SharedSession((TokenCalls)slot.OpenSession(SessionType.ReadOnly), slot.SlotId, module);
        }
        catch (Pkcs11Exception answer) when (answer.RV is CKR.CKR_SESSION_COUNT or CKR.CKR_SESSION_EXISTS && Other(module, slot) is not null)
        {
            return Other(module, slot)!.Join();
        }
    }

    private SharedSession? Other(Pkcs11Module module, ISlot slot)
    {
        lock (_sessionsGate)
        {
            return _sessions.Where(each => !each.IsClosed).Select(each => each.Shared).FirstOrDefault(shared => shared.IsOf(module, slot.SlotId));
        }
    }

    /// <inheritdoc/>
    public string ModuleHash(string module) => Pkcs11Module.Hash(module);

    /// <inheritdoc/>
    public string ConfigurationHash(string file) => Pkcs11Module.HashConfiguration(file);

    /// <inheritdoc/>
    public void Renew()
    {
        lock (_gate)
        {
            foreach (Pkcs11Module module in _modules.Values)
                module.Renew(_watch);
        }

        CloseSessions();
    }

    /// <summary>Closes all sessions, and finalises the modules that nobody else in the process uses.</summary>
    public void Dispose()
    {
        CloseSessions();
        lock (_gate)
        {
            foreach (Pkcs11Module module in _modules.Values)
                module.Release(_watch);
            _modules.Clear();
        }
    }

    // A session is closed on its module's thread, which may be asking for the list at this moment.
    private void CloseSessions()
    {
        Pkcs11Session[] open;
        lock (_sessionsGate)
        {
            open = [.. _sessions];
            _sessions.Clear();
        }

        foreach (Pkcs11Session session in open)
            session.Dispose();
    }

    private static ISlot Find(IEnumerable<(ISlot Slot, TokenView View)> slots, TokenEntry entry)
    {
        List<(ISlot Slot, TokenView View)> fitting =
            [.. slots.Where(each => entry.Uri.Matches(each.View.Label, each.View.Serial, each.View.Manufacturer, each.View.Model))];
        return fitting.Count switch
        {
            1 => fitting[0].Slot,
            0 => throw new DeviceFault("NoToken", $"The token {entry.Called} ({entry.Uri}) is not there: insert it, or check uri: in the script."),
            _ => throw new DeviceFault("TwoTokens", $"{fitting.Count} tokens match {entry.Uri}: take out all but one, or add serial= to the URI."),
        };
    }

    private static IEnumerable<(ISlot Slot, TokenView View)> Initialised(Pkcs11Library library)
    {
        foreach (ISlot slot in library.Slots(withTokenOnly: true))
        {
            if (Info(slot) is { TokenFlags.TokenInitialized: true } info)
                yield return (slot, TokenInfoReader.View(info));
        }
    }

    private static IEnumerable<EmptySlot> Empty(Pkcs11Library library)
    {
        foreach (ISlot slot in library.Slots(withTokenOnly: false))
        {
            ITokenInfo? token = Info(slot);
            if (token is not { TokenFlags.TokenInitialized: true })
                yield return new EmptySlot(TokenInfoReader.Trimmed(slot.GetSlotInfo().SlotDescription), token is not null);
        }
    }

    // Between the list and this call somebody may have taken the card out, or put in one of another kind.
    private static ITokenInfo? Info(ISlot slot)
    {
        try
        {
            return slot.GetTokenInfo();
        }
        catch (Pkcs11Exception answer) when (answer.RV is CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_TOKEN_NOT_RECOGNIZED or CKR.CKR_DEVICE_REMOVED or CKR.CKR_SLOT_ID_INVALID)
        {
            return null;
        }
    }

    private Pkcs11Module Module(string path, string? expectedSha256)
    {
        lock (_gate)
        {
            if (!_isEnvironmentSet)
                ModuleEnvironment.Set(_setups.Values);
            _isEnvironmentSet = true;
            Pkcs11Module module = Pkcs11Module.Acquire(path, expectedSha256, _watch, setup: _setups.GetValueOrDefault(path));
            // One hold on a module is enough, whatever names it was asked for by.
            if (!_modules.TryAdd(module.Path, module))
                module.Release(_watch);
            return module;
        }
    }
}
