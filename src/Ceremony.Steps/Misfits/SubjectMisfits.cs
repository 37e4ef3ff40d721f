using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A name in a certificate stands for one holder, as far as the text of a script tells whose it is: see <see cref="TakenSubjects"/>.</summary>
internal static class SubjectMisfits
{
    // People in different seats are different people. Whether a registered subject is one of them nobody knows yet.
    private sealed record Owner(string Sort, string Name, string Told, byte[] Subject);

    /// <summary>A problem where an earlier step certifies the same name for somebody else; nothing where none does.</summary>
    /// <param name="earlier">The steps before.</param>
    /// <param name="step">The step that certifies a name.</param>
    /// <param name="field">The field that the problem is about.</param>
    public static IEnumerable<ScriptProblem> Taken(IEarlierSteps earlier, ToldStep step, string field)
    {
        if (Of(step, earlier).FirstOrDefault() is not { } own)
            yield break;

        Owner? taken = earlier.Steps.SelectMany(each => Of(each, earlier)).FirstOrDefault(each =>
            Names.IsSame(each.Subject, own.Subject) && (each.Sort == "CA" ? own.Sort != "CA" : own.Sort == "CA" || (each.Sort == own.Sort && each.Name != own.Name)));
        if (taken is not null)
            yield return step.Problem(field, $"the name {Names.Text(own.Subject)} belongs to {taken.Told} already; a certificate for {own.Told} needs another");
    }

    /// <summary>A problem where an earlier step creates a CA of the same subject, and this one does not say that it succeeds it; or says so of a CA of another subject.</summary>
    /// <param name="earlier">The steps before.</param>
    /// <param name="step">The step that creates a CA.</param>
    /// <param name="subject">The field that has its subject.</param>
    /// <param name="succeeds">The field that says which CA it succeeds.</param>
    public static IEnumerable<ScriptProblem> Succession(IEarlierSteps earlier, ToldStep step, string subject, string succeeds)
    {
        if (step.As<CreateCaStep>() is not { } ca || Of(step, earlier).FirstOrDefault() is not { } own)
            yield break;

        Owner? before = earlier.Steps.Where(each => each.Kind == step.Kind && each.CanMeet(step)).SelectMany(each => Of(each, earlier)).LastOrDefault(each => Names.IsSame(each.Subject, own.Subject));
        if (before is not null && ca.Succeeds is null)
            yield return step.Problem(subject, $"the name {Names.Text(own.Subject)} belongs to {before.Told} already; {own.Told} needs another, or \"succeeds: {before.Name}\"");
        else if (ca.Succeeds is not null && earlier.Behind<CreateCaStep>(step, succeeds, Thing.Ca).FirstOrDefault() is { Step: { } named } && named.Called != before?.Name)
            yield return step.Problem(succeeds, $"the last CA with the subject {Names.Text(own.Subject)} is {before?.Told ?? "this one"}; it cannot succeed the CA {Telling.Quoted(named.Called)}");
    }

    private static IEnumerable<Owner> Of(ToldStep told, IEarlierSteps earlier) => told.Kind.Name switch
    {
        "create-ca" when told.As<CreateCaStep>() is { } ca => Made("CA", ca.Called, $"the CA {Telling.Quoted(ca.Called)}", ca.Subject),
        "issue-soft-token" when told.As<IssueSoftTokenStep>() is { } soft => Made("seat", soft.Holder, soft.Holder, soft.Subject),
        "personalise-card" when told.As<PersonaliseCardStep>() is { } card =>
            from produced in earlier.Behind<ProduceCardsStep>(told, "token", Thing.ProducedCard)
            from procedure in earlier.Behind<CreateTokenProcedureStep>(produced.Told, "procedure", Thing.TokenProcedure)
            from owner in Made("seat", produced.Step.Holder, produced.Step.Holder, CardPlan.SubjectOf(card.Subject, produced.Step.Number, procedure.Step.Procedure))
            select owner,
        "issue-certificate" when told.As<IssueCertificateStep>() is { } issued =>
            from request in earlier.Behind<RequestCertificateStep>(told, "request", Thing.Request)
            from owner in Made("subject", issued.SubjectName, issued.SubjectName, request.Step.Subject)
            select owner,
        _ => [],
    };

    private static IEnumerable<Owner> Made(string sort, string name, string told, IReadOnlyList<SubjectAttribute> subject)
    {
        try
        {
            return [new Owner(sort, name, told, Names.Encode(subject))];
        }
        catch (PkiException)
        {
            // What no certificate can hold is refused with its reason elsewhere, or is not known yet.
            return [];
        }
    }
}
