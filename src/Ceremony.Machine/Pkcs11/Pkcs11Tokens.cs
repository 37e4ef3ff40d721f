using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// Tokens behind PKCS#11 modules (v2.40). Tokens are found by label and serial number, never by slot number, which changes. Calls on one
/// module wait for each other, from whatever thread they come. A login belongs to the token and not to the session (§5.6, C_Login): two
/// sessions with one token share it.
/// </summary>
public sealed class Pkcs11Tokens : ITokens
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Pkcs11Module> _modules = new(StringComparer.Ordinal);
    private readonly List<Pkcs11Session> _sessions = [];

    /// <inheritdoc/>
    public IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null) => Module(module, expectedSha256).Run($"The module {module}", library => Initialised(library).Select(each => each.View).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<EmptySlot> EmptySlots(string module) => Module(module, null).Run($"The module {module}", library => Empty(library).ToList());

    /// <inheritdoc/>
    public ITokenSession Open(TokenEntry entry) => Open(entry, (_, library) => Initialised(library));

    /// <inheritdoc/>
    public Func<TokenEntry, ITokenSession> OpenAfterOneLook()
    {
        var seen = new Dictionary<string, List<(ISlot, TokenView)>>(StringComparer.Ordinal);
        return entry => Open(entry, (module, library) => seen.TryGetValue(module, out List<(ISlot, TokenView)>? slots) ? slots : seen[module] = [.. Initialised(library)]);
    }

    private Pkcs11Session Open(TokenEntry entry, Func<string, IPkcs11Library, IEnumerable<(ISlot Slot, TokenView View)>> look)
    {
        Pkcs11Module module = Module(entry.Module, entry.ModuleSha256);
        var session = module.Run($"The token {entry.Called}", library =>
        {
            ISlot slot = Find(look(module.Path, library), entry);
            return new Pkcs11Session(module, slot, slot.OpenSession(SessionType.ReadWrite), entry.Called);
        });
        lock (_gate)
        {
            _sessions.Add(session);
        }

        return session;
    }

    /// <inheritdoc/>
    public string ModuleHash(string module) => Pkcs11Module.Hash(module);

    /// <summary>Closes all sessions, and finalises the modules that nobody else in the process uses.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Pkcs11Session session in _sessions)
                session.Dispose();
            foreach (Pkcs11Module module in _modules.Values)
                module.Release();
            _sessions.Clear();
            _modules.Clear();
        }
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

    private static IEnumerable<(ISlot Slot, TokenView View)> Initialised(IPkcs11Library library)
    {
        foreach (ISlot slot in library.GetSlotList(SlotsType.WithTokenPresent))
        {
            if (Info(slot) is { TokenFlags.TokenInitialized: true } info)
                yield return (slot, TokenInfoReader.View(info));
        }
    }

    private static IEnumerable<EmptySlot> Empty(IPkcs11Library library)
    {
        foreach (ISlot slot in library.GetSlotList(SlotsType.WithOrWithoutTokenPresent))
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
            Pkcs11Module module = Pkcs11Module.Acquire(path, expectedSha256);
            // One hold on a module is enough, whatever names it was asked for by.
            if (!_modules.TryAdd(module.Path, module))
                module.Release();
            return module;
        }
    }
}
