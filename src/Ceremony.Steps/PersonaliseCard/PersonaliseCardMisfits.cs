using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

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
        return keys.Append(holder).All(ToldStep.IsKnown)
            ? keys.Select(key => new MadeThing(Thing.Certificate, $"{CardPlan.ArtifactOf(holder, key)}.cer", step.MarkOf("token")))
            : [new MadeThing(Thing.Certificate, null, step.Mark)];
    }

    /// <summary>Keys that the card does not have, and what its procedures do not allow.</summary>
    public static IEnumerable<ScriptProblem> Of(ToldStep step, IEarlierSteps earlier) => step.As<PersonaliseCardStep>() is not { } own ? [] :
    [
        .. earlier.NoCard(step, "token"),
        .. from produced in earlier.Behind<ProduceCardsStep>(step, "token", Thing.ProducedCard)
           from problem in ByCard(step, own, produced.Step).Concat(ByProcedure(step, own, produced.Told, produced.Step, earlier))
           select problem,
        .. SubjectMisfits.Taken(earlier, step, "subject"),
    ];

    private static IEnumerable<ScriptProblem> ByCard(ToldStep step, PersonaliseCardStep own, ProduceCardsStep produced)
    {
        var card = new CardProduced(produced.Token, produced.Number, "", "", produced.Procedure, [.. produced.Keys.Select(key => new CardKey(key, "", produced.Algorithm.Name, []))]);
        return own.Keys.FirstOrDefault(key => produced.Keys.All(each => Telling.AreSame(each, key.Label) == false)) is { } unknown
            ? PersonaliseCardRefusals.NoSuchKey(card, unknown.Label).At(step, "keys")
            : [];
    }

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
