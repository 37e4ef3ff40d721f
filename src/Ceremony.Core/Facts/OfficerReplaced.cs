using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>An officer stands in the registry no more: the card died, or the officer left.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Reason">Why.</param>
public sealed record OfficerReplaced(string Officer, string Reason) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Officers replaced";

    internal const string FactName = "officer-replaced";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Entry => $"the end of the officer \"{Hostile.Escape(Officer)}\": {Hostile.Escape(Reason)}";

    internal static OfficerReplaced Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("reason"));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> InEntry => ["officer", "reason"];

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "reason", Reason },
    };
}
