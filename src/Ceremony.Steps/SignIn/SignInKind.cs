using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has an officer sign in, or be refused.</summary>
internal sealed class SignInKind : StepKind
{
    private const string Refusal = "refusal";

    private static readonly Field<string> Officer = FieldOf.Text("officer", "The officer, by name; also bootstrap officer 1 or 2.");
    private static readonly Field<string> Role = FieldOf.Text("role", "The role that is signed in for; the officer's profile must have it.");
    private static readonly Field<string> Expect = FieldOf.Choice(
        "expect",
        "What must come of it: with refusal the officer opens the token and signs, and must be refused because a CA was revoked or the officer replaced.",
        "success",
        Refusal).Optional("success");

    /// <inheritdoc/>
    public override string Name => "sign-in";

    /// <inheritdoc/>
    public override string Summary => "Has an officer sign a fresh challenge with the own token, and checks chain, state and role; or shows that one is refused.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Officer, Role, Expect];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new SignInStep(Officer.Of(fields), Role.Of(fields), Expect.Of(fields) == Refusal);
}
