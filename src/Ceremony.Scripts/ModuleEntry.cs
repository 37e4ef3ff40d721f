using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>One of the script's <c>modules:</c>, after parameters were filled in.</summary>
/// <param name="Name">Its name, by which tokens name it.</param>
/// <param name="File">The PKCS#11 module's file.</param>
/// <param name="Setup">What it needs beside its file.</param>
internal sealed record ModuleEntry(string Name, string File, ModuleSetup Setup);
