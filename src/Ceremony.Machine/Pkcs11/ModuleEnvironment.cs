using System.Runtime.InteropServices;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Sets the variables of PKCS#11 modules: a C library reads the environment of libc, of which .NET keeps a copy of its own. Programs that this one starts do not get them (<see cref="ChildEnvironment"/>).</summary>
internal static class ModuleEnvironment
{
    /// <summary>Sets all of them, before any module is loaded: what one reads must not depend on which was loaded first. They stay until the program ends. Throws <see cref="DeviceFault"/> with code <c>NoEnvironment</c>.</summary>
    public static void Set(IEnumerable<ModuleSetup> setups)
    {
        foreach ((string name, string value) in setups.SelectMany(setup => setup.Environment))
        {
            if (ModuleVariable.IsForbidden(name))
                throw new DeviceFault("NoEnvironment", $"The variable {name} must not be set for a module: it can change which code is loaded or run. Leave it out.");
            if (LibC.SetEnvironment(name, value, 1) != 0)
                throw new DeviceFault("NoEnvironment", $"The variable {name} could not be set (errno {Marshal.GetLastPInvokeError()}): close other programs, then try again.");
        }
    }
}
