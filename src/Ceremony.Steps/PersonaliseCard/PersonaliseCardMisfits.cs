using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What the text of a script tells of a card that is personalised.</summary>
internal static class PersonaliseCardMisfits
{
    /// <summary>The names of its certificates in the archive; one that nobody knows where the text does not tell them.</summary>
    public static IEnumerable<MadeThing> Certificates(ToldStep step, IEarlierSteps earlier)
    {
        if (step.As<PersonaliseCardStep>() is not { } own || earlier.Behind<ProduceCardsStep>(step, "token", Thing.ProducedCard).FirstOrDefault() is not { Step: { } produced })
            return [new MadeThing(Thing.Certificate, null, step.Mark)];

        IReadOnlyList<string> keys = own.Keys.Count == 0 ? produced.Keys : [.. own.Keys.Where(key => key.Action != CardKeyAction.Blank).Select(key => key.Label)];
        string holder = earlier.HolderOf(own.Token) ?? produced.Number;
        (ToldStep Told, PersonaliseCardStep Step)[] before = own.IsRenewal ? [.. Of(own.Token, earlier)] : [];
        return keys.Append(holder).All(ToldStep.IsKnown) && before.All(each => each.Told.Under.All(step.Under.Contains))
            ? keys.Select(key => new MadeThing(Thing.Certificate, $"{CardPlan.ArtifactOf(holder, key, before.Length + 1)}.cer", step.MarkOf("token")))
            : [new MadeThing(Thing.Certificate, null, step.Mark)];
    }

    /// <summary>The earlier steps that personalise a card or renew its certificates.</summary>
    public static IEnumerable<(ToldStep Told, PersonaliseCardStep Step)> Of(TokenRef card, IEarlierSteps earlier) => earlier.All<PersonaliseCardStep>().Where(each => each.Step.Token == card);

    /// <summary>The keys of a card for which earlier steps store a certificate on it, as far as the text tells.</summary>
    public static IReadOnlyList<string> KeysWithCertificate(TokenRef card, ProduceCardsStep produced, IEarlierSteps earlier) =>
    [
        .. Of(card, earlier)
            .SelectMany(each => each.Step.Keys.Count == 0 ? produced.Keys : [.. each.Step.Keys.Where(key => key.IsStored).Select(key => key.Label)]).Distinct(),
    ];

    /// <summary>Keys that the card does not have, and what its procedures do not allow.</summary>
    public static IEnumerable<ScriptProblem> Of(ToldStep step, IEarlierSteps earlier) => step.As<PersonaliseCardStep>() is not { } own ? [] :
    [
        .. earlier.NoCard(step, "token"),
        .. from produced in earlier.Behind<ProduceCardsStep>(step, "token", Thing.ProducedCard)
           from problem in ByCard(step, own, produced.Step, earlier).Concat(ByProcedure(step, own, produced.Told, produced.Step, earlier))
           select problem,
        .. SubjectMisfits.Taken(earlier, step, "subject"),
    ];

    private static IEnumerable<ScriptProblem> ByCard(ToldStep step, PersonaliseCardStep own, ProduceCardsStep produced, IEarlierSteps earlier)
    {
        var card = new CardProduced(produced.Token, produced.Number, "", "", produced.Procedure, [.. produced.Keys.Select(key => new CardKey(key, "", produced.Algorithm.Name, []))]);
        return own.Keys.FirstOrDefault(key => produced.Keys.All(each => Telling.AreSame(each, key.Label) == false)) is { } unknown
            ? PersonaliseCardRefusals.NoSuchKey(card, unknown.Label).At(step, "keys")
            : own.IsRenewal ? ByRenewal(step, own, card, produced, earlier) : [];
    }

    private static IEnumerable<ScriptProblem> ByRenewal(ToldStep step, PersonaliseCardStep own, CardProduced card, ProduceCardsStep produced, IEarlierSteps earlier)
    {
        if (!Of(own.Token, earlier).Any())
            return PersonaliseCardRefusals.NotPersonalised(card).At(step, "token");

        IReadOnlyList<string> there = KeysWithCertificate(own.Token, produced, earlier);
        return own.Keys.SelectMany(key => key.Action switch
        {
            CardKeyAction.Add when there.Any(each => Telling.AreSame(each, key.Label) == true) => PersonaliseCardRefusals.HasCertificate(card, key.Label).At(step, "keys"),
            CardKeyAction.Redo when there.All(each => Telling.AreSame(each, key.Label) == false) => PersonaliseCardRefusals.NothingToRedo(card, key.Label).At(step, "keys"),
            CardKeyAction.Redo when OfficerBy(own.Token, key.Label, earlier) is { } officer => PersonaliseCardRefusals.OfficersCertificate(card, key.Label, officer).At(step, "keys"),
            _ => [],
        });
    }

    // Who is an officer by that key, and whom no step replaces.
    private static string? OfficerBy(TokenRef card, string key, IEarlierSteps earlier) => CreateOfficerMisfits.InForce(earlier)
        .Where(each => each.Step.Token == card && Telling.AreSame(each.Step.Key, key) == true)
        .Select(each => each.Step.Called).FirstOrDefault();

    private static IEnumerable<ScriptProblem> ByProcedure(ToldStep step, PersonaliseCardStep own, ToldStep produced, ProduceCardsStep card, IEarlierSteps earlier)
    {
        foreach ((ToldStep told, CreateTokenProcedureStep procedure) in earlier.Behind<CreateTokenProcedureStep>(produced, "procedure", Thing.TokenProcedure).Where(each => each.Told.CanMeet(step)))
        {
            if (procedure.Procedure.CardSerialNumber && own.Subject.Any(attribute => attribute.Type == "serialNumber"))
            {
                yield return PersonaliseCardRefusals.SerialNumberTwice(procedure.Procedure).At(step, "subject").Single();
                continue;
            }

            // Of a procedure that a key has of its own the whole ceremony tells, once it is tried.
            if (own.Keys.Count > 0 && own.Keys.All(key => key.Action == CardKeyAction.Blank || key.Procedure is not null))
                continue;

            var issuing = new IssuingMisfits(earlier, step, told, "certificate-procedure");
            IReadOnlyList<string> types = [.. CardPlan.SubjectOf(own.Subject, card.Number, procedure.Procedure).Select(each => each.Type)];
            foreach (ScriptProblem problem in issuing.Key("token", $"The key of the card {card.Number}", card.Algorithm.Name).Concat(issuing.Subject("subject", $"the card {card.Number}", types)).Concat(issuing.Ca("token")))
                yield return problem;
        }
    }
}
