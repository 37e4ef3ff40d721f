namespace Ceremony.TestKit;

/// <summary>A key pair on a token.</summary>
/// <param name="PrivateIsGone">Whether somebody deleted the private half.</param>
public sealed record TokenKey(string Label, string Id, bool PrivateIsGone);
