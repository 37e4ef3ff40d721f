using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Makes the holder of a card or of a soft token an officer.</summary>
/// <param name="Called">Officer name.</param>
/// <param name="State">State.</param>
/// <param name="Domain">Domain.</param>
/// <param name="Profile">Officer profile.</param>
/// <param name="Token">The officer's card; null where it is a soft token.</param>
/// <param name="Key">The key on the card whose certificate is the officer's; empty to ask.</param>
/// <param name="SoftToken">The soft token's file; null where it is a card.</param>
internal sealed record CreateOfficerStep(string Called, string State, string Domain, string Profile, TokenRef? Token, string Key, string? SoftToken) : IStep
{
    /// <inheritdoc/>
    public string Title => $"create officer {Called}";

    /// <inheritdoc/>
    public StepForecast Forecast() => Token is { } card
        ? new($"makes the holder of the card {card} the officer \"{Called}\"", 1)
        : new($"makes the holder of the soft token {SoftToken} the officer \"{Called}\"", 1);

    /// <inheritdoc/>
    public Task<StepResult> Run(IDesk desk) => Token is { } card ? FromCard(desk, card) : FromSoftToken(desk, SoftToken!);

    private async Task<StepResult> FromCard(IDesk desk, TokenRef token)
    {
        if ((CreateOfficerRefusals.ByNames(this, desk.Registry) ?? CreateOfficerRefusals.ByCards(desk.Registry, token)) is { } refusal)
            return refusal;

        CardProduced card = desk.Registry.Find<CardProduced>(each => each.Token == token)!;
        string key = Key.Length > 0 ? Key : await AskKey(desk, card);
        if (CertificateOf(desk.Registry, card, key) is not { } issued)
            return CreateOfficerRefusals.NoCertificate(desk.Registry, card, key);

        string where = $"on the card {card.Number}";
        if (OfficerFitness.Refuse(issued.Certificate) is { } unfit)
            return CreateOfficerRefusals.Unfit(where, unfit);

        TokenView view = await desk.Look(new LookAtToken(token, LoggedIn: true));
        if (CreateOfficerRefusals.ByCard(card, issued, view) is { } otherCard)
            return otherCard;

        return await Appoint(
            desk,
            new OfficerCreated(Called, State, Domain, Profile, card.Subject, token, issued.KeyId!, issued.Certificate),
            where,
            [new Detail("key", Hostile.Escape(key)), new Detail("card", card.Number)]);
    }

    private async Task<StepResult> FromSoftToken(IDesk desk, string file)
    {
        if ((CreateOfficerRefusals.ByNames(this, desk.Registry) ?? CreateOfficerRefusals.BySoftTokens(desk.Registry, file)) is { } refusal)
            return refusal;

        SoftTokenIssued issued = desk.Registry.Find<SoftTokenIssued>(each => each.File == file)!;
        string where = $"in the soft token {Hostile.Escape(file)}";
        if (OfficerFitness.Refuse(issued.Certificate) is { } unfit)
            return CreateOfficerRefusals.Unfit(where, unfit);

        byte[] found = await desk.Look(new LookAtSoftToken(file, issued.Holder));
        if (!found.AsSpan().SequenceEqual(issued.Certificate))
            return CreateOfficerRefusals.OtherSoftToken(file);

        return await Appoint(
            desk,
            new OfficerCreated(Called, State, Domain, Profile, issued.Holder, null, null, issued.Certificate, file),
            where,
            [Detail.From("soft token", file)]);
    }

    private async Task<StepResult> Appoint(IDesk desk, OfficerCreated officer, string where, IReadOnlyList<Detail> token)
    {
        DateTimeOffset now = await desk.Look(new LookAtClock());
        if (Chains.Refuse(officer.Certificate, Authorities.InForce(desk.Registry), now) is { } broken)
            return CreateOfficerRefusals.ChainBroken(where, broken);
        if (CreateOfficerRefusals.ByCertificate(desk.Registry, officer, where) is { } same)
            return same;

        Screen screen = CreateOfficerScreens.Propose(officer, token, CertificateView.Read(officer.Certificate), now, desk.Registry.OfficerProfile(Profile)!);
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
