using System.Reflection;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using LowLevel = Net.Pkcs11Interop.LowLevelAPI80;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// A loaded PKCS#11 module (v2.40 §5.4, <c>C_Initialize</c>), the only door to Pkcs11Interop. It differs from the package's own class where real modules do: one that takes no lock arguments is
/// initialised without them, a list of slots that grows between two calls is asked for again, and it can be initialised anew.
/// </summary>
internal sealed class Pkcs11Library : Net.Pkcs11Interop.HighLevelAPI80.Pkcs11Library
{
    private const int MostTries = 4;
    private static readonly Pkcs11InteropFactories Ours = new SessionFactories();
    private static readonly Lock Gate = new();

    // Their code stays loaded until the program ends: not every module bears to be unloaded, since threads and exit handlers of libraries that it uses outlive it.
    private static readonly List<LowLevel.Pkcs11Library> Loaded = [];
    private static bool _resolverIsSet;

    // A C text that is never freed: not every module is known to copy it.
    private readonly nint _parameters;

    private Pkcs11Library(string modulePath, string? parameters)
        : base(Ours, modulePath)
    {
        _parameters = Marshal.StringToCoTaskMemUTF8(parameters);
        _pkcs11Library = new LowLevel.Pkcs11Library(modulePath);
        lock (Gate)
        {
            Loaded.Add(_pkcs11Library);
        }

        try
        {
            Initialise();
        }
        catch
        {
            _pkcs11Library = null;
            throw;
        }
    }

    /// <summary>Loads and initialises the module at <paramref name="modulePath"/>.</summary>
    /// <param name="modulePath">The shared object, by its full path.</param>
    /// <param name="parameters">What it is given in <c>CK_C_INITIALIZE_ARGS.pReserved</c>, as NSS' softoken and p11-kit take it; null for nothing.</param>
    /// <exception cref="Pkcs11Exception">The module refused <c>C_Initialize</c>.</exception>
    /// <exception cref="LibraryArchitectureException">The module is built for another processor.</exception>
    /// <exception cref="UnmanagedException">The dynamic linker could not load the module.</exception>
    public static Pkcs11Library Load(string modulePath, string? parameters = null)
    {
        SetResolver();
        return new Pkcs11Library(modulePath, parameters);
    }

    /// <summary>
    /// C_Finalize and C_Initialize: reaches a device that was lost and came back, and sees tokens that others initialised meanwhile. Every session ends by it.
    /// </summary>
    public void Renew()
    {
        // A module that was lost may refuse to end; what counts is that it begins anew.
        _ = _pkcs11Library.C_Finalize(nint.Zero);
        Initialise();
    }

    /// <summary>The slots, those without a token too where asked.</summary>
    public IReadOnlyList<ISlot> Slots(bool withTokenOnly)
    {
        ulong count = 0;
        Demand("C_GetSlotList", _pkcs11Library.C_GetSlotList(withTokenOnly, null, ref count));
        for (int tries = 1; ; tries++)
        {
            ulong[] ids = new ulong[count];
            CKR answer = count == 0 ? CKR.CKR_OK : _pkcs11Library.C_GetSlotList(withTokenOnly, ids, ref count);
            if (answer == CKR.CKR_BUFFER_TOO_SMALL && tries < MostTries)
                continue;
            Demand("C_GetSlotList", answer);
            return [.. ids.Take((int)count).Select(id => Ours.SlotFactory.Create(Ours, _pkcs11Library, id))];
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _pkcs11Library is { } loaded)
        {
            _ = loaded.C_Finalize(nint.Zero);
            _pkcs11Library = null;
        }

        base.Dispose(disposing);
    }

    private void Initialise()
    {
        CKR answer = _pkcs11Library.C_Initialize(new LowLevel.CK_C_INITIALIZE_ARGS { Flags = CKF.CKF_OS_LOCKING_OK, Reserved = _parameters });
        // It is called from one thread at a time in any case.
        if (answer is CKR.CKR_CANT_LOCK or CKR.CKR_ARGUMENTS_BAD or CKR.CKR_NEED_TO_CREATE_THREADS)
            answer = _pkcs11Library.C_Initialize(_parameters == 0 ? null : new LowLevel.CK_C_INITIALIZE_ARGS { Reserved = _parameters });
        if (answer != CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED)
            Demand("C_Initialize", answer);
    }

    private static void Demand(string function, CKR answer)
    {
        if (answer != CKR.CKR_OK)
            throw new Pkcs11Exception(function, answer);
    }

    private static void SetResolver()
    {
        // The runtime accepts one resolver an assembly, for good; a second call throws.
        lock (Gate)
        {
            if (_resolverIsSet)
                return;
            NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, Resolve);
            _resolverIsSet = true;
        }
    }

    // Pkcs11Interop imports dlopen from "libdl". glibc folded libdl into libc with 2.34 and keeps only the versioned
    // name for old programs; the unversioned one comes with development packages, which no offline machine has.
    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
        => libraryName == "libdl" ? NativeLibrary.Load("libdl.so.2", assembly, searchPath) : nint.Zero;
}
