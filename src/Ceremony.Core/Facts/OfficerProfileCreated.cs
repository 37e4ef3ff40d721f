using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>An officer profile stands in the registry.</summary>
/// <param name="Profile">Profile name.</param>
/// <param name="State">State: <c>active</c> or <c>inactive</c>.</param>
/// <param name="Domain">Domain.</param>
/// <param name="EntityType">Entity type: <c>subject</c>, <c>dynamic-token</c> or <c>static-token</c>.</param>
/// <param name="Roles">Roles.</param>
public sealed record OfficerProfileCreated(string Profile, string State, string Domain, string EntityType, IReadOnlyList<string> Roles) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Officer profiles";

    internal const string FactName = "officer-profile-created";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Entry => $"officer profile \"{Hostile.Escape(Profile)}\"";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details =>
    [
        new Detail("State", Hostile.Escape(State)),
        new Detail("Domain", Hostile.Escape(Domain)),
        new Detail("Entity type", DialogWords.EntityType(EntityType)),
        new Detail("Roles", string.Join(", ", Roles.Select(Hostile.Escape))),
    ];

    internal static OfficerProfileCreated Read(JsonMap json) => new(
        json.Text("profile"),
        json.Text("state"),
        json.Text("domain"),
        json.Text("entity-type"),
        json.Texts("roles"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "profile", Profile },
        { "state", State },
        { "domain", Domain },
        { "entity-type", EntityType },
        { "roles", JsonList.OfText(Roles) },
    };
}
