namespace Ceremony.Core.Tokens;

/// <summary>
/// What a PKCS#11 module needs beside its file, as the script's <c>modules:</c> says it: its maker's variables, configuration files and parameters. Two are equal where they hold the same.
/// </summary>
public sealed record ModuleSetup
{
    /// <summary>The setup of a module that needs nothing.</summary>
    public static ModuleSetup None { get; } = new();

    /// <summary>Variables of the environment, by name in the order of their bytes, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The whole paths of its configuration files: they are hashed, and that the module reads them is its own affair.</summary>
    public IReadOnlyList<string> Configuration { get; init; } = [];

    /// <summary>The text that C_Initialize hands over in <c>CK_C_INITIALIZE_ARGS.pReserved</c>, as NSS' softoken and p11-kit take it; null for none (PKCS#11 v2.40 §5.4).</summary>
    public string? Parameters { get; init; }

    /// <inheritdoc/>
    public bool Equals(ModuleSetup? other) =>
        other is not null && Parameters == other.Parameters && Environment.SequenceEqual(other.Environment) && Configuration.SequenceEqual(other.Configuration, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Environment.Count, Configuration.Count, Parameters);
}
