using System.Collections;

namespace Ceremony.Core;

/// <summary>The beginning of a list that only grows, without a copy of it.</summary>
/// <param name="all">The list.</param>
/// <param name="count">How many of it belong to the beginning.</param>
public sealed class FirstOf<T>(IReadOnlyList<T> all, int count) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public T this[int index] => index < count ? all[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int at = 0; at < count; at++)
        {
            yield return all[at];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
