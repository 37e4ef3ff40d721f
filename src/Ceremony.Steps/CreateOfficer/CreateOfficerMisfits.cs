using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What speaks by the text of a script against an officer.</summary>
internal static class CreateOfficerMisfits
{
    /// <summary>A card or soft token without a fitting certificate, or of somebody who is an officer already.</summary>
    public static IEnumerable<ScriptProblem> Of(ToldStep step, IEarlierSteps earlier)
    {
        string field = step.Fields.Find("soft-token") is null ? "token" : "soft-token";
        return [.. earlier.NoCard(step, "token"), .. ByCard(step, earlier), .. BySoftToken(step, earlier), .. ByPerson(step, earlier, field)];
    }

    /// <summary>The earlier steps that create an officer whom no earlier step replaces.</summary>
    public static IEnumerable<(ToldStep Told, CreateOfficerStep Step)> InForce(IEarlierSteps earlier)
    {
        HashSet<string> replaced = [.. earlier.All<ReplaceOfficerStep>().Select(each => each.Step.Officer)];
        return earlier.All<CreateOfficerStep>().Where(each => !replaced.Contains(each.Step.Called));
    }

    private static IEnumerable<ScriptProblem> ByCard(ToldStep step, IEarlierSteps earlier)
    {
        foreach ((ToldStep told, PersonaliseCardStep card) in earlier.Behind<PersonaliseCardStep>(step, "token", Thing.PersonalisedCard))
        {
            foreach ((ToldStep producing, ProduceCardsStep produced) in earlier.Behind<ProduceCardsStep>(told, "token", Thing.ProducedCard))
            {
                IReadOnlyList<string> keys = PersonaliseCardMisfits.KeysWithCertificate(card.Token, produced, earlier);
                if (step.Text("key") is { } key && keys.All(each => Telling.AreSame(each, key) == false))
                    yield return step.Problem("key", $"the card {produced.Number} has no certificate for a key {Telling.Quoted(key)}; it has them for {StepWords.And(keys)}");

                // Of a procedure that a key has of its own the whole ceremony tells, once it is tried.
                if (PersonaliseCardMisfits.Of(card.Token, earlier).Any(each => each.Step.Keys.Any(key => key.Procedure is not null)))
                    continue;

                foreach ((ToldStep procedure, _) in earlier.Behind<CreateTokenProcedureStep>(producing, "procedure", Thing.TokenProcedure))
                {
                    foreach (ScriptProblem problem in new IssuingMisfits(earlier, step, procedure, "certificate-procedure").ForOfficers("token", RequestedExtensions.None))
                        yield return problem;
                }
            }
        }
    }

    private static IEnumerable<ScriptProblem> BySoftToken(ToldStep step, IEarlierSteps earlier) =>
        from soft in earlier.Behind<IssueSoftTokenStep>(step, "soft-token", Thing.SoftToken)
        from procedure in earlier.Behind<CreateTokenProcedureStep>(soft.Told, "procedure", Thing.TokenProcedure)
        from problem in new IssuingMisfits(earlier, step, procedure.Told, "certificate-procedure").ForOfficers("soft-token", soft.Step.Asked)
        select problem;

    // One person is one officer; whoever was replaced may become an officer again.
    private static IEnumerable<ScriptProblem> ByPerson(ToldStep step, IEarlierSteps earlier, string field)
    {
        string[] seats = [.. SeatsOf(step, earlier)];
        (ToldStep Told, CreateOfficerStep Step)? other = InForce(earlier)
            .Select(each => ((ToldStep, CreateOfficerStep)?)each)
            .FirstOrDefault(each => each!.Value.Item1.Named(field) is { } token && token == step.Named(field) || SeatsOf(each.Value.Item1, earlier).Intersect(seats).Any());
        if (other is { } same)
            yield return step.Problem(field, $"{(seats.Length == 1 ? seats[0] : "whoever holds it")} is the officer {Telling.Quoted(same.Step.Called)} already; one person is one officer");
    }

    private static IEnumerable<string> SeatsOf(ToldStep officer, IEarlierSteps earlier) =>
        earlier.Behind<ProduceCardsStep>(officer, "token", Thing.ProducedCard).Select(card => card.Step.Holder)
            .Concat(earlier.Behind<IssueSoftTokenStep>(officer, "soft-token", Thing.SoftToken).Select(soft => soft.Step.Holder))
            .Where(ToldStep.IsKnown).Distinct();
}
