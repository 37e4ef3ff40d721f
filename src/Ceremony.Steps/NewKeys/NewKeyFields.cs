using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>The fields that generate-key and generate-secret-key share.</summary>
internal static class NewKeyFields
{
    /// <summary>The key's name.</summary>
    public static readonly Field<string> Key = FieldOf.Text("key", "The key's name in the key registry, and its label on the token.");

    /// <summary>The token.</summary>
    public static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token that makes the key and keeps it.");

    /// <summary>The key's id.</summary>
    public static readonly Field<string> Id = FieldOf.Pattern(
        "key-id",
        "The key's CKA_ID on the token, by which products find it: these characters, as \"hwsetup -id\" takes them. Without it one is drawn, as long as the token takes.",
        "[A-Za-z0-9._-]{1,20}",
        "1 to 20 letters, digits and . _ -").Optional("");

    /// <summary>The id in lower-case hex; null where the script names none.</summary>
    public static string? IdOf(ScriptMap fields) => Id.Of(fields) is { Length: > 0 } text ? Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(text)) : null;

    /// <summary>What the key may do: at least one of these uses. Throws <see cref="ScriptProblemException"/> for an empty list.</summary>
    public static IReadOnlyList<string> SomeUse(Field<IReadOnlyList<string>> usage, ScriptMap fields) => usage.Of(fields) is { Count: > 0 } uses
        ? uses
        : throw new ScriptProblemException(fields.Find(usage.Name)!.Mark, $"\"{usage.Name}\" must name at least one use; a key that may do nothing is of no use");
}
