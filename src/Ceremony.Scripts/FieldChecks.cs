using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Scripts;

/// <summary>
/// Checks the values of a step's fields, as far as they are known: a stand-in is used for what is filled in later, and only what would be wrong
/// with any value is a problem.
/// </summary>
/// <param name="tokens">The names of the declared tokens.</param>
/// <param name="services">The names of the declared services.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class FieldChecks(IReadOnlyList<string> tokens, IReadOnlyList<string> services, Problems problems)
{
    /// <summary>Checks the fields and, as far as they are known, that they fit each other. The step with stand-ins for what is not known; null where there is none.</summary>
    /// <param name="kind">The step's kind.</param>
    /// <param name="written">Its fields as they are written.</param>
    /// <param name="known">Gives what is filled in by now, and null for what is not.</param>
    public IStep? Check(StepKind kind, ScriptMap written, Func<TemplatePart, string?> known)
    {
        int before = problems.Count;
        var standIns = new StandIns(written, known);
        var members = new List<ScriptMember>();
        bool isWhole = true;
        foreach ((Field field, ScriptMember member) in Given(kind, written))
        {
            ScriptValue? value = Check(field, member.Value, standIns);
            isWhole &= value is not null;
            CheckService(field, member.Value, standIns);
            members.Add(member with { Value = value ?? member.Value });
        }

        return isWhole && problems.Count == before ? TryFit(kind, written with { Members = members }, standIns) : null;
    }

    private static IEnumerable<(Field Field, ScriptMember Member)> Given(StepKind kind, ScriptMap written) =>
        from field in kind.Fields
        from member in written.Members
        where member.Key == field.Name
        select (field, member);

    // The value as far as it is known, or null where nothing can stand in for the rest.
    private ScriptValue? Check(Field field, ScriptValue written, StandIns standIns)
    {
        foreach (ScriptScalar token in field.TokensIn(written).Where(IsSupplied))
        {
            problems.Add(token.Mark, $"\"{field.Name}\" names a token; a step cannot supply one");
        }

        int before = problems.Count;
        ScriptValue? value = standIns.IsNeededIn(written) ? TryStandIn(field, written, standIns) : CheckKnown(field, standIns.Fill(written, StandIns.FreeText));
        if (problems.Count == before)
        {
            CheckTokens(field, written, standIns);
        }

        return value;
    }

    private static bool IsSupplied(ScriptValue value) => Template.References(value).Any(reference => reference.Part is StepPart);

    private void CheckTokens(Field field, ScriptValue written, StandIns standIns)
    {
        foreach (ScriptScalar token in field.TokensIn(written).Where(token => !standIns.IsNeededIn(token) && !IsSupplied(token)))
        {
            if (standIns.Fill(token, StandIns.FreeText) is ScriptScalar { Text: var name } && !tokens.Contains(name))
            {
                problems.Add(token.Mark, $"there is no token {Nearest.Quote(name)} under \"tokens\"{Nearest.Hint(name, tokens)}");
            }
        }
    }

    private ScriptValue CheckKnown(Field field, ScriptValue filled)
    {
        problems.Try(() => field.Check(filled));
        return filled;
    }

    private ScriptValue? TryStandIn(Field field, ScriptValue written, StandIns standIns)
    {
        if (IsTextOnly(field) && !problems.Try(() => field.Check(standIns.Fill(written, StandIns.Shortest))))
        {
            return null;
        }

        foreach (string form in StandIns.Forms)
        {
            ScriptValue filled = standIns.Fill(written, form);
            if (Problem(() => field.Check(filled)) is not { } problem)
            {
                // What fits no free text may have to fit another field's value, which a stand-in cannot.
                return form == StandIns.FreeText || written is ScriptList ? filled : null;
            }

            if (!standIns.StandsAt(problem.Mark))
            {
                problems.Add(problem.Mark, problem.Sentence);
                return null;
            }
        }

        return null;
    }

    // Of such a field every value is judged by its length alone: what is too long with a single character more is too long for ever.
    private static bool IsTextOnly(Field field) => field.Schema.Find("maxLength") is not null && field.Schema.Find("pattern") is null;

    private IStep? TryFit(StepKind kind, ScriptMap fields, StandIns standIns)
    {
        IStep? step = null;
        if (Problem(() => step = kind.Bind(fields)) is { } problem && !standIns.StandsAt(problem.Mark))
        {
            problems.Add(problem.Mark, problem.Sentence);
        }

        return step;
    }

    private static ScriptProblem? Problem(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (ScriptProblemException trouble)
        {
            return trouble.Problem;
        }
    }

    private void CheckService(Field field, ScriptValue written, StandIns standIns)
    {
        if (field is not Field<ServiceRef> service || written is not ScriptScalar)
        {
            return;
        }

        if (IsSupplied(written))
        {
            problems.Add(written.Mark, $"\"{field.Name}\" names a service; a step cannot supply one");
        }
        else if (!standIns.IsNeededIn(written) && standIns.Fill(written, StandIns.FreeText) is ScriptScalar name && Problem(() => service.Check(name)) is null && !services.Contains(name.Text))
        {
            problems.Add(written.Mark, $"there is no service {Nearest.Quote(name.Text)} under \"services\"{Nearest.Hint(name.Text, services)}");
        }
    }
}
