using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>An officer refused a proposal.</summary>
/// <param name="Proposal">The number of the <c>proposed</c> line.</param>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Reason">Why.</param>
public sealed record ConfirmationRefused(long Proposal, string Officer, string Reason) : Refused(Reason)
{
    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "proposed", Proposal }, { "officer", Officer }, { "reason", Reason } };

    internal static ConfirmationRefused ReadOne(JsonMap json) => new(json.Number("proposed"), json.Text("officer"), json.Text("reason"));
}
