using System.Reflection;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// Loads PKCS#11 modules (PKCS#11 v2.40 §5.4, <c>C_Initialize</c>), the only door to Pkcs11Interop.
/// </summary>
internal static class Pkcs11Library
{
    private static readonly Pkcs11InteropFactories Factories = new();
    private static readonly Lock Gate = new();
    private static bool _resolverIsSet;

    /// <summary>Loads and initialises the module at <paramref name="modulePath"/>.</summary>
    /// <param name="modulePath">The shared object, by its full path.</param>
    /// <exception cref="Pkcs11Exception">The module refused <c>C_Initialize</c>.</exception>
    /// <exception cref="LibraryArchitectureException">The module is built for another processor.</exception>
    /// <exception cref="UnmanagedException">The dynamic linker could not load the module.</exception>
    public static IPkcs11Library Load(string modulePath)
    {
        SetResolver();
        return Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, modulePath, AppType.MultiThreaded);
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
