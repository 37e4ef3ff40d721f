using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Scripts;

/// <summary>The kinds of fields that step kinds are made of.</summary>
public static class Fields
{
    /// <summary>Text of one line.</summary>
    public static Field<string> Text(string name, string help, int longest = 64) => new(
        name,
        help,
        $"a text of 1 to {longest} characters",
        true,
        new JsonMap { { "type", "string" }, { "minLength", 1 }, { "maxLength", longest } },
        value => ReadText(value, name, longest));

    /// <summary>Text that fits a pattern, matched without backtracking.</summary>
    public static Field<string> Pattern(string name, string help, string pattern, string shape) => new(
        name,
        help,
        shape,
        true,
        new JsonMap { { "type", "string" }, { "pattern", $"^(?:{pattern})$" } },
        value =>
        {
            string text = ReadText(value, name, 256);
            return Patterns.MatchesOwn(pattern, text) ? text : throw new ScriptProblemException(value.Mark, $"\"{name}\" must be {shape}, not \"{Screens.Hostile.Escape(text)}\"");
        });

    /// <summary>One of a few words.</summary>
    public static Field<string> Choice(string name, string help, params IReadOnlyList<string> choices) => new(
        name,
        help,
        Either(choices),
        true,
        new JsonMap { { "enum", JsonList.OfText(choices) } },
        value => ReadChoice(value, name, choices));

    /// <summary>A list of words out of a few.</summary>
    public static Field<IReadOnlyList<string>> Choices(string name, string help, params IReadOnlyList<string> choices) => new(
        name,
        help,
        $"a list of {Either(choices)}, each at most once",
        true,
        new JsonMap { { "type", "array" }, { "items", new JsonMap { { "enum", JsonList.OfText(choices) } } }, { "uniqueItems", true } },
        value => ReadDistinct(value, name, item => ReadChoice(item, name, choices)));

    /// <summary>A list of texts of one line.</summary>
    public static Field<IReadOnlyList<string>> Texts(string name, string help, int longest = 64) => new(
        name,
        help,
        $"a list of texts of 1 to {longest} characters",
        true,
        new JsonMap { { "type", "array" }, { "items", new JsonMap { { "type", "string" }, { "maxLength", longest } } } },
        value => ReadList(value, name, item => ReadText(item, name, longest)));

