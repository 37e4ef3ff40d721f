using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>The combinations of choices under which a script is tried, each a value for every parameter that is asked.</summary>
/// <param name="Tried">Those that are tried; the first is that of the values given and of the defaults.</param>
/// <param name="Count">How many there are in all; <see cref="MostCounted"/> stands for as many or more.</param>
public sealed record ChoiceCombinations(IReadOnlyList<IReadOnlyDictionary<string, string>> Tried, int Count)
{
    /// <summary>Up to so many, all are tried; above it every two values together at least once.</summary>
    public const int MostTried = 16;

    /// <summary>No more are counted.</summary>
    public const int MostCounted = 100_000;

    /// <summary>The combinations of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="given">Values that are not varied.</param>
    /// <param name="valueOf">The value of a parameter that has no choices and is not given.</param>
    public static ChoiceCombinations Of(Script script, IReadOnlyDictionary<string, string> given, Func<ScriptParameter, string> valueOf)
    {
        var maker = new Maker(script, given, valueOf);
        IReadOnlyDictionary<string, string> usual = maker.Make(parameter => maker.Usual(parameter));
        int count = maker.Count();
        IEnumerable<IReadOnlyDictionary<string, string>> others = count <= MostTried ? maker.All() : maker.Pairwise(usual);
        return new ChoiceCombinations([usual, .. others.Where(each => !IsSame(each, usual))], count);
    }

    /// <summary>The combination of the values given and of the defaults, or of the first choices.</summary>
    /// <param name="script">The script.</param>
    /// <param name="given">Values that are not varied.</param>
    /// <param name="valueOf">The value of a parameter that has no choices and is not given.</param>
    public static IReadOnlyDictionary<string, string> Usual(Script script, IReadOnlyDictionary<string, string> given, Func<ScriptParameter, string> valueOf)
    {
        var maker = new Maker(script, given, valueOf);
        return maker.Make(parameter => maker.Usual(parameter));
    }

    /// <summary>The parameters whose choices make a difference: something in the script refers to them, or is only there under some of them.</summary>
    public static IReadOnlyList<ScriptParameter> Deciding(Script script)
    {
        IEnumerable<ScriptValue> values = script.Steps.SelectMany(step => (step.ForEach ?? []).Prepend<ScriptValue>(step.Fields))
            .Concat(script.Modules.Select(module => module.Map)).Concat(script.Tokens.Select(token => token.Map)).Concat(script.Services.Select(service => service.Map));
        HashSet<string> used =
        [
            .. values.SelectMany(Template.References).Select(reference => reference.Part).OfType<ParameterPart>().Select(part => part.Name),
            .. script.Steps.SelectMany(step => step.When.Keys),
            .. script.Parameters.SelectMany(parameter => parameter.When.Keys),
        ];
        return [.. script.Parameters.Where(parameter => parameter.Choices.Count > 0 && used.Contains(parameter.Name))];
    }

    private static bool IsSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(each => other.TryGetValue(each.Key, out string? value) && value == each.Value);

    private sealed class Maker(Script script, IReadOnlyDictionary<string, string> given, Func<ScriptParameter, string> valueOf)
    {
        private readonly IReadOnlyList<ScriptParameter> _deciding = [.. Deciding(script).Where(parameter => !given.ContainsKey(parameter.Name))];

        public string Usual(ScriptParameter parameter) => given.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? (parameter.Choices.Count > 0 ? parameter.Choices[0] : valueOf(parameter));

        /// <summary>A combination, asked in the order of the script.</summary>
        public Dictionary<string, string> Make(Func<ScriptParameter, string> choose)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (ScriptParameter parameter in script.Parameters.Where(parameter => IsAsked(parameter, values)))
            {
                values.Add(parameter.Name, _deciding.Contains(parameter) ? choose(parameter) : Usual(parameter));
            }

            return values;
        }

        public int Count() => All().Take(MostCounted).Count();

        /// <summary>Every combination there is.</summary>
        public IEnumerable<IReadOnlyDictionary<string, string>> All() => From(0, new Dictionary<string, string>(StringComparer.Ordinal));

