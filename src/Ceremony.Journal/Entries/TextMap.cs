using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Texts by their names, as lines hold them.</summary>
internal static class TextMap
{
    public static JsonMap ToJson(IReadOnlyDictionary<string, string> texts)
    {
        var map = new JsonMap();
        foreach ((string name, string text) in texts)
        {
            map.Add(name, text);
        }

        return map;
    }

    /// <summary>The texts in the order of their names. Throws <see cref="JsonFormatException"/>.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonMap json) =>
        new SortedDictionary<string, string>(json.ToDictionary(member => member.Key, member => member.Value.AsText()), StringComparer.Ordinal);
}
