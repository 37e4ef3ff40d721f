using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>What steps that work with files and services need before a ceremony begins.</summary>
internal static class Beforehand
{
    /// <summary>A file that must be there.</summary>
    public static Need File(string file) => new Need<FileView?>(
        $"the file {file}",
        new LookAtFileState(file),
        seen => seen is null ? InstalledFiles.Missing(file) : null,
        seen => $"{seen!.Size} bytes")
    {
        Path = file,
    };

    /// <summary>A configuration that must be there and can be edited.</summary>
    public static Need Configuration(string file) => new Need<ConfigView?>(
        $"the configuration {file}",
        new LookAtConfig(file),
        seen => seen is null ? InstalledFiles.Missing(file) : null,
        seen => $"{seen!.Masked.Length} bytes, PINs masked")
    {
        Path = file,
    };

    /// <summary>A service that answers when it is asked for its state.</summary>
    public static Need Service(string service) => new Need<ServiceView>(
        $"the service {service}",
        new LookAtService(service),
        seen => seen.State != "unknown" ? null : new StepResult.Refused(
            "service-unknown",
            $"The program that is asked for the state of the service {service} does not tell it.",
            "Compare the service with the paper script: its unit, or the command that prints its state."),
        seen => seen.State);
}
