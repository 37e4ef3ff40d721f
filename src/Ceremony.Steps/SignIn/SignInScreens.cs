using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.SignIn;

/// <summary>An officer before and after signing in.</summary>
internal static class SignInScreens
{
    public static Screen Challenge(OfficerCreated officer, string role, DateTimeOffset now, byte[] nonce) => new(
        "Sign in",
        new TextBlock($"{officer.Person} signs in as the officer \"{officer.Officer}\" for the role \"{role}\": the card signs a text that was never signed before."),
        new FactsBlock(
            new Detail("officer", officer.Officer),
            new Detail("role", role),
            new Detail("profile", officer.Profile),
            new Detail(officer.File is null ? "card" : "soft token", officer.Token?.Name ?? officer.File ?? ""),
            new Detail("time", Words.Time(now)),
            new Detail("nonce", Convert.ToHexStringLower(nonce))))
    {
        Help = "You are the officer: put your card into the reader and type your own PIN when you are asked for it. Only you look at the keyboard then. "
            + "Signing in changes nothing; it shows that card, PIN and registry belong together.",
    };

    public static Screen SignedIn(OfficerCreated officer, string role) => new(
        "Signed in",
        new TextBlock($"{officer.Person} is signed in as \"{officer.Officer}\" for the role \"{role}\". The signature, the chain, the officer's state and the role were checked."))
    {
        Help = "Nothing is asked of you. Take your card out of the reader and keep it with you. Enter goes on.",
    };
}
