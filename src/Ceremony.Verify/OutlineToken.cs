namespace Ceremony.Verify;

/// <summary>A token of a script.</summary>
/// <param name="Token">Its name.</param>
/// <param name="Called">What people call it.</param>
public sealed record OutlineToken(string Token, string Called);
