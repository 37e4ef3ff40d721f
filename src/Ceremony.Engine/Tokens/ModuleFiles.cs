using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>The PKCS#11 modules of a plan and their configuration files: whoever exchanges one can have a token seem to say anything.</summary>
internal static class ModuleFiles
{
    /// <summary>The modules as their files are now, by path. Throws <see cref="Core.Devices.DeviceFault"/> where one of them, or of their configuration files, cannot be read.</summary>
    public static IReadOnlyList<ModuleFile> Now(RunPlan plan, RunPorts ports) => [.. plan.Setups.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => Now(each.Key, each.Value, ports))];

    /// <summary>What has changed: what was expected of each, and what was found.</summary>
    public static IEnumerable<(string Expected, string Found)> Differences(IReadOnlyList<ModuleFile> earlier, IReadOnlyList<ModuleFile> now)
    {
        foreach (ModuleFile module in now)
        {
            ModuleFile? before = earlier.LastOrDefault(each => each.Module == module.Module);
            if (before?.Sha256 != module.Sha256)
            {
                string expected = before is not null ? $"the PKCS#11 module {module.Module} with the SHA-256 {before.Sha256}" : "the PKCS#11 modules that were used before";
                yield return (expected, $"another module is there now, {module.Module} with the SHA-256 {module.Sha256}");
            }

            foreach (ConfigurationFile file in module.Configuration)
            {
                ConfigurationFile? old = before?.Configuration.FirstOrDefault(each => each.File == file.File);
                if (old?.Sha256 != file.Sha256)
                {
                    string expected = old is not null ? $"the configuration file {file.File} of the PKCS#11 module {module.Module} with the SHA-256 {old.Sha256}" : "the configuration files that were used before";
                    yield return (expected, $"another configuration file is there now, {file.File} with the SHA-256 {file.Sha256}");
                }
            }
        }
    }

    private static ModuleFile Now(string module, ModuleSetup setup, RunPorts ports) => new(module, ports.Tokens.ModuleHash(module))
    {
        Environment = setup.Environment,
        Configuration = [.. setup.Configuration.Select(file => new ConfigurationFile(file, ports.Tokens.ConfigurationHash(file)))],
        Parameters = setup.Parameters,
    };
}