    /// <summary>A whole number between two bounds.</summary>
    public static Field<int> Number(string name, string help, int least, int most) => new(
        name,
        help,
        $"a whole number from {least} to {most}",
        true,
        new JsonMap { { "type", "integer" }, { "minimum", least }, { "maximum", most } },
        value => int.TryParse(ReadText(value, name, 16), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ScriptProblemException(value.Mark, $"\"{name}\" must be a whole number from {least} to {most}"));

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public static Field<bool> YesNo(string name, string help) => new(
        name,
        help,
        "yes or no",
        true,
        new JsonMap { { "enum", JsonList.OfText(["yes", "no"]) } },
        value => ReadChoice(value, name, ["yes", "no"]) == "yes");

    /// <summary>A token by its name under <c>tokens:</c>; that it is declared there is checked by the script's reader.</summary>
    public static Field<TokenRef> Token(string name, string help) => new(
        name,
        help,
        "the name of a token under \"tokens\"",
        true,
        new JsonMap { { "type", "string" }, { "pattern", "^[a-z][a-z0-9-]*$" } },
        value => new TokenRef(ReadText(value, name, 64)),
        tokens: value => value is ScriptScalar token ? [token] : []);

    /// <summary>
    /// Settings of a configuration file, in their order: a list of maps of one key, whose value is a text, or says where it comes from. That the tokens named
    /// in it are declared is checked by the script's reader.
    /// </summary>
    public static Field<IReadOnlyList<Setting>> Settings(string name, string help) => new(
        name,
        help,
        "a list of settings, each a map of one key",
        true,
        SettingsReader.Schema,
        value => SettingsReader.Read(value, name),
        tokens: SettingsReader.Tokens,
        names: SettingsReader.Names);

    /// <summary>The names of settings, each once.</summary>
    public static Field<IReadOnlyList<string>> SettingNames(string name, string help) => new(
        name,
        help,
        "a list of names of settings, each at most once",
        true,
        SettingsReader.NamesSchema,
        value => ReadDistinct(value, name, item => SettingsReader.ReadName(item, name)));

    /// <summary>A service by its name under <c>services:</c>; that it is declared there is checked by the script's reader.</summary>
    public static Field<ServiceRef> Service(string name, string help) => new(
        name,
        help,
        "the name of a service under \"services\"",
        true,
        new JsonMap { { "type", "string" }, { "pattern", "^[a-z][a-z0-9-]*$" } },
        value => new ServiceRef(ReadText(value, name, 64)));

    /// <summary>A kind and size of key.</summary>
    public static Field<KeyAlgorithm> Algorithm(string name, string help) => new(
        name,
        help,
        Either([.. KeyAlgorithm.All.Select(each => each.Name)]),
        true,
        new JsonMap { { "enum", JsonList.OfText(KeyAlgorithm.All.Select(each => each.Name)) } },
        value => KeyAlgorithm.Find(ReadChoice(value, name, [.. KeyAlgorithm.All.Select(each => each.Name)]))!);

    /// <summary>A span of time such as <c>15 years</c>, <c>18 months</c> or <c>90 days</c>.</summary>
    public static Field<Validity> Validity(string name, string help) => new(
        name,
        help,
        Scripts.Validity.Shape,
        true,
        new JsonMap { { "type", "string" }, { "pattern", $"^(?:{Scripts.Validity.Pattern})$" } },
        value => Scripts.Validity.TryParse(ReadText(value, name, 16), out Validity validity)
            ? validity
            : throw new ScriptProblemException(value.Mark, $"\"{name}\" must be {Scripts.Validity.Shape}"));

    /// <summary>A subject: a list of single attributes in their order, such as <c>[ { C: SE }, { CN: Officer and system CA } ]</c>.</summary>
    public static Field<IReadOnlyList<SubjectAttribute>> Subject(string name, string help) => new(
        name,
        help,
        $"a list of attributes ({string.Join(", ", SubjectAttribute.Types)}), each a map of one key",
        true,
        new JsonMap { { "type", "array" }, { "minItems", 1 }, { "items", new JsonMap { { "type", "object" }, { "minProperties", 1 }, { "maxProperties", 1 } } } },
        value => ReadSubject(value, name));

    /// <summary>Subject alternative names, each at most once: see <see cref="AlternativeName"/>.</summary>
    public static Field<IReadOnlyList<string>> AlternativeNames(string name, string help) => new(
        name,
        help,
        $"a list of names, each {AlternativeName.Shape}, at most once",
        true,
        new JsonMap { { "type", "array" }, { "items", new JsonMap { { "type", "string" }, { "pattern", "^(?:DNS|IP):" } } }, { "uniqueItems", true } },
        value => ReadDistinct(value, name, item => ReadAlternativeName(item, name)));

    /// <summary>What is done for the keys of a card: see <see cref="Facts.CardKeyAction"/>.</summary>
    public static Field<IReadOnlyList<Facts.CardKeyAction>> CardKeys(string name, string help) => new(
        name,
        help,
        "a list of the names of keys, or of maps such as { signature: blank } and { encryption: issue, procedure: Five years }",
        true,
        CardKeysReader.Schema,
        value => CardKeysReader.Read(value, name),
        names: CardKeysReader.Names);

    internal static string ReadText(ScriptValue value, string name, int longest)
    {
        if (value is not ScriptScalar scalar)
        {
            throw new ScriptProblemException(value.Mark, $"\"{name}\" must be a text");
        }

        if (scalar.Text.Length == 0 || scalar.Text.Length > longest || scalar.Text.Any(char.IsControl))
        {
            throw new ScriptProblemException(value.Mark, $"\"{name}\" must have 1 to {longest} characters on one line");
        }

        return scalar.Text;
    }

    private static string ReadChoice(ScriptValue value, string name, IReadOnlyList<string> choices)
    {
        string text = ReadText(value, name, 64);
        return choices.Contains(text)
            ? text
            : throw new ScriptProblemException(value.Mark, $"\"{name}\" must be {Either(choices)}, not \"{Screens.Hostile.Escape(text)}\"");
    }

    internal static IReadOnlyList<T> ReadList<T>(ScriptValue value, string name, Func<ScriptValue, T> read) =>
        value is ScriptList list ? [.. list.Items.Select(read)] : throw new ScriptProblemException(value.Mark, $"\"{name}\" must be a list: [ … ]");

    private static IReadOnlyList<string> ReadDistinct(ScriptValue value, string name, Func<ScriptValue, string> read)
    {
        IReadOnlyList<string> all = ReadList(value, name, read);
        int again = Enumerable.Range(0, all.Count).FirstOrDefault(at => all.Take(at).Contains(all[at], StringComparer.OrdinalIgnoreCase));
        return again == 0
            ? all
            : throw new ScriptProblemException(((ScriptList)value).Items[again].Mark, $"\"{name}\" names {all[again]} twice");
    }

    private static string ReadAlternativeName(ScriptValue value, string name)
    {
        string text = ReadText(value, name, AlternativeName.Longest);
        return AlternativeName.TryParse(text, out _)
            ? text
            : throw new ScriptProblemException(value.Mark, $"each of \"{name}\" must be {AlternativeName.Shape}, not \"{Screens.Hostile.Escape(text)}\"");
    }

    // Other tools show the first or the last of two alike, so that one subject would read as two.
    private static IReadOnlyList<SubjectAttribute> ReadSubject(ScriptValue value, string name)
    {
        IReadOnlyList<SubjectAttribute> all = ReadList(value, name, item => ReadAttribute(item, name));
        int again = Enumerable.Range(0, all.Count).FirstOrDefault(at => all[at].Type != "OU" && all.Take(at).Any(each => each.Type == all[at].Type));
        return again == 0
            ? all
            : throw new ScriptProblemException(((ScriptList)value).Items[again].Mark, $"\"{name}\" has the attribute {all[again].Type} twice; only OU may occur more than once");
    }

    private static SubjectAttribute ReadAttribute(ScriptValue value, string name)
    {
        if (value is not ScriptMap { Members: [ScriptMember attribute] })
        {
            throw new ScriptProblemException(value.Mark, $"each attribute of \"{name}\" is a map of one key, such as {{ CN: … }}");
        }

        if (!SubjectAttribute.Types.Contains(attribute.Key))
        {
            throw new ScriptProblemException(attribute.Mark, $"\"{Screens.Hostile.Escape(attribute.Key)}\" is not an attribute of a subject; use {Either([.. SubjectAttribute.Types])}");
        }

        string text = ReadText(attribute.Value, attribute.Key, 64);
        return attribute.Key == "C" && !text.StartsWith("${", StringComparison.Ordinal) && !Patterns.MatchesOwn("[A-Z]{2}", text)
            ? throw new ScriptProblemException(attribute.Value.Mark, "\"C\" must be two capital letters (ISO 3166)")
            : new SubjectAttribute(attribute.Key, text);
    }

    private static string Either(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";
}
