using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Sets a token's user PIN anew.</summary>
internal sealed class UnblockPinKind : StepKind
{
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token.");

    /// <inheritdoc/>
    public override string Name => "unblock-pin";

    /// <inheritdoc/>
    public override string Summary => "Has a token's security officer set its user PIN anew, as where it is locked or forgotten.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) => PinRefusals.Misfits(step, earlier, Token.Name);

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Has the token's security officer log in, and a new user PIN typed twice by whoever will know it: the custodian of an HSM, the holder of a card. Whatever PIN there was is void, and a locked one is locked no more. What is on the token stays.",
        Refuses = "It refuses a token that is not initialised, and a card whose holder has no PIN yet.",
        Undo = "Cannot be undone: the former PIN is gone. The step can be done again with another one.",
        Example = """
            - { id: unblock, do: unblock-pin, token: hsm }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new UnblockPinStep(Token.Of(fields));
}
