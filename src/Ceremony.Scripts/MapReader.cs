using System.Globalization;
using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Reads the keys of one map and collects what does not fit. What could not be read comes back as null.</summary>
/// <param name="map">The map.</param>
/// <param name="what">What it is, with its article: "the script", "a parameter".</param>
/// <param name="problems">Where problems go.</param>
public sealed class MapReader(ScriptMap map, string what, Problems problems)
{
    /// <summary>Ids and names in scripts.</summary>
    public const string NamePattern = "[a-z][a-z0-9-]{0,63}";

    /// <summary>The longest program or argument of a command, in UTF-16 code units.</summary>
    public const int LongestArgument = 256;

    private const string CeremonyFolder = "the ceremony's folder";

    /// <summary>The map.</summary>
    public ScriptMap Map => map;

    /// <summary>A reader for a value that must be a map; null where it is something else.</summary>
    public static MapReader? Of(ScriptValue? value, string what, Problems problems)
    {
        if (value is ScriptMap map)
        {
            return new MapReader(map, what, problems);
        }

        if (value is not null)
        {
            problems.Add(value.Mark, $"{what} must be a map of keys and values");
        }

        return null;
    }

    /// <summary>Refuses keys that are not known and names required ones that are missing.</summary>
    public MapReader Keys(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        IReadOnlyList<string> known = [.. required, .. optional];
        foreach (ScriptMember member in map.Members.Where(member => !known.Contains(member.Key)))
        {
            problems.Add(member.Mark, $"{Nearest.Quote(member.Key)} is not a key of {what}{Nearest.Hint(member.Key, known)}");
        }

        foreach (string key in required.Where(key => map.Find(key) is null))
        {
            problems.Add(map.Mark, $"the key \"{key}\" of {what} is missing");
        }

        return this;
    }

    /// <summary>A text of one line.</summary>
    public string? Text(string key, int longest = 64)
    {
        switch (map.Find(key))
        {
            case null:
                return null;
            case ScriptScalar scalar when scalar.Text.Length > 0 && scalar.Text.Length <= longest && !scalar.Text.Contains('\n', StringComparison.Ordinal):
                return scalar.Text;
            case ScriptValue other:
                problems.Add(other.Mark, $"\"{key}\" must be 1 to {longest} characters on one line");
                return null;
        }
    }

    /// <summary>
    /// A text that people read on every screen and page: not blank, without references, which are not filled in there, and without
    /// what a screen has to escape.
    /// </summary>
    public string? Title(string key, int longest = 64)
    {
        string? text = Text(key, longest);
        string? trouble = text is null ? null : TroubleOfTitle(text);
        if (trouble is null)
        {
            return text;
        }

        problems.Add(map.Find(key)!.Mark, $"\"{key}\" {trouble}");
        return null;
    }

    /// <summary>A text that fits a pattern.</summary>
    public string? Text(string key, string pattern, string shape) => Text(key, 256) is { } text && Fits(key, text, pattern, shape) ? text : null;

    /// <summary>One of a few words.</summary>
    public string? Choice(string key, params IReadOnlyList<string> choices)
    {
        string? text = Text(key);
        if (text is null || choices.Contains(text))
        {
            return text;
        }

        problems.Add(map.Find(key)!.Mark, $"\"{key}\" cannot be {Nearest.Quote(text)}{Nearest.Hint(text, choices)}");
        return null;
    }

    /// <summary>A whole number between two bounds.</summary>
    public int? Number(string key, int least, int most)
    {
        string? text = Text(key);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(map.Find(key)!.Mark, $"\"{key}\" must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A list of texts, none of them twice.</summary>
    public IReadOnlyList<ScriptScalar>? Texts(string key)
    {
        IReadOnlyList<ScriptValue>? items = Items(key);
        var texts = new List<ScriptScalar>();
        foreach (ScriptValue item in items ?? [])
        {
            if (item is not ScriptScalar { Text.Length: > 0 and <= 256 } text || text.Text.Contains('\n', StringComparison.Ordinal))
            {
                problems.Add(item.Mark, $"\"{key}\" must be a list of texts, each on one line");
            }
            else if (texts.Any(each => each.Text == text.Text))
            {
                problems.Add(item.Mark, $"{Nearest.Quote(text.Text)} appears twice in \"{key}\"");
            }
            else
            {
                texts.Add(text);
            }
        }

        return items is null ? null : texts;
    }

    /// <summary>A program's file. It is never looked for along a search path, which another could have set.</summary>
    public string? Program(string key) => Text(key, LongestArgument) is { } program && IsProgram(key, program, map.Find(key)!.Mark, CeremonyFolder) ? program : null;

    /// <summary>A command: a list of a program's file and its arguments, which no shell reads.</summary>
    /// <param name="key">The key.</param>
    /// <param name="folder">Where a program's path begins that does not begin with /.</param>
    public IReadOnlyList<string>? Command(string key, string folder = CeremonyFolder)
    {
        IReadOnlyList<ScriptValue>? items = Items(key);
        if (items is null)
        {
            return null;
        }

        foreach (ScriptValue wrong in items.Where(item => item is not ScriptScalar { Text.Length: > 0 and <= LongestArgument } text || text.Text.Any(char.IsControl)))
        {
            problems.Add(wrong.Mark, $"\"{key}\" must be a list of a program and its arguments, each of 1 to {LongestArgument} characters on one line");
            return null;
        }

        string[] command = [.. items.Select(item => ((ScriptScalar)item).Text)];
        return IsProgram(key, command[0], items[0].Mark, folder) ? command : null;
    }

    /// <summary>The items of a list that has at least one.</summary>
    public IReadOnlyList<ScriptValue>? Items(string key)
    {
        switch (map.Find(key))
        {
            case null:
                return null;
            case ScriptList { Items.Count: > 0 } list:
                return list.Items;
            case ScriptValue other:
                problems.Add(other.Mark, $"\"{key}\" must be a list with at least one item");
                return null;
        }
    }

    private static string? TroubleOfTitle(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "is blank; people must be able to read it";
        }

        return Hostile.FirstHidden(text) is { } hidden ? $"contains the character U+{hidden.Value.ToString("X4", CultureInfo.InvariantCulture)}, which screens do not show as it is; use plain spaces, and write each accented letter as one character"
            : text.Contains("${", StringComparison.Ordinal) ? "cannot contain references; write it without ${"
            : null;
    }

    private bool IsProgram(string key, string program, ScriptMark mark, string folder)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return true;
        }

        problems.Add(mark, $"\"{key}\" must be the program's path, absolute or starting in {folder}, not {Nearest.Quote(program)}");
        return false;
    }

    private bool Fits(string key, string text, string pattern, string shape)
    {
        if (Patterns.MatchesOwn(pattern, text))
        {
            return true;
        }

        problems.Add(map.Find(key)!.Mark, $"\"{key}\" must be {shape}, not {Nearest.Quote(text)}");
        return false;
    }
}
