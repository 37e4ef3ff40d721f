namespace Ceremony.Verify;

/// <summary>Something that a closed list names.</summary>
internal interface INamed
{
    /// <summary>The name in the journal.</summary>
    string Name { get; }
}

/// <summary>A closed list: no record of that edition can hold what is not in it.</summary>
/// <param name="entries">Its entries, each name once.</param>
internal sealed class Table<T>(params IEnumerable<T> entries)
    where T : class, INamed
{
    private readonly Dictionary<string, T> _entries = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _entries.Keys;

    public IReadOnlyCollection<T> All => _entries.Values;

    /// <summary>The entry of that name, or null.</summary>
    public T? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>The same list with other entries: each replaces the one with its name, or is added.</summary>
    public Table<T> With(params T[] others) => new(_entries.Values.Where(entry => !others.Any(other => other.Name == entry.Name)).Concat(others));

    /// <summary>The same list without the entries of those names, which must be in it.</summary>
    public Table<T> Without(params string[] names)
    {
        var rest = new Dictionary<string, T>(_entries, StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!rest.Remove(name))
            {
                throw new ArgumentException($"\"{name}\" is not in the list.", nameof(names));
            }
        }

        return new(rest.Values);
    }
}
