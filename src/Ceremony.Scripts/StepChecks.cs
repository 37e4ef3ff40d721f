using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Checks each step's fields, and that whatever it refers to will be there when it is its turn.</summary>
/// <param name="parameters">The declared parameters.</param>
/// <param name="tokens">The declared tokens.</param>
/// <param name="services">The declared services.</param>
/// <param name="people">Who must be there; null where that could not be read.</param>
/// <param name="installation">The field <c>installation</c>; null where it is left out.</param>
/// <param name="unread">Ids of steps that could not be read and are not judged.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class StepChecks(
    IReadOnlyList<ScriptParameter> parameters,
    IReadOnlyList<ScriptToken> tokens,
    IReadOnlyList<ScriptService> services,
    IReadOnlyList<ScriptRole>? people,
    string? installation,
    IReadOnlySet<string> unread,
    Problems problems)
{
    private readonly List<ScriptStep> _earlier = [];
    private readonly HashSet<string> _later = new(StringComparer.Ordinal);
    private readonly StepCases _cases = new(parameters, tokens, services, people, installation, problems);

    /// <summary>Checks all steps in their order.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="isComplete">Whether every step could be read.</param>
    public void Check(IReadOnlyList<ScriptAct> acts, bool isComplete)
    {
        _later.UnionWith(acts.SelectMany(act => act.Steps).Select(step => step.Id));
        foreach (ScriptStep step in acts.SelectMany(act => act.Steps))
        {
            int before = problems.Count;
            CheckKeys(step);
            CheckItems(step);
            CheckReferences(step);
            _cases.Check(step, isJudged: problems.Count == before);
            _earlier.Add(step);
            _later.Remove(step.Id);
        }

        _cases.Finish(isComplete);
    }

    private void CheckKeys(ScriptStep step)
    {
        string[] known = [.. step.Kind.Fields.Select(field => field.Name)];
        foreach (ScriptMember member in step.Fields.Members.Where(member => !known.Contains(member.Key)))
        {
            problems.Add(member.Mark, $"{Nearest.Quote(member.Key)} is not a field of {step.Kind.Name}{Nearest.Hint(member.Key, [.. known, "when", "for-each", "confirm"])}");
        }

        foreach (Field field in step.Kind.Fields.Where(field => field.IsRequired && step.Fields.Find(field.Name) is null))
        {
            problems.Add(step.Mark, $"the field \"{field.Name}\" of {step.Kind.Name} is missing: {field.Help}");
        }

        foreach (ScriptMember member in KeysWithin(step.Fields).Where(member => member.Key.Contains("${", StringComparison.Ordinal)))
        {
            problems.Add(member.Mark, "references can be used in values, not in keys");
        }
    }

    private void CheckItems(ScriptStep step)
    {
        foreach (ScriptScalar item in step.ForEach ?? [])
        {
            problems.Try(() =>
            {
                foreach ((TemplatePart part, ScriptMark mark) in Template.References(item))
                {
                    if (part is ParameterPart parameter)
                    {
                        CheckParameter(parameter, mark, step);
                    }
                    else
                    {
                        problems.Add(mark, $"an item of for-each can only refer to parameters, not to {part.Written}");
                    }
                }
            });
        }
    }

    private void CheckReferences(ScriptStep step) => problems.Try(() =>
    {
        foreach ((TemplatePart part, ScriptMark mark) in Template.References(step.Fields))
        {
            switch (part)
            {
                case ParameterPart parameter:
                    CheckParameter(parameter, mark, step);
                    break;
                case StepPart other:
                    CheckStep(other, mark, step);
                    break;
                case ItemPart when step.ForEach is null:
                    problems.Add(mark, "${item} can only be used in a step with for-each");
                    break;
            }
        }
    });

    private void CheckParameter(ParameterPart reference, ScriptMark mark, ScriptStep step)
    {
        if (parameters.FirstOrDefault(each => each.Name == reference.Name) is not { } parameter)
        {
            problems.Add(mark, $"the parameter \"{reference.Name}\" is not declared{Nearest.Hint(reference.Name, parameters.Select(each => each.Name))}");
        }
        else if (!IsCovered(parameter.When, step))
        {
            problems.Add(mark, $"the parameter \"{reference.Name}\" is only asked for when {ChoiceCases.Told(parameter.When)}; give this step the same \"when\"");
        }
    }

    private void CheckStep(StepPart reference, ScriptMark mark, ScriptStep step)
    {
        int bracket = reference.Id.IndexOf('[', StringComparison.Ordinal);
        string id = bracket < 0 ? reference.Id : reference.Id[..bracket];
        if (unread.Contains(id))
        {
            return;
        }

        if (_earlier.FirstOrDefault(each => each.Id == id) is not { } other)
        {
            problems.Add(mark, _later.Contains(id)
                ? $"the step \"{id}\" comes later; refer only to earlier steps"
                : $"there is no step \"{id}\"{Nearest.Hint(id, _earlier.Select(each => each.Id))}");
            return;
        }

        CheckItemNumber(reference.Id, id, other, mark);
        CheckOutput(reference.Output, other, mark);
        if (!IsCovered(other.When, step))
        {
            problems.Add(mark, $"the step \"{id}\" is only done when {ChoiceCases.Told(other.When)}; give this step the same \"when\"");
        }
    }

    private void CheckItemNumber(string written, string id, ScriptStep other, ScriptMark mark)
    {
        bool exists = other.ForEach is { } items
            ? Enumerable.Range(1, items.Count).Any(number => written == $"{id}[{number}]")
            : written == id;
        if (!exists)
        {
            problems.Add(mark, other.ForEach is { } each
                ? each.Count == 1
                    ? $"the step \"{id}\" is done for one item; refer to it as {id}[1]"
                    : $"the step \"{id}\" is done {each.Count} times; refer to one, from {id}[1] to {id}[{each.Count}]"
                : $"the step \"{id}\" is done once; refer to it without a number in brackets");
        }
    }

    private void CheckOutput(string output, ScriptStep other, ScriptMark mark)
    {
        if (!other.Kind.Outputs.Any(each => each.Name == output))
        {
            string known = other.Kind.Outputs.Count == 0
                ? "which gives nothing to refer to"
                : $"which gives {string.Join(", ", other.Kind.Outputs.Select(each => each.Name.Length == 0 ? $"${{step.{other.Id}}}" : $"${{step.{other.Id}.{each.Name}}}"))}";
            problems.Add(mark, output.Length == 0
                ? $"the step \"{other.Id}\" has no value of its own: it does {other.Kind.Name}, {known}"
                : $"the step \"{other.Id}\" has no \"{output}\": it does {other.Kind.Name}, {known}");
        }
        else if (other.Kind.Outputs.First(each => each.Name == output).Needs is { } needs && other.Fields.Find(needs.Name) is null)
        {
            problems.Add(mark, $"the step \"{other.Id}\" has no \"{output}\": its field \"{needs.Name}\" is left out");
        }
    }

    private static bool IsCovered(IReadOnlyDictionary<string, string> needed, ScriptStep step) =>
        needed.All(condition => step.When.TryGetValue(condition.Key, out string? value) && value == condition.Value);

    private static IEnumerable<ScriptMember> KeysWithin(ScriptValue value) => value switch
    {
        ScriptMap map => map.Members.SelectMany(member => KeysWithin(member.Value).Prepend(member)),
        ScriptList list => list.Items.SelectMany(KeysWithin),
        _ => [],
    };
}
