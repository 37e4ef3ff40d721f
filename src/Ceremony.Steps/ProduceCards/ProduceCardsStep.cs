using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Pre-personalises a card.</summary>
/// <param name="Token">The card.</param>
/// <param name="Number">The number printed on it.</param>
/// <param name="Holder">The seat of who will hold it.</param>
/// <param name="Procedure">The token procedure's name.</param>
/// <param name="Keys">The names of its keys.</param>
/// <param name="Algorithm">Their kind and size.</param>
internal sealed record ProduceCardsStep(TokenRef Token, string Number, string Holder, string Procedure, IReadOnlyList<string> Keys, KeyAlgorithm Algorithm) : IStep
{
    /// <inheritdoc/>
    public string Title => $"produce card {Number}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has the card {Number} make {StepWords.Count(Keys.Count, "key")} and registers {Holder} for it", 1);

    private static readonly IReadOnlyList<string> Uses = ["sign"];

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => 
    [
        new Need<TokenView>(
            $"the card {Number}, blank",
            new LookAtToken(Token, LoggedIn: false),
            seen => ProduceCardsRefusals.ByCard(this, token(Token), seen, Registry.Empty),
            seen => $"serial {seen.Serial}, nothing to be seen on it"),
        NewKeys.CanBeMade(token(Token), Keys[0], Algorithm.Name, Uses, id: null),
    ];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenEntry entry = desk.Token(Token);
        if (desk.InSeat(Holder) is not { } holder)
            return Refusals.SeatEmpty(Holder);
        if (desk.Registry.TokenProcedure(Procedure) is not { } procedure)
            return Refusals.Unknown("token procedure", Procedure);
        if ((ProduceCardsRefusals.ByHolder(this, entry.Called, entry.Holder) ?? ProduceCardsRefusals.ByProcedure(this, procedure)) is { } unfit)
            return unfit;

        TokenView card = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (ProduceCardsRefusals.ByCard(this, entry, card, desk.Registry) is { } refusal)
            return refusal;

        KeyForm form = await desk.Look(new LookAtKeyForm(Token, Algorithm.Name, Uses, Id: null, LoggedIn: false));
        if (NewKeys.Refuse(entry, form, Keys[0]) is { } incapable)
            return incapable;

        GenerateKeyPair[] actions = await Actions(desk, form);
        if (await desk.Approve(ProduceCardsScreens.Propose(this, card, procedure, holder), actions) is not { } approval)
            return Refusals.Declined($"the production of the card {Number}");

        // Private objects are seen only with a PIN, and the card gets a new one for that: not before both officers have agreed to work on it.
        TokenView opened = await desk.Look(new LookAtToken(Token, LoggedIn: true));
        if (ProduceCardsRefusals.NotBlank(this, opened) is { } hidden)
            return hidden;

        var keys = new List<CardKey>();
        foreach (GenerateKeyPair action in actions)
        {
            KeyReceipt made = await desk.Perform(
                approval,
                action,
                made => NewKeys.Judge(entry, action.Label, NewKeys.Differing(action, made, card)));
            keys.Add(new CardKey(made.Label, made.Id, made.Algorithm, made.PublicKey));
        }

        await desk.Show(ProduceCardsScreens.Made(this, holder, keys));
        return new StepResult.Done(new CardProduced(Token, Number, card.Serial, holder.Name, Procedure, keys)) { Outputs = Registering.Named(Number) };
    }

    private async Task<GenerateKeyPair[]> Actions(IDesk desk, KeyForm form)
    {
        var actions = new List<GenerateKeyPair>();
        foreach (string key in Keys)
        {
            actions.Add(new GenerateKeyPair(Token, key, await NewKeys.DrawId(desk, form), Algorithm, Uses) { Templates = form.Templates });
        }

        return [.. actions];
    }
}
