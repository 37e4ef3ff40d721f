namespace Ceremony.Verify;

/// <summary>A PKCS#11 module of a script, with what it is given.</summary>
/// <param name="Module">Its file.</param>
/// <param name="Environment">Its variables, each with its value, by name.</param>
/// <param name="Configuration">Its configuration files, in the order of the script.</param>
/// <param name="Parameters">What C_Initialize is given; null for nothing.</param>
public sealed record OutlineModule(string Module, IReadOnlyList<KeyValuePair<string, string>> Environment, IReadOnlyList<string> Configuration, string? Parameters);
