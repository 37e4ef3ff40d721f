using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Json;

namespace Ceremony.Core.Scripts;

/// <summary>Reads a list of settings, each a map of one key: <c>[ { SSL.tokenlabel: CM-HSM }, { SSL.pin: { pin-of: hsm } } ]</c>.</summary>
internal static class SettingsReader
{
    private const int LongestValue = 512;
    private const string PlainNamePattern = @"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*";
    private const string NamePattern = @"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*(\.<[nN]>)?(\.[A-Za-z0-9_-]+)*";
    private const string SeatPattern = "(operator|officer|witness|auditor|guest) [1-9][0-9]?";

    /// <summary>The JSON Schema of a list of names.</summary>
    public static JsonMap NamesSchema => new()
    {
        { "type", "array" },
        { "items", new JsonMap { { "type", "string" }, { "pattern", $"^(?:{PlainNamePattern})$" } } },
        { "uniqueItems", true },
    };

    /// <summary>The JSON Schema of such a list.</summary>
    public static JsonMap Schema => new()
    {
        { "type", "array" },
        { "minItems", 1 },
        {
            "items", new JsonMap
            {
                { "type", "object" },
                { "minProperties", 1 },
                { "maxProperties", 1 },
                { "additionalProperties", new JsonMap { { "oneOf", new JsonList(Text(0), Map("pin-of"), Map("pin-of-file", "holder"), Map("label-of"), Map("identifier-of")) } } },
            }
        },
    };

    private static JsonMap Text(int shortest) => new() { { "type", "string" }, { "minLength", shortest }, { "maxLength", LongestValue } };

    /// <summary>The settings. Throws <see cref="ScriptProblemException"/>.</summary>
    public static IReadOnlyList<Setting> Read(ScriptValue value, string name)
    {
        IReadOnlyList<Setting> all = Fields.ReadList(value, name, item => ReadSetting(item, name));
        if (all.Count == 0)
        {
            throw new ScriptProblemException(value.Mark, $"\"{name}\" must name at least one setting");
        }

        // Several libraries may be listed, each under a number of its own.
        int again = Enumerable.Range(0, all.Count).FirstOrDefault(at => all.Take(at).Any(each => each.Name == all[at].Name && (!IsNumbered(each.Name) || each.Value == all[at].Value)));
        return again == 0
            ? all
            : throw new ScriptProblemException(((ScriptList)value).Items[again].Mark, $"\"{name}\" has the setting {all[again].Name} twice");
    }

    /// <summary>The name of a setting that is taken out. Throws <see cref="ScriptProblemException"/>.</summary>
    public static string ReadName(ScriptValue value, string name)
    {
        string setting = Fields.ReadText(value, name, LongestValue);
        return Patterns.MatchesOwn(PlainNamePattern, setting)
            ? setting
            : throw new ScriptProblemException(value.Mark, $"\"{Screens.Hostile.Escape(setting)}\" is not the name of a setting: it has letters, digits, - and _ in parts with dots between them");
    }

    /// <summary>The tokens whose PINs are asked for, as they stand in the script.</summary>
    public static IReadOnlyList<ScriptScalar> Tokens(ScriptValue value) => value is not ScriptList list ? [] :
    [
        .. list.Items.OfType<ScriptMap>().SelectMany(each => each.Members).Select(each => each.Value).OfType<ScriptMap>()
            .Select(each => each.Find("pin-of")).OfType<ScriptScalar>(),
    ];

    /// <summary>The keys, files and seats that settings name.</summary>
    public static IReadOnlyList<ScriptName> Names(ScriptValue value) => value is not ScriptList list ? [] :
    [
        .. from item in list.Items.OfType<ScriptMap>()
           from source in item.Members.Select(member => member.Value).OfType<ScriptMap>()
           from member in source.Members
           where member.Value is ScriptScalar && ThingsOf(member.Key).Count > 0
           select new ScriptName((ScriptScalar)member.Value, ThingsOf(member.Key)),
    ];

