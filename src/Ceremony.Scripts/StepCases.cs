using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>
/// Judges the values and names of steps, each under every choice that it can be done under and for each of its items, so that no answer to a parameter can spoil a
/// step that `check` has passed.
/// </summary>
internal sealed class StepCases
{
    private readonly ToldSteps _told;
    private readonly NameChecks _names;
    private readonly FieldChecks _fields;
    private readonly ChoiceCases _choices;
    private readonly Dictionary<string, IReadOnlySet<string>> _used = new(StringComparer.Ordinal);
    private bool _isWhole = true;

    /// <param name="parameters">The declared parameters.</param>
    /// <param name="tokens">The declared tokens.</param>
    /// <param name="services">The declared services.</param>
    /// <param name="people">Who must be there; null where that could not be read.</param>
    /// <param name="installation">The script's field <c>installation</c>; null where it is left out.</param>
    /// <param name="problems">Where problems go.</param>
    public StepCases(
        IReadOnlyList<ScriptParameter> parameters,
        IReadOnlyList<ScriptToken> tokens,
        IReadOnlyList<ScriptService> services,
        IReadOnlyList<ScriptRole>? people,
        string? installation,
        Problems problems)
    {
        _told = new ToldSteps(tokens, installation);
        _names = new NameChecks(_told, parameters, people, problems);
        _fields = new FieldChecks([.. tokens.Select(token => token.Name)], [.. services.Select(service => service.Name)], problems);
        _choices = new ChoiceCases(parameters);
    }

    /// <summary>Tells a step in all its cases.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isJudged">Whether its fields and references are sound, so that more can be said of them.</param>
    public void Check(ScriptStep step, bool isJudged)
    {
        if (Problem(() => CheckCases(step, isJudged)))
        {
            _isWhole = false;
        }
    }

    /// <summary>Says which names nothing stands for, once all steps are told.</summary>
    public void Finish(bool isComplete) => _names.Finish(isComplete && _isWhole);

    private void CheckCases(ScriptStep step, bool isJudged)
    {
        foreach (IReadOnlyDictionary<string, string> chosen in _choices.Of(step, Behind(step)))
        {
            var under = step.When.Concat(chosen).DistinctBy(answer => answer.Key).ToDictionary(answer => answer.Key, answer => answer.Value, StringComparer.Ordinal);
            for (int item = 0; item < (step.ForEach?.Count ?? 1); item++)
            {
                Check(step, new Case(step.ForEach is null ? step.Id : $"{step.Id}[{item + 1}]", step.ForEach?[item], under), isJudged);
            }
        }
    }

    private void Check(ScriptStep step, Case one, bool isJudged)
    {
        string? Told(TemplatePart part) => part switch
        {
            ParameterPart parameter => one.Under.GetValueOrDefault(parameter.Name),
            StepPart reference => _told.Value(reference, one.Under),
            _ => one.Item is null ? null : ((ScriptScalar)Template.Fill(one.Item, Told)).Text,
        };
        string? Known(TemplatePart part) => Told(part) is { } text && ToldStep.IsKnown(text) ? text : null;
        var told = new ToldStep(one.Id, step.Mark, step.Kind, Template.Fill(step.Fields, Told), one.Under);
        if (isJudged)
        {
            _names.Check(told, step.Fields, () => _fields.Check(step.Kind, step.Fields, Known));
        }
        else
        {
            _told.Add(told, isSound: false);
        }
    }

    // The choices behind what a step refers to are its own too.
    private IReadOnlySet<string> Behind(ScriptStep step)
    {
        IEnumerable<string> ids = Template.References(step.Fields).Select(reference => reference.Part).OfType<StepPart>().Select(part => part.Id.Split('[')[0]);
        IReadOnlySet<string> behind = ids.SelectMany(id => _used.GetValueOrDefault(id) ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal);
        _used[step.Id] = behind.Concat(ChoiceCases.UsedIn(step)).ToHashSet(StringComparer.Ordinal);
        return behind;
    }

    // A reference that is not well written was said to be a problem before.
    private static bool Problem(Action check)
    {
        try
        {
            check();
            return false;
        }
        catch (ScriptProblemException)
        {
            return true;
        }
    }

    private sealed record Case(string Id, ScriptScalar? Item, IReadOnlyDictionary<string, string> Under);
}
