namespace Ceremony.Verify;

/// <summary>What belongs to each step, in the order in which it came.</summary>
internal sealed class OfSteps<T>
{
    private readonly Dictionary<string, List<T>> _all = new(StringComparer.Ordinal);

    /// <summary>What belongs to a step.</summary>
    public IReadOnlyList<T> this[string step] => _all.GetValueOrDefault(step) ?? [];

    /// <summary>Adds something that belongs to a step.</summary>
    public void Add(string step, T one)
    {
        if (!_all.TryGetValue(step, out List<T>? there))
        {
            _all.Add(step, there = []);
        }

        there.Add(one);
    }
}
