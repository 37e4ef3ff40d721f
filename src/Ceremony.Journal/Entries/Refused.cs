using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Something was refused: by an officer who was asked to confirm, by a step, or by an officer who was asked to sign the archive.</summary>
/// <param name="Reason">Why.</param>
public abstract record Refused(string Reason) : Entry
{
    internal const string EntryKind = "refused";

    /// <inheritdoc/>
    public sealed override string Kind => EntryKind;

    internal static Refused Read(JsonMap json) => json switch
    {
        _ when json.Find("proposed") is not null => ConfirmationRefused.ReadOne(json),
        _ when json.Find("officer") is not null => SealRefused.ReadOne(json),
        _ => StepRefused.ReadOne(json),
    };
}
