using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Shows a token and its objects.</summary>
internal sealed class ListTokenKind : StepKind
{
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token that is shown.");
    private static readonly Field<bool> Login = FieldOf.YesNo("login", "Whether its private objects are shown too; that asks for its PIN.").Optional(false);

    /// <inheritdoc/>
    public override string Name => "list-token";

    /// <inheritdoc/>
    public override string Summary => "Shows a token, the state of its PINs and its objects.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, Login];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes nothing: it shows a token, the state of its PINs and its objects, so that an unexpected object stands out.",
        Refuses = "It refuses nothing; with `login: yes` it asks for the token's PIN, to show private objects too.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: hsm-before, do: list-token, token: hsm, login: yes }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ListTokenStep(Token.Of(fields), Login.Of(fields));
}
