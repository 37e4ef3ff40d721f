using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>Fills the answers to a script's parameters in.</summary>
public static class ScriptBinding
{
    /// <summary>The script with these parameters. Throws <see cref="ScriptBindingException"/>, which lists everything that does not fit.</summary>
    /// <param name="script">The script.</param>
    /// <param name="parameters">Name to value; those with a default may be left out.</param>
    public static BoundScript Bind(Script script, IReadOnlyDictionary<string, string> parameters)
    {
        var problems = new Problems();
        Dictionary<string, string> values = Values(script, parameters, problems);
        Stop(problems);

        string? Known(TemplatePart part) => part is ParameterPart parameter ? values[parameter.Name] : null;
        ScriptToken[] filled = [.. script.Tokens.Select(token => token with { Map = Template.Fill(token.Map, Known) })];
        IReadOnlyDictionary<string, ModuleEntry?> modules = ModulesReader.Bind(script.Modules.Select(module => module with { Map = Template.Fill(module.Map, Known) }), problems);
        IReadOnlyList<TokenEntry> tokens = TokensReader.Bind(filled, modules, script.People, problems);
        IReadOnlyList<ServiceEntry> services = ServicesReader.Bind(script.Services.Select(service => service with { Map = Template.Fill(service.Map, Known) }), problems);
        IReadOnlyList<BoundStep> steps = Steps(script, values, filled, problems);
        Stop(problems);
        return new BoundScript(script, values, tokens, services, steps);
    }

    /// <summary>The problems that can be found before all values are known: single values that their parameter does not accept.</summary>
    public static IReadOnlyList<ScriptProblem> Unfit(Script script, IReadOnlyDictionary<string, string> given)
    {
        var problems = new Problems();
        foreach (ScriptParameter parameter in script.Parameters)
        {
            if (given.TryGetValue(parameter.Name, out string? value) && parameter.Refuse(value) is { } refusal)
            {
                problems.Add(parameter.Mark, $"the parameter {refusal}");
            }
        }

        return problems.All;
    }

    /// <summary>
    /// The parameters that can be asked now: those not given whose <c>when:</c> is met by what is given. Ask them, add the answers, and call
    /// again until there are none: an answer may bring further questions.
    /// </summary>
    public static IReadOnlyList<ScriptParameter> StillToAsk(Script script, IReadOnlyDictionary<string, string> given) =>
        [.. script.Parameters.Where(parameter => !given.ContainsKey(parameter.Name) && Holds(parameter.When, given))];

    private static Dictionary<string, string> Values(Script script, IReadOnlyDictionary<string, string> given, Problems problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ScriptParameter parameter in script.Parameters)
        {
            bool isAsked = Holds(parameter.When, values);
            string? value = given.GetValueOrDefault(parameter.Name);
            if (!isAsked && value is not null)
            {
                problems.Add(parameter.Mark, $"the parameter \"{parameter.Name}\" is asked for only when {Conditions(parameter.When)}; leave it out");
            }
            else if (isAsked && (value ?? parameter.Default) is { } known)
            {
                AddWhereItFits(parameter, known, values, problems);
            }
            else if (isAsked)
            {
                problems.Add(parameter.Mark, $"the parameter \"{parameter.Name}\" has no value; give one with --set {parameter.Name}=… or in the file given to --params");
            }
        }

        foreach (string name in given.Keys.Where(name => script.Parameters.All(parameter => parameter.Name != name)).Order(StringComparer.Ordinal))
        {
            problems.Add(new ScriptMark(1, 1), $"the script has no parameter {Nearest.Quote(name)}{Nearest.Hint(name, script.Parameters.Select(parameter => parameter.Name))}");
        }

        return values;
    }

    private static void AddWhereItFits(ScriptParameter parameter, string value, Dictionary<string, string> values, Problems problems)
    {
        if (parameter.Refuse(value) is { } refusal)
        {
            problems.Add(parameter.Mark, $"the parameter {refusal}");
        }
        else
        {
            values.Add(parameter.Name, value);
        }
    }

    private static IReadOnlyList<BoundStep> Steps(Script script, Dictionary<string, string> values, IReadOnlyList<ScriptToken> tokens, Problems problems)
    {
        var told = new ToldSteps(tokens, script.Installation);
        var fields = new FieldChecks([.. tokens.Select(token => token.Name)], [.. script.Services.Select(service => service.Name)], problems);
        var names = new NameChecks(told, [], script.People, problems);
        var steps = new List<BoundStep>();
        foreach (ScriptAct act in script.Acts)
        {
            foreach (ScriptStep step in act.Steps.Where(step => Holds(step.When, values)))
            {
                for (int item = 0; item < (step.ForEach?.Count ?? 1); item++)
                {
                    string id = step.ForEach is null ? step.Id : $"{step.Id}[{item + 1}]";
                    var bound = new BoundStep(step, id, steps.Count + 1, act.Title, Known(step.ForEach?[item], values), told);
                    names.Check(bound.Told, bound.Written, () => fields.Check(bound.Kind, bound.Written, bound.Known));
                    steps.Add(bound);
                }
            }
        }

        names.Finish(isComplete: true);
        return steps;
    }

    private static Func<TemplatePart, string?> Known(ScriptScalar? item, Dictionary<string, string> values)
    {
        string? Parameter(TemplatePart part) => part is ParameterPart parameter ? values[parameter.Name] : null;
        string? text = item is null ? null : ((ScriptScalar)Template.Fill(item, Parameter)).Text;
        return part => part is ItemPart ? text : Parameter(part);
    }

    private static bool Holds(IReadOnlyDictionary<string, string> when, IReadOnlyDictionary<string, string> values) =>
        when.All(condition => values.TryGetValue(condition.Key, out string? value) && value == condition.Value);

    private static string Conditions(IReadOnlyDictionary<string, string> when) =>
        string.Join(" and ", when.Select(condition => $"{condition.Key}={condition.Value}"));

    private static void Stop(Problems problems)
    {
        if (problems.Count > 0)
        {
            throw new ScriptBindingException(problems.All);
        }
    }
}
