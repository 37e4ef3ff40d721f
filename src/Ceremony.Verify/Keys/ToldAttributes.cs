using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>What a token tells of a key that it made, and whether officers let the key stand where that is not what was demanded.</summary>
/// <param name="Token">The token, as people call it.</param>
/// <param name="True">The CKA_ booleans that are true.</param>
/// <param name="NotTold">Those that it does not tell.</param>
/// <param name="IsAllowed">Whether an exception with those two texts, what should be and what is, was confirmed in the key's step.</param>
internal sealed record ToldAttributes(string Token, IReadOnlyList<string> True, IReadOnlyList<string> NotTold, Func<string, string, bool> IsAllowed)
{
    /// <summary>What a deed tells.</summary>
    public static ToldAttributes Of(FactBasis basis, Deed deed) => new(
        basis.Evidence.TokensCalled.GetValueOrDefault(deed.Action.Text("token"), deed.Action.Text("token")),
        deed.Receipt.Texts("attributes"),
        deed.Receipt.Find("not-told") is null ? [] : deed.Receipt.Texts("not-told"),
        (expected, happened) => basis.Evidence.Rules.TriesKeyForms && basis.Evidence.Of("exception").Any(line => line.Step == basis.Line.Step && line.Seq > deed.Intended.Seq && line.Seq < deed.Line.Seq
            && (line.Json.Text("expected"), line.Json.Text("happened"), line.Json.Text("decided")) == (expected, happened, "it is used as it is") && basis.Evidence.Allowed.HasInStep(line)));

    /// <summary>Whether it tells something else than was demanded, and that was allowed word for word as docs/format.md has it.</summary>
    /// <param name="key">The key's name.</param>
    /// <param name="demanded">What had to be true, in the order of the words.</param>
    /// <param name="forbidden">What had to be false, in the order of the words.</param>
    public bool MayStand(string key, IReadOnlyList<string> demanded, IReadOnlyList<string> forbidden)
    {
        string[] missing = [.. demanded.Except(True).Except(NotTold)];
        string[] more = [.. forbidden.Where(True.Contains)];
        string[] parts =
        [
            .. missing.Length == 0 ? [] : new[] { $"that it does not have {And(missing)}" },
            .. NotTold.Count == 0 ? [] : new[] { $"nothing of {And(NotTold)}" },
            .. more.Length == 0 ? [] : new[] { $"that it has {And(more)}" },
        ];
        return parts.Length > 0 && IsAllowed(
            $"the key \"{Hostile.Escape(key)}\" was made in its token, is sensitive, cannot be extracted, and may do what was agreed to and no more",
            $"the token {Hostile.Escape(Token)} tells of the key \"{Hostile.Escape(key)}\" {string.Join("; ", parts)}");
    }

    private static string And(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
