using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why somebody does not become an officer.</summary>
internal static class CreateOfficerRefusals
{
    private const string RightCard = "Insert the card that was personalised, then try again.";

    /// <summary>What the registry says against the names; null where nothing does.</summary>
    public static StepResult? ByNames(CreateOfficerStep step, Registry registry)
    {
        if (registry.Find<OfficerCreated>(each => PersonName.Folded(each.Officer) == PersonName.Folded(step.Called)) is not null
            || registry.Find<OfficerRecognised>(each => each.Bootstrap && PersonName.Folded(each.Officer) == PersonName.Folded(step.Called)) is not null)
            return Refusals.NameTaken("officer", step.Called);

        return registry.OfficerProfile(step.Profile) is null ? Refusals.Unknown("officer profile", step.Profile) : null;
    }

    /// <summary>What the registry says against the card; null where nothing does.</summary>
    public static StepResult? ByCards(Registry registry, TokenRef token)
    {
        if (registry.Find<CardPersonalised>(each => each.Token == token) is not { } card)
            return new StepResult.Refused(
                "card-not-personalised",
                $"The card {token} was not personalised in this ceremony.",
                "Abort and have a step added before this one that personalises it.");

        return registry.Find<OfficerCreated>(each => each.Token == token || IsOfficer(registry, each, card.Holder)) is { } other
            ? AlreadyOfficer($"The card {card.Number}", card.Holder, other)
            : null;
    }

    /// <summary>What the registry says against the soft token; null where nothing does.</summary>
    public static StepResult? BySoftTokens(Registry registry, string file)
    {
        if (registry.Find<SoftTokenIssued>(each => each.File == file) is not { } issued)
            return new StepResult.Refused(
                "soft-token-not-issued",
                $"The soft token {Hostile.Escape(file)} was not issued in this ceremony.",
                "Abort and have a step added before this one that issues it.");

        return registry.Find<OfficerCreated>(each => each.File == file || IsOfficer(registry, each, issued.Holder)) is { } other
            ? AlreadyOfficer($"The soft token {Hostile.Escape(file)}", issued.Holder, other)
            : null;
    }

    /// <summary>A key whose certificate is not on the card: its holder could not sign in with it.</summary>
    public static StepResult NoCertificate(Registry registry, CardProduced card, string key) => new StepResult.Refused(
        "no-certificate",
        registry.All<CardPersonalised>().Where(each => each.Token == card.Token).SelectMany(each => each.Keys ?? []).Any(each => each.Label == key && each.Action == CardKeyAction.Issue)
            ? $"The certificate for the key \"{key}\" was issued and not stored on the card {card.Number}, so its holder cannot sign in with it."
            : $"The card {card.Number} has no certificate for a key \"{key}\".",
        Refusals.CorrectScript);

    /// <summary>What the certificates of other officers in the registry say against this one; null where nothing does.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="officer">Who is to become an officer.</param>
    /// <param name="where">"on the card 4711", "in the soft token x.p12".</param>
    public static StepResult? ByCertificate(Registry registry, OfficerCreated officer, string where)
    {
        IEnumerable<byte[]> others = registry.All<OfficerCreated>().Where(each => !registry.IsReplaced(each.Officer)).Select(each => each.Certificate);
        return OfficersApart.SameSubject([.. others, officer.Certificate]) is { } same
            ? new StepResult.Refused(
                "same-subject",
                $"The certificate {where} is for {same.Subject}, as another officer's is: one person could confirm for two.",
                "Abort and have the certificates' subjects in the script corrected, so that each officer has a name of their own.")
            : null;
    }

    /// <param name="where">"on the card 4711", "in the soft token x.p12".</param>
    /// <param name="unfit">What is the matter, the rest of a sentence.</param>
    public static StepResult Unfit(string where, string unfit) => new StepResult.Refused(
        "not-for-officers",
        $"The certificate {where} cannot be an officer's: {unfit}.",
        "Abort and have another key named in the script, or its certificate procedure corrected.");

    /// <param name="where">"on the card 4711", "in the soft token x.p12".</param>
    /// <param name="broken">What is the matter, the rest of a sentence.</param>
    public static StepResult ChainBroken(string where, string broken) => new StepResult.Refused(
        "chain",
        $"The chain of the certificate {where} does not hold: {broken}.",
        "Find out why, beginning with the clock's time; then try again or abort.");

    public static StepResult OtherSoftToken(string file) => new StepResult.Refused(
        "other-soft-token",
        $"The soft token {Hostile.Escape(file)} does not hold the certificate that was issued for it.",
        "Bring the medium with the soft token that was issued, then try again.");

    /// <summary>What speaks against the card that was found; null where it holds the certificate and the private key that belongs to it.</summary>
    public static StepResult? ByCard(CardProduced card, CertificateIssued issued, TokenView view)
    {
        if (view.Serial != card.TokenSerial)
            return new StepResult.Refused(
                "other-card",
                $"The card in the reader is not the card {card.Number}: it has the serial number {Hostile.Escape(view.Serial)}.",
                RightCard);

        if ((view.Objects ?? []).All(each => each.Id != issued.KeyId || each.Certificate?.AsSpan().SequenceEqual(issued.Certificate) != true))
            return new StepResult.Refused("certificate-missing", $"The card {card.Number} does not carry the certificate that was issued for it.", RightCard);

        return SigningKey.HoldsPair(view, issued.KeyId!, issued.Certificate) ? null : new StepResult.Refused(
            "key-missing",
            $"The card {card.Number} does not hold exactly one private key that belongs to the certificate.",
            RightCard);
    }

    // One person is one officer; whoever was replaced may become an officer again, as a new one.
    private static bool IsOfficer(Registry registry, OfficerCreated officer, string person) => officer.Person == person && !registry.IsReplaced(officer.Officer);

    private static StepResult AlreadyOfficer(string token, string holder, OfficerCreated other) => new StepResult.Refused(
        "already-officer",
        $"{token} of {holder} cannot make a second officer: {other.Person} is the officer \"{other.Officer}\" already.",
        Refusals.CorrectScript);
}
