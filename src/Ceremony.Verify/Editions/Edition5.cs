namespace Ceremony.Verify;

/// <summary>Edition 5: the same as edition 6 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition5
{
    public static Rules Rules { get; } = Edition6.Rules with
    {
        Edition = 5,
        ConfirmsTogether = false,
        SaysWhatLasts = false,
        Lines = Edition6.Rules.Lines.Without("login-kept", "login-ended").With(
            new KnownLine("proposed", "authority screen actions text nonce until officers") { CanFollowSeal = true }),
    };
}
