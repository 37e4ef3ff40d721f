using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>The steps of a script in their order, as its text tells of them, and the things that they bring into being. The one place where names are found.</summary>
/// <param name="tokens">The tokens, as far as they are filled in.</param>
/// <param name="installation">The script's field <c>installation</c>; null where it is left out.</param>
internal sealed class ToldSteps(IReadOnlyList<ScriptToken> tokens, string? installation)
{
    private readonly IReadOnlyList<ScriptToken> _tokens = tokens;
    private readonly string? _installation = installation;
    private readonly List<ToldStep> _steps = [];
    private readonly Dictionary<string, List<ToldStep>> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ToldThing>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Output, ToldStep By), string> _values = [];
    private readonly List<ToldThing> _things = [];

    /// <summary>Everything that the steps so far bring into being.</summary>
    public IReadOnlyList<ToldThing> Things => _things;

    /// <summary>One more step. What it brings into being.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isSound">Whether its fields are right: what is wrong with a value is said once, and not again wherever somebody refers to it.</param>
    public IReadOnlyList<ToldThing> Add(ToldStep step, bool isSound)
    {
        MadeThing[] made = [.. step.Kind.Makes(step, Before(step))];
        foreach (MadeThing each in made.Where(each => isSound && each is { Output: not null, Name: not null }))
        {
            _values[(each.Output!, step)] = each.Name!;
        }

        // What the text does not name is named by the reference to it, or else by something that nobody can write.
        ToldThing[] things = [.. made.Select(each => new ToldThing(each.Thing, each.Name ?? ReferenceTo(step.Id, each.Output ?? "…"), each.Mark, step))];
        foreach (ToldThing thing in things)
        {
            _things.Add(thing);
            ListOf(_byName, thing.Name).Add(thing);
        }

        _steps.Add(step);
        ListOf(_byId, step.Id).Add(step);
        return things;
    }

    /// <summary>What a reference to an earlier step stands for where these answers were given, perhaps with other references in it; null where the text does not tell.</summary>
    public string? Value(StepPart reference, IReadOnlyDictionary<string, string> under)
    {
        IEnumerable<string?> values = (_byId.GetValueOrDefault(reference.Id) ?? []).Where(step => CanMeet(step, under)).Select(step => ValueIn(step, reference.Output)).Distinct();
        return values.Take(2).ToArray() is [var only] ? only : null;
    }

    /// <summary>What a reference to a step stands for; null where there is no such step, or it does not give that.</summary>
    public Thing? ThingOf(StepPart reference) =>
        _byId.GetValueOrDefault(reference.Id)?[0].Kind.Outputs.FirstOrDefault(output => output.Name == reference.Output)?.Thing;

    /// <summary>What the steps so far tell that can be done in one ceremony with this one.</summary>
    public IEarlierSteps Before(ToldStep step) => new Earlier(this, step);

    private string? ValueIn(ToldStep step, string output) =>
        _values.GetValueOrDefault((output, step))
        ?? step.Kind.Outputs.FirstOrDefault(each => each.Name == output && !each.IsNew)?.In(step.Fields);

    private static string ReferenceTo(string id, string output) => output.Length == 0 ? $"${{step.{id}}}" : $"${{step.{id}.{output}}}";

    private static bool CanMeet(ToldStep step, IReadOnlyDictionary<string, string> under) => step.Under.All(each => !under.TryGetValue(each.Key, out string? value) || value == each.Value);

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key) => lists.TryGetValue(key, out List<T>? list) ? list : lists[key] = [];

    private sealed class Earlier(ToldSteps told, ToldStep step) : IEarlierSteps
    {
        public IEnumerable<ToldStep> Steps => told._steps.Where(step.CanMeet);

        public IEnumerable<ToldThing> Made(string? name, params IReadOnlyList<Thing> things) => name is null ? [] :
            (told._byName.GetValueOrDefault(name) ?? []).Where(thing => things.Contains(thing.Thing) && step.CanMeet(thing.By));

        public string? Installation => told._installation;

        public ScriptMap? Token(string? name) => told._tokens.FirstOrDefault(token => token.Name == name)?.Map;
    }
}
