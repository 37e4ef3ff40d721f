using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Makes the holder of a card or of a soft token an officer.</summary>
internal sealed class CreateOfficerKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("name", "The officer's name.");
    private static readonly Field<string> State = FieldOf.Choice("state", "Whether the officer is active; an inactive one can neither sign in nor confirm.", "active", "inactive").Optional("active");
    private static readonly Field<string> Domain = FieldOf.Text("domain", "The domain.");
    private static readonly Field<string> Profile = FieldOf.Text("profile", "The officer profile, by its name.").Naming(Thing.OfficerProfile);
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The officer's card; if it is left out, soft-token is needed.").Naming(Thing.PersonalisedCard).Optional(default);
    private static readonly Field<string> Key = FieldOf.Text("key", "The key on the card whose certificate is the officer's; if it is left out, the room is asked.", 32).Optional("");

    private static readonly Field<string> SoftToken = FieldOf.Text("soft-token", "The officer's soft token instead of a card: the file that issue-soft-token made.", 256).Naming(Thing.SoftToken).Optional("");

    /// <inheritdoc/>
    public override string Name => "create-officer";

    /// <inheritdoc/>
    public override string Summary => "Makes the holder of a personalised card or of a soft token an officer, who signs in and confirms with it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Called, State, Domain, Profile, Token, Key, SoftToken];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The officer's name.", Thing.Officer, Called)];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) => CreateOfficerMisfits.Of(step, earlier);

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Enters an officer in the registry, after those who confirm agreed; once there are as many as must confirm, the new officers confirm with their own cards or soft tokens instead.",
        Refuses = "It refuses a name, token or person that is an officer already, a card without the certificate and its key, a soft token other than the one issued, a certificate that is not for signatures or has the subject of another officer's, and a chain that does not hold.",
        Undo = "Undone by replacing the officer; the entry itself stays in the journal.",
        Example = """
            - id: officer-1
              do: create-officer
              name: Officer 1
              domain: System
              profile: ${step.first-officers}
              token: card-1
              key: signature
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        string called = Called.Of(fields);
        string state = State.Of(fields);
        string domain = Domain.Of(fields);
        string profile = Profile.Of(fields);
        if (PersonName.Problem(called) is { } unclear)
            throw new ScriptProblemException(fields.Find("name")!.Mark, $"{Hostile.Escape(unclear)}, so it could not be told from another officer's");
        if (ProblemOf(fields) is { } problem)
            throw new ScriptProblemException(fields.Find(SoftToken.Name)?.Mark ?? fields.Mark, problem);

        return fields.Find(SoftToken.Name) is null
            ? new CreateOfficerStep(called, state, domain, profile, Token.Of(fields), Key.Of(fields), null)
            : new CreateOfficerStep(called, state, domain, profile, null, "", SoftToken.Of(fields));
    }

    private static string? ProblemOf(ScriptMap fields) => (fields.Find(Token.Name), fields.Find(SoftToken.Name)) switch
    {
        (null, null) => "an officer has a card or a soft token: give \"token\" or \"soft-token\"",
        (not null, not null) => "an officer has a card or a soft token: give \"token\" or \"soft-token\", not both",
        (null, not null) when fields.Find(Key.Name) is not null => "a soft token has one key: \"key\" is for cards",
        _ => null,
    };
}
