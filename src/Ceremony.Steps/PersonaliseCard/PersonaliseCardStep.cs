using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Issues a card's certificates and gives it to its holder.</summary>
/// <param name="Token">The card.</param>
/// <param name="Subject">The certificates' subject.</param>
/// <param name="Keys">The keys with the action Add; empty for all.</param>
internal sealed record PersonaliseCardStep(TokenRef Token, IReadOnlyList<SubjectAttribute> Subject, IReadOnlyList<string> Keys) : IStep
{
    private const int PinDigits = 6;

    /// <inheritdoc/>
    public string Title => $"personalise {Token}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"issues the certificates of the card {Token} and gives it its PIN", 1, Token) { LaterLogins = ["the token that holds the CA's key"], GivesPin = Token };

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        (CardPlan? plan, StepResult? refusal) = CardPlan.Find(this, desk);
        if (plan is null)
            return refusal!;

        TokenView card = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (PersonaliseCardRefusals.ByCard(plan, card) is { } otherCard)
            return otherCard;
        (CertificateTerm? term, StepResult? unready) = await plan.Issuance.Begin(desk);
        if (term is null)
            return unready!;

        try
        {
            return await Issue(desk, plan, await CardDraft.Of(plan, term, desk));
        }
        catch (PkiException faulty)
        {
            return PersonaliseCardRefusals.Faulty(plan, faulty);
        }
    }

    private static async Task<StepResult> Issue(IDesk desk, CardPlan plan, IReadOnlyList<CardDraft> drafts)
    {
        if (await desk.Approve(PersonaliseCardScreens.Propose(plan, drafts), [.. drafts.Select(draft => draft.Certificate.Sign)]) is not { } approval)
            return Refusals.Declined($"the signing of the certificates for the card {plan.Card.Number}");

        var certificates = new List<CardCertificate>();
        foreach (CardDraft draft in drafts)
        {
            certificates.Add(await CardCertificate.Of(desk, approval, plan, draft));
        }

        // The PIN comes last: a card that its holder can open carries everything it is to carry.
        return await Store(desk, plan, certificates) ?? await GivePin(desk, plan) ?? await Keep(desk, plan, certificates);
    }

    private static async Task<StepResult?> Store(IDesk desk, CardPlan plan, IReadOnlyList<CardCertificate> certificates)
    {
        List<StoreCertificate> stores = [.. certificates.Select(certificate => certificate.Store)];
        if (plan.StoresIssuer)
            stores.Add(new StoreCertificate(plan.Card.Token, plan.Issuance.CaKey.Id, plan.Ca.Ca, plan.Ca.Certificate));
        if (await desk.Approve(PersonaliseCardScreens.Store(plan, certificates), stores) is not { } approval)
            return Refusals.Declined($"the storing of the certificates on the card {plan.Card.Number}");

        foreach (StoreCertificate store in stores)
        {
            await desk.Perform(approval, store, stored => StoredCertificate.Refuse(desk.Token(store.Token), store, stored));
        }

        return null;
    }

    private static async Task<StepResult?> GivePin(IDesk desk, CardPlan plan)
    {
        var pin = new SetPin(plan.Card.Token, plan.Card.Subject, PinDigits, plan.TokenProcedure.PinProcedure == "chosen-by-holder");
        if (await desk.Approve(PersonaliseCardScreens.Pin(plan, pin), pin) is not { } approval)
            return Refusals.Declined($"the PIN of the card {plan.Card.Number}");

        await desk.Perform(approval, pin, Results.Taken);
        return null;
    }

    private static async Task<StepResult> Keep(IDesk desk, CardPlan plan, IReadOnlyList<CardCertificate> certificates)
    {
        foreach (CardCertificate certificate in certificates)
        {
            await desk.Keep($"{plan.ArtifactOf(certificate.Key)}.cer", certificate.View.Der);
            if (plan.Issuance.GivesChain)
                await desk.Keep($"{plan.ArtifactOf(certificate.Key)}-chain.pem", plan.Issuance.Chain(certificate.View.Der));
        }

        await desk.Show(PersonaliseCardScreens.Made(plan, certificates));
        return new StepResult.Done([.. certificates.Select(certificate => certificate.Fact(plan)), new CardPersonalised(plan.Card.Token, plan.Card.Number, plan.Card.Subject)])
        {
            Outputs = Registering.Named(plan.Card.Number),
        };
    }
}
