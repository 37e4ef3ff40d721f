namespace Ceremony.Verify;

/// <summary>A token of a script.</summary>
/// <param name="Token">Its name.</param>
/// <param name="Called">What people call it.</param>
public sealed record OutlineToken(string Token, string Called)
{
    /// <summary>The seat of who knows its PIN, such as <c>operator 1</c>.</summary>
    public string Custodian { get; init; } = "";

    /// <summary>Whether it is an officer's card, whose holder gets a PIN later.</summary>
    public bool IsCard { get; init; }

    /// <summary>After how many minutes without use a login ends that may last an act; null where each lasts one step.</summary>
    public int? IdleMinutes { get; init; }
}
