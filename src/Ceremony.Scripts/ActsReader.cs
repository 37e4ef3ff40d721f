using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Reads <c>acts:</c>: acts and their steps, each with its kind, but without judging the kinds' fields.</summary>
/// <param name="kinds">All kinds of steps.</param>
/// <param name="parameters">The parameters, for <c>when:</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ActsReader(IReadOnlyList<StepKind> kinds, IReadOnlyList<ScriptParameter> parameters, Problems problems)
{
    private const int LongestTitle = 48;
    private const int MostItems = 64;
    private const string Alone = "alone";
    private const string Together = "together";
    private const string FromHere = "together from here";
    private static readonly IReadOnlyList<string> Reserved = ["id", "do", "when", "for-each", "confirm"];
    private readonly Dictionary<string, int> _linesOfIds = new(StringComparer.Ordinal);
    private string? _group;
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    /// <summary>The ids of steps that could not be read: references to them say nothing about the referring step.</summary>
    public IReadOnlySet<string> Unread => _unread;

    /// <summary>Whether all steps could be read, so that their order can be judged.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The acts, without the steps that could not be read.</summary>
    public IReadOnlyList<ScriptAct> Read(MapReader script)
    {
        var acts = new List<ScriptAct>();
        foreach (ScriptValue item in script.Items("acts") ?? [])
        {
            if (MapReader.Of(item, "an act", problems)?.Keys(["act", "steps"], []) is not { } act)
            {
                IsComplete = false;
                continue;
            }

            IReadOnlyList<ScriptValue> items = act.Items("steps") ?? [];
            _group = null;
            ScriptStep[] steps = [.. items.Select(Step).OfType<ScriptStep>()];
            IsComplete &= steps.Length == items.Count && steps.Length > 0;
            acts.Add(new ScriptAct(act.Title("act", LongestTitle) ?? "", item.Mark, steps));
        }

        IsComplete &= acts.Count > 0;
        return acts;
    }

    private ScriptStep? Step(ScriptValue item)
    {
        if (MapReader.Of(item, "a step", problems) is not { } step)
        {
            return null;
        }

        string? id = Id(step);
        StepKind? kind = Kind(step);
        if (id is null || kind is null)
        {
            if (id is not null)
            {
                _unread.Add(id);
            }

            return null;
        }

        return new ScriptStep(
            id,
            item.Mark,
            kind,
            ParametersReader.When(step.Map, parameters, problems),
            Items(step),
            Group(step, id),
            step.Map with { Members = [.. step.Map.Members.Where(member => !Reserved.Contains(member.Key))] });
    }

    // Steps are confirmed together from the first that says so to the last that does, in the script as it is written: what a choice leaves out parts nobody.
    private string? Group(MapReader step, string id) => _group = step.Choice("confirm", Alone, Together, FromHere) switch
    {
        Together => _group ?? id,
        FromHere => id,
        _ => null,
    };

    private string? Id(MapReader step)
    {
        if (step.Map.Find("id") is null)
        {
            problems.Add(step.Map.Mark, "the key \"id\" of a step is missing");
        }

        string? id = step.Text("id", MapReader.NamePattern, "lower-case letters, digits and hyphens, such as system-ca-key");
        if (id is not null && !_linesOfIds.TryAdd(id, step.Map.Mark.Line))
        {
            problems.Add(step.Map.Find("id")!.Mark, $"the step id \"{id}\" is used twice, first on line {_linesOfIds[id]}");
        }

        return id;
    }

    private StepKind? Kind(MapReader step)
    {
        if (step.Map.Find("do") is null)
        {
            problems.Add(step.Map.Mark, "the key \"do\" of a step is missing");
        }

        string? name = step.Text("do");
        StepKind? kind = kinds.FirstOrDefault(each => each.Name == name);
        if (kind is null && name is not null)
        {
            problems.Add(step.Map.Find("do")!.Mark, $"{Nearest.Quote(name)} is not a kind of step{Nearest.Hint(name, kinds.Select(each => each.Name))}");
        }

        return kind;
    }

    private IReadOnlyList<ScriptScalar>? Items(MapReader step)
    {
        IReadOnlyList<ScriptScalar>? items = step.Texts("for-each");
        if (items?.Count > MostItems)
        {
            problems.Add(step.Map.Find("for-each")!.Mark, $"\"for-each\" has {items.Count} items; at most {MostItems} are allowed");
        }

        return items;
    }
}
