using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Scripts;

/// <summary>Checks the values of a step's fields, as far as they are known: those that hold a reference are judged once it is filled in.</summary>
/// <param name="isKnown">Which references are filled in by now.</param>
/// <param name="tokens">The names of the declared tokens.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class FieldChecks(Func<TemplatePart, bool> isKnown, IReadOnlyList<string> tokens, Problems problems)
{
    /// <summary>Checks the fields and, where all are known, that they fit each other.</summary>
    /// <param name="kind">The step's kind.</param>
    /// <param name="written">Its fields as they are written.</param>
    /// <param name="filled">The same, with what is known filled in.</param>
    public void Check(StepKind kind, ScriptMap written, ScriptMap filled)
    {
        int before = problems.Count;
        bool allKnown = true;
        foreach (Field field in kind.Fields)
        {
            if (written.Find(field.Name) is { } value)
            {
                allKnown &= Check(field, value, filled.Find(field.Name)!);
            }
        }

        if (problems.Count == before && (allKnown || HoldsOnlyStepsOpen(written)))
        {
            TryBind(kind, written, filled);
        }
    }

    // What a step gives is a name or a file's name; its id is as good as any for seeing whether the other fields fit each other. What it
    // gives is judged when it is there.
    private void TryBind(StepKind kind, ScriptMap written, ScriptMap filled)
    {
        try
        {
            kind.Bind((ScriptMap)Named(written, filled));
        }
        catch (ScriptProblemException trouble) when (!Template.References(written).Any(reference => reference.Part is StepPart && reference.Mark == trouble.Problem.Mark))
        {
            problems.Add(trouble.Problem.Mark, trouble.Problem.Sentence);
        }
        catch (ScriptProblemException)
        {
            // The placeholder does not fit; the value itself may.
        }
    }

    // Only what is written as a reference is replaced: a value that was filled in is never read again, whatever it looks like.
    private static ScriptValue Named(ScriptValue written, ScriptValue filled) => (written, filled) switch
    {
        (ScriptScalar before, ScriptScalar after) => after with { Text = Template.Parts(before).OfType<StepPart>().Aggregate(after.Text, (text, step) => text.Replace(step.Written, step.Id, StringComparison.Ordinal)) },
        (ScriptList before, ScriptList after) => after with { Items = [.. before.Items.Zip(after.Items, Named)] },
        (ScriptMap before, ScriptMap after) => after with { Members = [.. before.Members.Zip(after.Members, (old, now) => now with { Value = Named(old.Value, now.Value) })] },
        _ => filled,
    };

    private bool HoldsOnlyStepsOpen(ScriptMap written) =>
        Template.References(written).All(reference => isKnown(reference.Part) || reference.Part is StepPart);

    private bool Check(Field field, ScriptValue written, ScriptValue filled)
    {
        TemplatePart[] references = [.. Template.References(written).Select(reference => reference.Part)];
        if (field is Field<TokenRef> && references.Any(part => part is StepPart))
        {
            problems.Add(written.Mark, $"\"{field.Name}\" names a token, which a step cannot give");
        }

        if (!references.All(isKnown))
        {
            return false;
        }

        if (problems.Try(() => field.Check(filled)) && field is Field<TokenRef> && filled is ScriptScalar token && !tokens.Contains(token.Text))
        {
            problems.Add(written.Mark, $"there is no token {Nearest.Quote(token.Text)} under \"tokens\"{Nearest.Hint(token.Text, tokens)}");
        }

        return true;
    }
}
