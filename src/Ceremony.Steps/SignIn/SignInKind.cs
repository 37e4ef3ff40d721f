using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has an officer sign in, or be refused.</summary>
internal sealed class SignInKind : StepKind
{
    private const string Refusal = "refusal";

    private static readonly Field<string> Officer = FieldOf.Text("officer", "The officer, by name; bootstrap officer 1 and 2 are such names too.").Naming(Thing.Officer, Thing.BootstrapOfficer);
    private static readonly Field<string> Role = FieldOf.Text("role", "The role that is signed in for; the officer's profile must have it.");
    private static readonly Field<string> Expect = FieldOf.Choice(
        "expect",
        "The outcome that is demanded: with refusal, the officer opens the token and signs, and must be refused because a CA was revoked or the officer replaced.",
        "success",
        Refusal).Optional("success");

    /// <inheritdoc/>
    public override string Name => "sign-in";

    /// <inheritdoc/>
    public override string Summary => "Has an officer sign a fresh challenge with their own token, and checks chain, state and role; or shows that the officer is refused.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Officer, Role, Expect];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) => step.Text(Expect.Name) == Refusal ? [] :
        from officer in earlier.Behind<CreateOfficerStep>(step, Officer.Name, Thing.Officer)
        from profile in earlier.Behind<CreateOfficerProfileStep>(officer.Told, "profile", Thing.OfficerProfile)
        where profile.Told.CanMeet(step)
        from problem in SignInMisfits.ByProfile(step, officer.Step, profile.Step.Profile)
        select problem;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: an officer's token signs a fresh text; signature, chain, the certificate's usage, the state of officer and profile, the CA's standing and the role are checked. With `expect: refusal` the token signs first, and then the officer must be refused.",
        Refuses = "It refuses for each check that fails, with its own reason; what the registry has against the officer is told before a PIN is asked for. With `expect: refusal` it refuses where nothing ended the officer's right.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: sign-in-1, do: sign-in, officer: '${step.officer-1}', role: Use AWB }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new SignInStep(Officer.Of(fields), Role.Of(fields), Expect.Of(fields) == Refusal);
}
