using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>What is done for a key of a card, in the words of the Registration Authority.</summary>
/// <param name="Label">The key's name.</param>
/// <param name="Action">One of <see cref="All"/>.</param>
/// <param name="Procedure">The certificate procedure; in a script null for the one that the token procedure names, in a fact null for a key that stays blank.</param>
public sealed record CardKeyAction(string Label, string Action, string? Procedure)
{
    /// <summary>Nothing is done.</summary>
    public const string Blank = "blank";

    /// <summary>A certificate is issued and stored on the card.</summary>
    public const string Add = "add";

    /// <summary>A certificate is issued and stored on the card in place of the one that stands there for the key.</summary>
    public const string Redo = "redo";

    /// <summary>A certificate is issued and kept in the archive, and not stored on the card.</summary>
    public const string Issue = "issue";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Blank, Add, Redo, Issue];

    /// <summary>Whether a certificate is stored on the card.</summary>
    public bool IsStored => Action is Add or Redo;

    /// <summary>Whether these are done on a card that is personalised already: only there stands something to redo.</summary>
    public static bool Renews(IEnumerable<CardKeyAction> actions) => actions.Any(each => each.Action == Redo);

    internal static CardKeyAction FromJson(JsonMap json) => new(json.Text("label"), json.Text("action"), json.Find("procedure")?.AsText());

    internal JsonMap ToJson() => new()
    {
        { "label", Label },
        { "action", Action },
        { "procedure", Procedure is null ? null : new JsonText(Procedure) },
    };
}
