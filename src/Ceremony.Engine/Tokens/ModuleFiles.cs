using Ceremony.Core.Looks;

namespace Ceremony.Engine;

/// <summary>The PKCS#11 modules of a plan: whoever exchanges one can have a token seem to say anything.</summary>
internal static class ModuleFiles
{
    /// <summary>The modules as their files are now, by path. Throws <see cref="Core.Devices.DeviceFault"/> where one cannot be read.</summary>
    public static IReadOnlyList<ModuleFile> Now(RunPlan plan, RunPorts ports) =>
        [.. plan.Tokens.Select(token => token.Module).Distinct().Order(StringComparer.Ordinal).Select(module => new ModuleFile(module, ports.Tokens.ModuleHash(module)))];

    /// <summary>What has changed: what was expected of each, and what was found.</summary>
    public static IEnumerable<(string Expected, string Found)> Differences(IReadOnlyList<ModuleFile> earlier, IReadOnlyList<ModuleFile> now)
    {
        string? Before(ModuleFile module) => earlier.LastOrDefault(each => each.Module == module.Module)?.Sha256;
        foreach (ModuleFile module in now.Where(module => Before(module) != module.Sha256))
        {
            string expected = Before(module) is { } sha256 ? $"the PKCS#11 module {module.Module} with the SHA-256 {sha256}" : "the PKCS#11 modules that were used before";
            yield return (expected, $"another module is there now, {module.Module} with the SHA-256 {module.Sha256}");
        }
    }
}
