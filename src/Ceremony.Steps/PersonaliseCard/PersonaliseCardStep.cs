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
/// <param name="Keys">What is done for its keys; a key that is not named stays blank. Empty where all have the action add.</param>
internal sealed record PersonaliseCardStep(TokenRef Token, IReadOnlyList<SubjectAttribute> Subject, IReadOnlyList<CardKeyAction> Keys) : IStep
{
    private const int PinDigits = 6;

    /// <summary>What is done for a key of the card.</summary>
    public CardKeyAction ActionOf(string label) =>
        Keys.Count == 0 ? new(label, CardKeyAction.Add, null) : Keys.FirstOrDefault(each => each.Label == label) ?? new(label, CardKeyAction.Blank, null);

    /// <summary>Whether certificates of a card that is personalised already are renewed; only there is something to redo.</summary>
    public bool IsRenewal => CardKeyAction.Renews(Keys);

    /// <inheritdoc/>
    public string Title => IsRenewal ? $"renew certificates of {Token}" : $"personalise {Token}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new(IsRenewal ? $"issues certificates of the card {Token} anew, in place of those on it" : $"issues the certificates of the card {Token} and gives it its PIN", 1)
    {
        GivesPin = IsRenewal ? null : Token,
    };

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        (CardPlan? plan, StepResult? refusal) = CardPlan.Find(this, desk);
        if (plan is null)
            return refusal!;

        TokenView card = await desk.Look(new LookAtToken(Token, LoggedIn: false));
        if (PersonaliseCardRefusals.ByCard(plan, card) is { } otherCard)
            return otherCard;
        var terms = new Dictionary<IssuingPlan, CertificateTerm>();
        foreach (IssuingPlan issuance in plan.Issuances)
        {
            (CertificateTerm? term, StepResult? unready) = await issuance.Begin(desk);
            if (term is null)
                return unready!;
            terms.Add(issuance, term);
        }

        try
        {
            return await Issue(desk, plan, await CardDraft.Of(plan, terms, desk));
        }
        catch (PkiException faulty)
        {
            return PersonaliseCardRefusals.Faulty(plan, faulty);
        }
    }

    private static async Task<StepResult> Issue(IDesk desk, CardPlan plan, IReadOnlyList<CardDraft> drafts)
    {
        if (await desk.Approve(PersonaliseCardScreens.Propose(plan), [.. drafts.Select(draft => draft.Certificate.Sign)]) is not { } approval)
            return Refusals.Declined($"the signing of the certificates for the card {plan.Card.Number}");

        var certificates = new List<CardCertificate>();
        foreach (CardDraft draft in drafts)
        {
            certificates.Add(await CardCertificate.Of(desk, approval, plan, draft));
        }

        // The PIN comes last: a card that its holder can open carries everything it is to carry. Where certificates are renewed the holder has it.
        return await Store(desk, plan, certificates) ?? (plan.IsRenewal ? null : await GivePin(desk, plan)) ?? await Keep(desk, plan, certificates);
    }

    private static async Task<StepResult?> Store(IDesk desk, CardPlan plan, IReadOnlyList<CardCertificate> certificates)
    {
        StoreCertificate[] stores =
        [
            .. certificates.Select(certificate => certificate.Store).OfType<StoreCertificate>(),
            .. plan.StoredIssuers.Select(each => new StoreCertificate(plan.Card.Token, each.CaKey.Id, each.Ca.Ca, each.Ca.Certificate)),
        ];
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
            string artifact = plan.ArtifactOf(certificate.Key.Key);
            await desk.Keep($"{artifact}.cer", certificate.View.Der);
            if (certificate.Key.Issuance.GivesChain)
                await desk.Keep($"{artifact}-chain.pem", certificate.Key.Issuance.Chain(certificate.View.Der));
        }

        await desk.Show(PersonaliseCardScreens.Made(plan, certificates));
        return new StepResult.Done([.. certificates.Select(certificate => certificate.Fact(plan)), new CardPersonalised(plan.Card.Token, plan.Card.Number, plan.Card.Subject) { Keys = plan.Actions }])
        {
            Outputs = Registering.Named(plan.Card.Number),
        };
    }
}