    private static IReadOnlyList<Thing> ThingsOf(string source) => source switch
    {
        "label-of" or "identifier-of" => [Thing.Key],
        "pin-of-file" => Things.Files,
        "holder" => [Thing.Seat],
        _ => [],
    };

    private static JsonMap Map(params string[] keys)
    {
        var properties = new JsonMap();
        foreach (string key in keys)
        {
            properties.Add(key, Text(1));
        }

        return new() { { "type", "object" }, { "properties", properties }, { "required", JsonList.OfText(keys) }, { "additionalProperties", false } };
    }

    private static Setting ReadSetting(ScriptValue value, string name)
    {
        if (value is not ScriptMap { Members: [ScriptMember member] })
        {
            throw new ScriptProblemException(value.Mark, $"each setting of \"{name}\" is a map of one key, such as {{ SSL.tokenlabel: … }}");
        }

        if (!Patterns.Matches(NamePattern, member.Key))
        {
            throw new ScriptProblemException(
                member.Mark,
                $"\"{Screens.Hostile.Escape(member.Key)}\" is not the name of a setting: it has letters, digits, - and _ in parts with dots between them, one of which may be <n>");
        }

        Setting setting = ReadSource(member);
        bool isPin = setting.Source is SettingSource.PinOfToken or SettingSource.PinOfFile;
        if (isPin == ConfigText.IsSecretName(member.Key) || setting is { Source: SettingSource.Text, Value: "" })
        {
            return setting;
        }

        // The name alone decides whether a value is masked, wherever the file is shown or hashed.
        throw new ScriptProblemException(member.Mark, isPin
            ? $"\"{member.Key}\" is not the name of a PIN, so it would be shown: the last part of a PIN's name is pin, password, passphrase or secret"
            : $"\"{member.Key}\" is a PIN, which never stands in a script: give it {{ pin-of: … }}, or {{ pin-of-file: …, holder: … }}, or '' to empty it");
    }

    private static Setting ReadSource(ScriptMember member) => member.Value switch
    {
        ScriptScalar { Text: "" } => new Setting(member.Key, SettingSource.Text, ""),
        ScriptScalar text => new Setting(member.Key, SettingSource.Text, Fields.ReadText(text, member.Key, LongestValue)),
        ScriptMap { Members: [{ Key: "pin-of" } token] } => new Setting(member.Key, SettingSource.PinOfToken, Fields.ReadText(token.Value, "pin-of", 64)),
        ScriptMap { Members: [{ Key: "label-of" } key] } => new Setting(member.Key, SettingSource.LabelOf, Fields.ReadText(key.Value, "label-of", 64)),
        ScriptMap { Members: [{ Key: "identifier-of" } key] } => new Setting(member.Key, SettingSource.IdentifierOf, Fields.ReadText(key.Value, "identifier-of", 64)),
        ScriptMap { Members.Count: 2 } map when map.Find("pin-of-file") is { } file && map.Find("holder") is { } holder =>
            new Setting(member.Key, SettingSource.PinOfFile, Fields.ReadText(file, "pin-of-file", LongestValue), ReadSeat(holder)),
        _ => throw new ScriptProblemException(
            member.Value.Mark,
            $"\"{member.Key}\" must be a text, {{ pin-of: … }}, {{ pin-of-file: …, holder: … }}, {{ label-of: … }} or {{ identifier-of: … }}"),
    };

    private static string ReadSeat(ScriptValue value)
    {
        string seat = Fields.ReadText(value, "holder", 64);
        return Patterns.MatchesOwn(SeatPattern, seat)
            ? seat
            : throw new ScriptProblemException(value.Mark, $"\"holder\" must be a role and a number, such as officer 1, not \"{Screens.Hostile.Escape(seat)}\"");
    }

    private static bool IsNumbered(string name) => name.Contains(".<n>", StringComparison.OrdinalIgnoreCase);
}
