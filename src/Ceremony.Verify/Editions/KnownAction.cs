using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>An action.</summary>
/// <param name="Name">What stands under <c>do</c>.</param>
/// <param name="By">Who must agree to it: <c>officers</c> or <c>operator</c>.</param>
/// <param name="Fields">Its fields besides <c>do</c>.</param>
/// <param name="Receipt">The fields of its receipt.</param>
/// <param name="Sentence">The one sentence that officers can have signed for it. Throws <see cref="JsonFormatException"/>.</param>
internal sealed record KnownAction(string Name, string By, FieldList Fields, FieldList Receipt, Func<Spoken, string> Sentence) : INamed
{
    /// <summary>The officers must agree.</summary>
    public const string Officers = "officers";

    /// <summary>The operator must agree.</summary>
    public const string Operator = "operator";

    private static readonly FieldList OfEvery = "do";
    private static readonly FieldList OfEveryReceipt = "";

    /// <summary>Whether the parts of a field, and fields that exclude each other, are as they should be. Throws <see cref="JsonFormatException"/>.</summary>
    public Func<JsonMap, bool> PartsFit { get; init; } = _ => true;

    /// <summary>What comes or goes for good with it, in the words of its screen; null where nothing does. Throws <see cref="JsonFormatException"/>.</summary>
    public Func<Spoken, string?> Lasting { get; init; } = _ => null;

    /// <summary>Whether the officers must agree.</summary>
    public bool NeedsOfficers => By == Officers;

    /// <summary>What is wrong with an action of this name, as a clause, or null.</summary>
    public string? Problem(JsonMap action) => Fields.Fit(action, OfEvery) && PartsFit(action) ? null : $"the action \"{Name}\" does not have the fields it should have";

    /// <summary>What is wrong with a receipt of it, as a clause, or null.</summary>
    public string? ReceiptProblem(JsonMap receipt) => Receipt.Fit(receipt, OfEveryReceipt) ? null : $"the receipt of \"{Name}\" does not have the fields it should have";
}
