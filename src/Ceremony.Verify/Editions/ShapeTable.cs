using System.Collections.Frozen;
using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>Which type a field has, by who has it: a line for each, as in <c>break/state begins|ends</c>. What has no owner is the same wherever it stands.</summary>
internal sealed class ShapeTable
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, Shape>> _shapes;
    private readonly FrozenDictionary<string, Shape> _everywhere;

    /// <summary>The table, with each type made ready.</summary>
    /// <param name="rows">Its lines.</param>
    /// <param name="part">What is wrong with a part of a name; null where nothing is.</param>
    public ShapeTable(string rows, Func<string, JsonMap, Misfit?> part)
    {
        _shapes = rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Row).GroupBy(row => row.Owner, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToFrozenDictionary(row => row.Field, row => Shape.Of(row.Shape, part), StringComparer.Ordinal), StringComparer.Ordinal);
        _everywhere = _shapes[""];
    }

    /// <summary>The type of a field; null where the table has none.</summary>
    public Shape? Of(string owner, string field) =>
        (_shapes.TryGetValue(owner, out FrozenDictionary<string, Shape>? own) && own.TryGetValue(field, out Shape? shape)) || _everywhere.TryGetValue(field, out shape) ? shape : null;

    // Owners like "fact crl-issued" have a blank of their own.
    private static (string Owner, string Field, string Shape) Row(string line) =>
        line.IndexOf('/', StringComparison.Ordinal) is var slash && line.IndexOf(' ', Math.Max(slash, 0)) is var blank ? (line[..Math.Max(slash, 0)], line[(slash + 1)..blank], line[(blank + 1)..]) : default;
}
