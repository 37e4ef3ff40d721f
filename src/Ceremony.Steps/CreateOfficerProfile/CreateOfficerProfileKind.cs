using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Enters an officer profile in the registry.</summary>
internal sealed class CreateOfficerProfileKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("name", "The profile's name.");
    private static readonly Field<string> State = FieldOf.Choice("state", "Whether the profile is active; officers of an inactive one can neither sign in nor confirm.", "active", "inactive").Optional("active");
    private static readonly Field<string> Domain = FieldOf.Text("domain", "The domain.");
    private static readonly Field<string> EntityType = FieldOf.Choice("entity-type", "The entity type.", "subject", "dynamic-token", "static-token").Optional("subject");
    private static readonly Field<IReadOnlyList<string>> Roles = FieldOf.Texts("roles", "The roles that officers of this profile may sign in for.");

    /// <inheritdoc/>
    public override string Name => "create-officer-profile";

    /// <inheritdoc/>
    public override string Summary => "Enters an officer profile in the registry: the roles that its officers have.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Called, State, Domain, EntityType, Roles];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The profile's name.", Thing.OfficerProfile, Called)];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Enters an officer profile in the registry, after the officers agreed; it decides for which roles its officers can sign in, and whether they confirm at all.",
        Refuses = "It refuses a name that is taken.",
        Undo = "Undone by not using it: an entry stays in the journal, and another profile takes another name.",
        Example = """
            - id: first-officers
              do: create-officer-profile
              name: First officers
              domain: System
              roles: [Use AWB, Use RA]
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var profile = new OfficerProfileCreated(Called.Of(fields), State.Of(fields), Domain.Of(fields), EntityType.Of(fields), Roles.Of(fields));
        if (profile.Roles.Count == 0)
            throw new ScriptProblemException(fields.Find("roles")!.Mark, "\"roles\" must name at least one role");

        return profile.Roles.Distinct().Count() == profile.Roles.Count
            ? new CreateOfficerProfileStep(profile)
            : throw new ScriptProblemException(fields.Find("roles")!.Mark, "\"roles\" names a role twice");
    }
}
