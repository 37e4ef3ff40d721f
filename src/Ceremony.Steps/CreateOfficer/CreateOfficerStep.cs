using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.CreateOfficer;

/// <summary>Makes the holder of a card an officer.</summary>
/// <param name="Called">Officer name.</param>
/// <param name="State">State.</param>
/// <param name="Domain">Domain.</param>
/// <param name="Profile">Officer profile.</param>
/// <param name="Token">The officer's card.</param>
/// <param name="Key">The key whose certificate is the officer's; empty to ask.</param>
internal sealed record CreateOfficerStep(string Called, string State, string Domain, string Profile, TokenRef Token, string Key) : IStep
{
    /// <inheritdoc/>
    public string Title => $"create officer {Called}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"makes the holder of the card {Token} the officer \"{Called}\"", 1, Token) { CreatesOfficer = State == "active", Officer = new(Called, Token) };

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (CreateOfficerRefusals.ByRegistry(this, desk.Registry) is { } refusal)
            return refusal;

        CardProduced card = desk.Registry.Find<CardProduced>(each => each.Token == Token)!;
        string key = Key.Length > 0 ? Key : await AskKey(desk, card);
        if (CertificateOf(desk.Registry, card, key) is not { } issued)
            return CreateOfficerRefusals.NoCertificate(card, key);
        if (OfficerFitness.Refuse(issued.Certificate) is { } unfit)
            return CreateOfficerRefusals.Unfit(card, unfit);

        TokenView view = await desk.Look(new LookAtToken(Token, LoggedIn: true));
        if (CreateOfficerRefusals.ByCard(card, issued, view) is { } otherCard)
            return otherCard;

        DateTimeOffset now = await desk.Look(new LookAtClock());
        if (Chains.Refuse(issued.Certificate, [.. desk.Registry.All<CaCreated>().Select(ca => ca.Certificate)], now) is { } broken)
            return CreateOfficerRefusals.ChainBroken(card, broken);

        var officer = new OfficerCreated(Called, State, Domain, Profile, card.Subject, Token, issued.KeyId!, issued.Certificate);
        Screen screen = CreateOfficerScreens.Propose(officer, card, key, CertificateView.Read(issued.Certificate), now, desk.Registry.OfficerProfile(Profile)!);
        return await Registering.Enter(desk, screen, officer, Called, $"the officer \"{Called}\"");
    }

    private static async Task<string> AskKey(IDesk desk, CardProduced card)
    {
        string[] labels = [.. card.Keys.Select(key => key.Label).Where(label => CertificateOf(desk.Registry, card, label) is not null)];
        Answers answers = await desk.Ask(
            CreateOfficerScreens.Choose(card),
            new Form(new FormField("certificate", "Certificate for the key") { Choices = labels, AsShown = labels[0] }));
        return answers["certificate"];
    }

    private static CertificateIssued? CertificateOf(Registry registry, CardProduced card, string label) =>
        card.Keys.FirstOrDefault(key => key.Label == label) is { } found
            ? registry.Find<CertificateIssued>(each => each.Token == card.Token && each.KeyId == found.Id)
            : null;
}
