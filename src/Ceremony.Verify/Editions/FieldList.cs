using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>The fields that something has: names separated by blanks, with a question mark after those that may be absent.</summary>
internal sealed class FieldList
{
    private readonly string[] _required;
    private readonly HashSet<string> _possible;

    private FieldList(string fields)
    {
        string[] names = fields.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _required = [.. names.Where(name => !name.EndsWith('?'))];
        _possible = new HashSet<string>(names.Select(name => name.TrimEnd('?')), StringComparer.Ordinal);
    }

    /// <summary>Those that are always there.</summary>
    public IReadOnlyList<string> Required => _required;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<string> Possible => _possible;

    public static implicit operator FieldList(string fields) => new(fields);

    /// <summary>The first required field that is missing, or null.</summary>
    public string? Missing(JsonMap map)
    {
        foreach (string name in _required)
        {
            if (map.Find(name) is null)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The first field that does not belong there, or null.</summary>
    /// <param name="map">The map that has the fields.</param>
    /// <param name="common">Fields that all maps of its sort have.</param>
    public string? Foreign(JsonMap map, FieldList common)
    {
        foreach ((string name, _) in map)
        {
            if (!_possible.Contains(name) && !common._possible.Contains(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Whether a map has these fields, and no others but the common ones.</summary>
    public bool Fit(JsonMap map, FieldList common) => Missing(map) is null && common.Missing(map) is null && Foreign(map, common) is null;
}
