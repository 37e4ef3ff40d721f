namespace Ceremony.Core.Tokens;

/// <summary>What a token is used for, which decides who knows its PIN.</summary>
public enum TokenUse
{
    /// <summary>A hardware security module: a custodian types its user PIN.</summary>
    Hsm,

    /// <summary>An officer's card: blank at first; its holder alone knows its PIN once it was personalised.</summary>
    Card,
}

/// <summary>One line of the script's <c>tokens:</c>, after parameters were filled in.</summary>
/// <param name="Ref">The name in the script.</param>
/// <param name="Use">HSM or card.</param>
/// <param name="Uri">How the token is found: by label or serial, never by slot number.</param>
/// <param name="Module">The PKCS#11 module's file.</param>
/// <param name="ModuleSha256">The module's expected SHA-256 in hex, or null where the script does not fix it.</param>
/// <param name="Custodian">The role of who knows an HSM's user PIN, or a card's security officer PIN.</param>
/// <param name="Holder">The card's holder as role and number, such as <c>officer 1</c>; null for an HSM.</param>
public sealed record TokenEntry(TokenRef Ref, TokenUse Use, TokenUri Uri, string Module, string? ModuleSha256, string Custodian, string? Holder)
{
    /// <summary>What people call it: its label where the URI names one, else its serial number.</summary>
    public string Called => Uri.Label ?? Uri.Serial ?? Ref.Name;

    /// <summary>After how many minutes without use a login of its custodian ends that may last an act, 1 to 60; null where each lasts one step.</summary>
    public int? IdleMinutes { get; init; }

    /// <summary>What its module needs beside its file.</summary>
    public ModuleSetup Setup { get; init; } = ModuleSetup.None;

    /// <summary>As whom its user logs in where that is a type of its vendor's own (CK_USER_TYPE, PKCS#11 v2.40 §3.4), such as 0x80000001; null for CKU_USER.</summary>
    public uint? UserType { get; init; }

    /// <summary>What its user PIN consists of where people would not know, such as "user name, colon, password"; null where the script does not say.</summary>
    public string? PinIs { get; init; }
}