        /// <summary>Combinations in which every two values occur together that can.</summary>
        public IEnumerable<IReadOnlyDictionary<string, string>> Pairwise(IReadOnlyDictionary<string, string> usual)
        {
            var open = new HashSet<(string, string, string, string)>(Pairs());
            open.ExceptWith(PairsIn(usual));
            while (open.Count > 0)
            {
                (string, string, string, string) first = open.Min();
                Dictionary<string, string>? wanted = Wanted((first.Item1, first.Item2), (first.Item3, first.Item4));
                open.Remove(first);
                if (wanted is null)
                {
                    continue;
                }

                Dictionary<string, string> made = Make(parameter => Best(parameter, wanted, open));
                open.ExceptWith(PairsIn(made));
                yield return made;
            }
        }

        private static bool IsAsked(ScriptParameter parameter, IReadOnlyDictionary<string, string> values) =>
            parameter.When.All(condition => values.GetValueOrDefault(condition.Key) == condition.Value);

        private IEnumerable<Dictionary<string, string>> From(int at, Dictionary<string, string> values)
        {
            if (at == script.Parameters.Count)
            {
                return [values];
            }

            ScriptParameter parameter = script.Parameters[at];
            if (!IsAsked(parameter, values))
            {
                return From(at + 1, values);
            }

            IReadOnlyList<string> choices = _deciding.Contains(parameter) ? parameter.Choices : [Usual(parameter)];
            return choices.SelectMany(choice => From(at + 1, new Dictionary<string, string>(values) { [parameter.Name] = choice }));
        }

        // The value that is wanted, or the one that closes the most pairs with those that stand; from then on it is one of them.
        private static string Best(ScriptParameter parameter, Dictionary<string, string> standing, HashSet<(string, string, string, string)> open)
        {
            if (!standing.TryGetValue(parameter.Name, out string? best))
            {
                best = parameter.Choices.MaxBy(choice => standing.Count(each => open.Contains(Pair((each.Key, each.Value), (parameter.Name, choice)))))!;
                standing.Add(parameter.Name, best);
            }

            return best;
        }

        private static (string, string, string, string) Pair((string Name, string Value) one, (string Name, string Value) other) =>
            string.CompareOrdinal(one.Name, other.Name) < 0 ? (one.Name, one.Value, other.Name, other.Value) : (other.Name, other.Value, one.Name, one.Value);

        private IEnumerable<(string, string, string, string)> Pairs() =>
            from one in _deciding
            from other in _deciding
            where string.CompareOrdinal(one.Name, other.Name) < 0
            from value in one.Choices
            from otherValue in other.Choices
            select (one.Name, value, other.Name, otherValue);

        private IEnumerable<(string, string, string, string)> PairsIn(IReadOnlyDictionary<string, string> values) =>
            from one in _deciding
            from other in _deciding
            where string.CompareOrdinal(one.Name, other.Name) < 0 && values.ContainsKey(one.Name) && values.ContainsKey(other.Name)
            select (one.Name, values[one.Name], other.Name, values[other.Name]);

        // What has to be chosen so that both are asked and have these values; null where that cannot be.
        private Dictionary<string, string>? Wanted(params (string Name, string Value)[] pair)
        {
            var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
            var ahead = new Queue<(string Name, string Value)>(pair);
            while (ahead.TryDequeue(out (string Name, string Value) each))
            {
                if (wanted.TryGetValue(each.Name, out string? other))
                {
                    if (other != each.Value)
                    {
                        return null;
                    }

                    continue;
                }

                ScriptParameter parameter = script.Parameters.First(declared => declared.Name == each.Name);
                if (!_deciding.Contains(parameter) && Usual(parameter) != each.Value)
                {
                    return null;
                }

                wanted.Add(each.Name, each.Value);
                foreach ((string name, string value) in parameter.When)
                {
                    ahead.Enqueue((name, value));
                }
            }

            return wanted;
        }
    }
}
