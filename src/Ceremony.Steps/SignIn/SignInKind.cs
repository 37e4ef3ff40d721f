using Ceremony.Core.Scripts;

namespace Ceremony.Steps.SignIn;

/// <summary>Has an officer sign in.</summary>
internal sealed class SignInKind : StepKind
{
    private static readonly Field<string> Officer = FieldOf.Text("officer", "The officer, by name.");
    private static readonly Field<string> Role = FieldOf.Text("role", "The role that is signed in for; the officer's profile must have it.");

    /// <inheritdoc/>
    public override string Name => "sign-in";

    /// <inheritdoc/>
    public override string Summary => "Has an officer sign a fresh challenge with the card, and checks chain, state and role.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Officer, Role];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new SignInStep(Officer.Of(fields), Role.Of(fields));
}
