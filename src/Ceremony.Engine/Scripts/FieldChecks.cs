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

        if (allKnown && problems.Count == before)
        {
            problems.Try(() => kind.Bind(filled));
        }
    }

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
