using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>What each check of a token's statement about a key came to, as far as it can be made without the vendor.</summary>
/// <param name="Key">Whether the statement is about the very key.</param>
/// <param name="Chain">Whether its certificates lead to the root whose fingerprint the script names.</param>
/// <param name="Serial">Whether the device that it names is the token.</param>
public sealed record AttestationOutcome(string Key, string Chain, string Serial)
{
    /// <summary>It was checked, and it is so.</summary>
    public const string Holds = "holds";

    /// <summary>The statement does not tell it in a form that was checked.</summary>
    public const string NotTold = "not-told";

    /// <summary>It was checked, and it is otherwise. No such statement is kept.</summary>
    public const string Differs = "differs";

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static AttestationOutcome FromJson(JsonMap json) => new(json.Text("key"), json.Text("chain"), json.Text("serial"));

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "key", Key }, { "chain", Chain }, { "serial", Serial } };

    /// <summary>What was checked and what was not, in words: "key and chain checked; serial number not checked".</summary>
    public string InWords()
    {
        (string Name, string Came)[] checks = [("key", Key), ("chain", Chain), ("serial number", Serial)];
        string[] held = [.. checks.Where(each => each.Came == Holds).Select(each => each.Name)];
        string[] open = [.. checks.Where(each => each.Came != Holds).Select(each => each.Name)];
        return (held, open) switch
        {
            ([], _) => "nothing in it was checked",
            (_, []) => $"{And(held)} checked",
            _ => $"{And(held)} checked; {And(open)} not checked{(Chain == Holds ? "" : ", and without the chain anybody could have written it")}",
        };
    }

    private static string And(string[] words) => words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
}
