using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Changes a PIN of a token.</summary>
internal sealed class ChangePinKind : StepKind
{
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token.");
    private static readonly Field<string> Of = FieldOf.Choice("of", "Whose PIN it is.", PinOfWords.Names).Optional(PinOf.User.Name());

    /// <inheritdoc/>
    public override string Name => "change-pin";

    /// <inheritdoc/>
    public override string Summary => "Has whoever knows a PIN of a token change it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, Of];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        step.Text(Of.Name) == PinOf.User.Name() ? PinRefusals.Misfits(step, earlier, Token.Name) : [];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Has the present PIN typed, and then a new one twice, by the custodian of an HSM, or the holder of a card; at the device where it has keys of its own. The new one is proven by a login. After an interruption the PIN that holds is asked for once more, and the change is made again.",
        Refuses = "It refuses a PIN that was never set, one that is locked, and a card whose holder has no PIN yet. A last try is never spent without asking.",
        Undo = "Undone by changing it back.",
        Example = """
            - { id: new-pin, do: change-pin, token: hsm }
            - { id: new-so-pin, do: change-pin, token: hsm, of: security-officer }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new ChangePinStep(Token.Of(fields), PinOfWords.Read(Of.Of(fields)));
}
