using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>
/// The PKCS#11 modules and their configuration files must be there, and the modules be those that the script names, before anything is begun: a ceremony that was opened cannot be begun
/// anew in its folder.
/// </summary>
internal static class ModuleDemands
{
    private const int MostModules = 100;

    /// <summary>Throws <see cref="DeviceFault"/> for the first module that is not there or is another one, and for the first configuration file that is not there.</summary>
    public static void Check(RunPlan plan, ITokens tokens)
    {
        if (plan.Tokens.Select(token => token.Module).Distinct().Count() > MostModules)
        {
            throw new DeviceFault("TooManyModules", $"The script names more than {MostModules} PKCS#11 modules, and no record with so many could be verified. Have it corrected. Nothing was begun.");
        }

        foreach (TokenEntry entry in plan.Tokens)
        {
            string sha256 = tokens.ModuleHash(entry.Module);
            foreach (string file in entry.Setup.Configuration)
            {
                _ = tokens.ConfigurationHash(file);
            }

            if (entry.ModuleSha256 is { } expected && !sha256.Equals(expected, StringComparison.OrdinalIgnoreCase))
            {
                throw new DeviceFault(
                    "OtherModule",
                    $"The module {entry.Module} of the token {entry.Called} has the SHA-256 {sha256}, not {expected} as the script says: install the right driver, or have the script reviewed again. Nothing was begun.");
            }
        }
    }
}
