using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.CreateOfficer;

/// <summary>Why somebody does not become an officer.</summary>
internal static class CreateOfficerRefusals
{
    private const string CorrectScript = "Abort and have the script corrected.";
    private const string RightCard = "Insert the card that was personalised, then try again.";

    /// <summary>What the registry says against it; null where nothing does.</summary>
    public static StepResult? ByRegistry(CreateOfficerStep step, Registry registry)
    {
        if (registry.Find<OfficerCreated>(each => PersonName.Folded(each.Officer) == PersonName.Folded(step.Called)) is not null)
            return Refusals.NameTaken("officer", step.Called);
        if (registry.OfficerProfile(step.Profile) is null)
            return Refusals.Unknown("officer profile", step.Profile);
        if (registry.Find<CardPersonalised>(each => each.Token == step.Token) is not { } card)
            return new StepResult.Refused(
                "card-not-personalised",
                $"The card {step.Token} was not personalised in this ceremony.",
                "Abort and have a step put before this one that personalises it.");

        return registry.Find<OfficerCreated>(each => each.Token == step.Token || each.Person == card.Holder) is { } other
            ? new StepResult.Refused(
                "already-officer",
                $"The card {card.Number} of {card.Holder} cannot make a second officer: {other.Person} is the officer \"{other.Officer}\" already.",
                CorrectScript)
            : null;
    }

    public static StepResult NoCertificate(CardProduced card, string key) => new StepResult.Refused(
        "no-certificate",
        $"The card {card.Number} has no certificate for a key \"{key}\".",
        CorrectScript);

    public static StepResult Unfit(CardProduced card, string unfit) => new StepResult.Refused(
        "not-for-officers",
        $"The certificate on the card {card.Number} cannot be an officer's: {unfit}.",
        "Abort and have another key named in the script, or its certificate procedure corrected.");

    public static StepResult ChainBroken(CardProduced card, string broken) => new StepResult.Refused(
        "chain",
        $"The certificate on the card {card.Number} does not hold: {broken}.",
        "Have the cause found, the clock's time first; then try again or abort.");

    /// <summary>What stands against the card that was found; null where it holds the certificate and the private key that belongs to it.</summary>
    public static StepResult? ByCard(CardProduced card, CertificateIssued issued, TokenView view)
    {
        if (view.Serial != card.TokenSerial)
            return new StepResult.Refused(
                "other-card",
                $"The card in the reader is not the card {card.Number}: it has the serial number {Hostile.Escape(view.Serial)}.",
                RightCard);

        IReadOnlyList<TokenObject> underId = [.. (view.Objects ?? []).Where(each => each.Id == issued.KeyId)];
        if (!underId.Any(each => each.Certificate is { } stored && stored.AsSpan().SequenceEqual(issued.Certificate)))
            return new StepResult.Refused("certificate-missing", $"The card {card.Number} does not carry the certificate that was issued for it.", RightCard);

        byte[] publicKey = CertificateView.Read(issued.Certificate).PublicKey;
        bool isOwn = underId.Count(each => each.Class == "private") == 1
            && underId.Any(each => each.PublicKey is { } half && half.AsSpan().SequenceEqual(publicKey));
        return isOwn ? null : new StepResult.Refused(
            "key-missing",
            $"The card {card.Number} does not hold exactly one private key that belongs to the certificate.",
            RightCard);
    }
}
