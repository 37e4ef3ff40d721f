using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.CreateOfficer;

/// <summary>Makes the holder of a card an officer.</summary>
internal sealed class CreateOfficerKind : StepKind
{
    private static readonly Field<string> Called = FieldOf.Text("name", "Officer name.");
    private static readonly Field<string> State = FieldOf.Choice("state", "State: an inactive officer neither signs in nor confirms.", "active", "inactive").Optional("active");
    private static readonly Field<string> Domain = FieldOf.Text("domain", "Domain.");
    private static readonly Field<string> Profile = FieldOf.Text("profile", "Officer profile, by its name.");
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The officer's card.");
    private static readonly Field<string> Key = FieldOf.Text("key", "The key on the card whose certificate is the officer's; asked where it is left out.", 32).Optional("");

    /// <inheritdoc/>
    public override string Name => "create-officer";

    /// <inheritdoc/>
    public override string Summary => "Makes the holder of a personalised card an officer, who signs in and confirms with it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Called, State, Domain, Profile, Token, Key];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => [""];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new CreateOfficerStep(Called.Of(fields), State.Of(fields), Domain.Of(fields), Profile.Of(fields), Token.Of(fields), Key.Of(fields));
        return PersonName.Problem(step.Called) is { } unclear
            ? throw new ScriptProblemException(fields.Find("name")!.Mark, $"{Hostile.Escape(unclear)}, so that it could not be told from another officer's")
            : step;
    }
}
