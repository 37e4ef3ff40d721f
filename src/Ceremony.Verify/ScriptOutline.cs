namespace Ceremony.Verify;

/// <summary>What a script asks for once its parameters are known.</summary>
/// <param name="Ceremony">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">Its version.</param>
/// <param name="Officers">How many officers confirm.</param>
/// <param name="WithinSeconds">In how many seconds.</param>
/// <param name="SignsOnLeave">Whether officers sign the journal's last line whenever the program is left.</param>
/// <param name="InterfacesUp">The network interfaces that may be up.</param>
/// <param name="Installation">Whose the CAs, procedures and officers are; null where the script does not say.</param>
/// <param name="Values">The parameters that are asked for, each with its value.</param>
/// <param name="Tokens">The tokens and what people call each, in their order.</param>
/// <param name="Seats">Who takes part: role and number, such as <c>officer 1</c>.</param>
/// <param name="Steps">The steps that the parameters leave in, in their order.</param>
public sealed record ScriptOutline(
    string Ceremony,
    string Title,
    long Version,
    long Officers,
    long WithinSeconds,
    bool SignsOnLeave,
    IReadOnlyList<string> InterfacesUp,
    string? Installation,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<OutlineToken> Tokens,
    IReadOnlyList<string> Seats,
    IReadOnlyList<OutlineStep> Steps)
{
    /// <summary>The PKCS#11 modules that the tokens are behind, each once, in the order of the bytes of their files' names.</summary>
    public IReadOnlyList<OutlineModule> Modules { get; init; } = [];
}
