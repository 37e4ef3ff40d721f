using Ceremony.Core.Tokens;

namespace CeremonyTui.Commands;

/// <summary>A PKCS#11 module that a command was given.</summary>
/// <param name="File">Its file.</param>
/// <param name="Setup">What it needs beside its file.</param>
internal sealed record NamedModule(string File, ModuleSetup Setup)
{
    /// <summary>The setup by the file, as adapters take it.</summary>
    public IReadOnlyDictionary<string, ModuleSetup> Setups => new Dictionary<string, ModuleSetup>(StringComparer.Ordinal) { [File] = Setup };
}
