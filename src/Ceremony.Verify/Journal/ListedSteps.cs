using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>The list of steps as the line of the parameters has it. Each is looked for once: a long ceremony asks for every one of them.</summary>
/// <param name="list">The list.</param>
internal sealed class ListedSteps(JsonList list)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private int _known;

    /// <summary>The steps, in their order. Throws <see cref="JsonFormatException"/>.</summary>
    public JsonMap[] All => field ??= [.. list.Select(step => step.AsMap())];

    /// <summary>The place of the first step of that id, from 0; null where there is none. Throws <see cref="JsonFormatException"/> where one before it has no id.</summary>
    public int? PlaceOf(string? id)
    {
        int place;
        while (id is null || !_places.TryGetValue(id, out place))
        {
            if (_known == All.Length)
            {
                return null;
            }

            _places.TryAdd(All[_known].Text("id"), _known);
            _known++;
        }

        return place;
    }
}
