using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>An officer before and after signing in.</summary>
internal static class SignInScreens
{
    public static Screen Challenge(SignInOfficer signer, string role, bool mustFail, DateTimeOffset now, byte[] nonce) => new(
        "Sign in",
        new TextBlock(mustFail
            ? $"{signer.Person} tries to sign in as \"{signer.Officer}\" for the role \"{role}\" and must be refused. The {signer.TokenWord} first signs a new text: once "
                + "that is verified, PIN and token are right, and only what the registry says can be the reason."
            : $"{signer.Person} signs in as the officer \"{signer.Officer}\" for the role \"{role}\": the {signer.TokenWord} signs a text that was never signed before."),
        new FactsBlock(
            new Detail("officer", signer.Officer),
            new Detail("role", role),
            new Detail("profile", signer.Created?.Profile ?? "bootstrap officer"),
            new Detail(signer.TokenWord, Hostile.Escape(signer.File ?? signer.Token?.Name ?? "")),
            new Detail("time", StepWords.Time(now)),
            new Detail("nonce", Convert.ToHexStringLower(nonce))))
    {
        Help = $"You are the officer: {(signer.File is null ? "put your card into the reader" : "bring the medium with your soft token")} and type your own PIN when you are asked for it. "
            + "Only you look at the keyboard then. " + (mustFail
                ? "Signing in changes nothing; it shows that you are refused although token and PIN are right."
                : "Signing in changes nothing; it shows that token, PIN and registry belong together."),
    };

    public static Screen SignedIn(SignInOfficer signer, string role) => new(
        "Signed in",
        new TextBlock($"{signer.Person} is signed in as \"{signer.Officer}\" for the role \"{role}\". The signature, the chain, the officer's state and the role were checked."))
    {
        IsNews = true,
        Help = $"Nothing is asked of you. {(signer.File is null ? "Take your card out of the reader" : "Take your medium")} and keep it with you. Enter goes on.",
    };

    public static Screen Refused(SignInOfficer signer, string role, string reason) => new(
        "Refused, as it must be",
        new TextBlock($"{signer.Person} was refused as \"{signer.Officer}\" for the role \"{role}\": {reason}. The {signer.TokenWord} opened, and its signature is right."))
    {
        IsNews = true,
        Help = "Nothing is asked of you. The record now says that this officer tried to sign in and was refused. Enter goes on.",
    };
}
