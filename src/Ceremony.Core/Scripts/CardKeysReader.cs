using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Core.Scripts;

/// <summary>Reads what is done for the keys of a card: <c>[ authentication, { signature: blank }, { encryption: issue, procedure: Five years } ]</c>; a name alone means <c>add</c>.</summary>
internal static class CardKeysReader
{
    private const string Procedure = "procedure";
    private const int LongestKey = 32;
    private const int LongestProcedure = 64;

    /// <summary>The JSON Schema of such a list.</summary>
    public static JsonMap Schema => new()
    {
        { "type", "array" },
        {
            "items", new JsonMap
            {
                {
                    "oneOf", new JsonList(
                        new JsonMap { { "type", "string" }, { "minLength", 1 }, { "maxLength", LongestKey } },
                        new JsonMap
                        {
                            { "type", "object" },
                            { "minProperties", 1 },
                            { "maxProperties", 2 },
                            { "properties", new JsonMap { { Procedure, new JsonMap { { "type", "string" }, { "minLength", 1 }, { "maxLength", LongestProcedure } } } } },
                            { "additionalProperties", new JsonMap { { "enum", JsonList.OfText(CardKeyAction.All) } } },
                        })
                },
            }
        },
    };

    /// <summary>The actions. Throws <see cref="ScriptProblemException"/>.</summary>
    public static IReadOnlyList<CardKeyAction> Read(ScriptValue value, string name)
    {
        IReadOnlyList<CardKeyAction> all = Fields.ReadList(value, name, item => ReadItem(item, name));
        int again = Enumerable.Range(0, all.Count).FirstOrDefault(at => all.Take(at).Any(each => each.Label == all[at].Label));
        if (again > 0)
        {
            throw new ScriptProblemException(((ScriptList)value).Items[again].Mark, $"\"{name}\" names a key twice");
        }

        return all.Count == 0 || all.Any(each => each.IsStored)
            ? all
            : throw new ScriptProblemException(value.Mark, $"\"{name}\" stores no certificate on the card, whose holder could do nothing with it: give at least one key the action {CardKeyAction.Add}, or {CardKeyAction.Redo} where it has one already");
    }

    /// <summary>The certificate procedures that are named.</summary>
    public static IReadOnlyList<ScriptName> Names(ScriptValue value) => value is not ScriptList list ? [] :
        [.. list.Items.OfType<ScriptMap>().Select(item => item.Find(Procedure)).OfType<ScriptScalar>().Select(written => new ScriptName(written, [Thing.CertificateProcedure]))];

    private static CardKeyAction ReadItem(ScriptValue item, string name)
    {
        if (item is ScriptScalar)
        {
            return new CardKeyAction(Fields.ReadText(item, name, LongestKey), CardKeyAction.Add, null);
        }

        if (item is not ScriptMap map || map.Members.Where(member => member.Key != Procedure).ToArray() is not [var key])
        {
            throw new ScriptProblemException(item.Mark, $"each of \"{name}\" is the name of a key, or a map such as {{ signature: add }}, perhaps with a \"{Procedure}\"");
        }

        string label = Fields.ReadText(new ScriptScalar(key.Key, key.Mark), name, LongestKey);
        string action = Fields.ReadText(key.Value, label, LongestKey);
        if (!CardKeyAction.All.Contains(action))
        {
            throw new ScriptProblemException(key.Value.Mark, $"what is done for the key \"{Screens.Hostile.Escape(label)}\" must be {string.Join(", ", CardKeyAction.All.SkipLast(1))} or {CardKeyAction.All[^1]}, not \"{Screens.Hostile.Escape(action)}\"");
        }

        string? procedure = map.Find(Procedure) is { } written ? Fields.ReadText(written, Procedure, LongestProcedure) : null;
        return procedure is null || action != CardKeyAction.Blank
            ? new CardKeyAction(label, action, procedure)
            : throw new ScriptProblemException(map.Find(Procedure)!.Mark, $"the key \"{Screens.Hostile.Escape(label)}\" stays blank: it takes no \"{Procedure}\"");
    }
}
