using System.Globalization;
using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>Values within a line by their path, such as <c>facts/0/key</c>; <c>-1</c> is the last of a list, <c>+</c> one more.</summary>
internal static class JsonPath
{
    public static JsonValue? Find(JsonValue root, string path)
    {
        JsonValue? at = root;
        foreach (string name in path.Split('/'))
        {
            at = at switch
            {
                JsonMap map => map.Find(name),
                JsonList list when Index(list, name) is var index && index >= 0 && index < list.Count => list[index],
                _ => null,
            };
        }

        return at;
    }

    /// <summary>A copy with that value at that path; null takes it away.</summary>
    public static JsonValue Set(JsonValue root, string path, JsonValue? value)
    {
        string[] parts = path.Split('/', 2);
        string name = parts[0];
        return root switch
        {
            JsonMap map => map.Without(name).With(new JsonMap { { name, Inner(map.Find(name)) } }),
            JsonList list => InList(list, Index(list, name), Inner),
            _ => throw new ArgumentException($"there is nothing within {name}", nameof(path)),
        };

        JsonValue? Inner(JsonValue? at) => parts.Length == 1 ? value : Set(at ?? new JsonMap(), parts[1], value);
    }

    /// <summary>A copy in which every text was changed, wherever it stands.</summary>
    public static JsonValue EachText(JsonValue root, Func<string, string> change) => root switch
    {
        JsonText(var text) => change(text),
        JsonList list => new JsonList(list.Select(item => EachText(item, change))),
        JsonMap map => map.Aggregate(new JsonMap(), (copy, member) => copy.With(new JsonMap { { member.Key, EachText(member.Value, change) } })),
        _ => root,
    };

    private static JsonList InList(JsonList list, int index, Func<JsonValue?, JsonValue?> inner)
    {
        JsonValue? made = inner(index < list.Count ? list[index] : null);
        return new JsonList([.. list.Take(index), .. made is null ? Array.Empty<JsonValue>() : [made], .. list.Skip(index + 1)]);
    }

    private static int Index(JsonList list, string name) => name == "+" ? list.Count : int.Parse(name, CultureInfo.InvariantCulture) is var index && index < 0 ? list.Count + index : index;
}
