using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Desk;

/// <summary>What is asked: one field or several, answered together.</summary>
/// <param name="Fields">The fields, in order.</param>
public sealed record Form(params IReadOnlyList<FormField> Fields)
{
    /// <summary>The canonical form.</summary>
    public JsonList ToJson() => new(Fields.Select(field => (JsonValue)field.ToJson()));

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static Form FromJson(JsonList json) => new([.. json.Select(field => FormField.FromJson(field.AsMap()))]);
}

/// <summary>One field of a form.</summary>
/// <param name="Name">Its key in answers, such as <c>operator 1</c>.</param>
/// <param name="Label">What people read before it.</param>
public sealed record FormField(string Name, string Label)
{
    /// <summary>A regular expression that the whole answer must match, without backtracking; null for any text.</summary>
    public string? Pattern { get; init; }

    /// <summary>What an answer must look like, for the sentence that refuses one: "two capital letters".</summary>
    public string? Shape { get; init; }

    /// <summary>The longest answer, in UTF-16 code units.</summary>
    public int MaxLength { get; init; } = 64;

    /// <summary>The choices, or empty for free text.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What stands in the field at first.</summary>
    public string Initial { get; init; } = "";

    /// <summary>What <c>as-shown</c> stands for in a rehearsal's answers. Not part of the record.</summary>
    public string? AsShown { get; init; }

    /// <summary>Words of which the answer is one: as soon as what was typed can begin only one of them, Enter takes it whole. Empty for any text. Not part of the record.</summary>
    public IReadOnlyList<string> Completions { get; init; } = [];

    /// <summary>The only word of <see cref="Completions"/> that begins with what was typed, whatever its case; null where there are none or several.</summary>
    public string? Complete(string typed)
    {
        string[] words = typed.Length == 0 ? [] : [.. Completions.Where(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Take(2)];
        return Completions.FirstOrDefault(word => string.Equals(word, typed, StringComparison.OrdinalIgnoreCase)) ?? (words.Length == 1 ? words[0] : null);
    }

    /// <summary>What this one field is about: a room with little space shows it alone while the field is filled in, instead of a screen on which all of it stands. Empty for none. Not part of the record.</summary>
    public IReadOnlyList<Block> Shown { get; init; } = [];

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new()
    {
        { "name", Name },
        { "label", Label },
        { "pattern", Pattern is null ? null : new JsonText(Pattern) },
        { "choices", Choices.Count == 0 ? null : JsonList.OfText(Choices) },
    };

    /// <summary>Reads the canonical form back; what is not part of the record is as it is by default. Throws <see cref="JsonFormatException"/>.</summary>
    public static FormField FromJson(JsonMap json) => new(json.Text("name"), json.Text("label"))
    {
        Pattern = json.Find("pattern")?.AsText(),
        Choices = json.Find("choices") is null ? [] : json.Texts("choices"),
    };

    /// <summary>Why an answer does not fit, as one sentence, or null where it does.</summary>
    public string? Refuse(string answer)
    {
        if (Choices.Count > 0)
        {
            return Choices.Contains(answer) ? null : $"{Label}: choose one of {string.Join(", ", Choices)}.";
        }

        if (answer.Length > MaxLength)
        {
            return $"{Label}: at most {MaxLength} characters are possible.";
        }

        return Pattern is null || Patterns.Matches(Pattern, answer) ? null : $"{Label}: {Shape ?? "that is not of the form that the script wants; compare it with the paper"}.";
    }
}

/// <summary>Answers to a form, by the names of its fields.</summary>
public sealed record Answers(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The answer to the field of that name.</summary>
    public string this[string name] => Values[name];

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson()
    {
        var map = new JsonMap();
        foreach ((string name, string value) in Values)
        {
            map.Add(name, value);
        }

        return map;
    }

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static Answers FromJson(JsonMap json) => new(json.ToDictionary(member => member.Key, member => member.Value.AsText()));
}
