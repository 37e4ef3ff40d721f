using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Initialises a blank token.</summary>
internal sealed class InitialiseTokenKind : StepKind
{
    private const int LongestSlot = 64;
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token that the blank one becomes; its label is the token= of its URI.");
    private static readonly Field<string> Slot = FieldOf.Text("slot", "The name of the slot that the blank one is in, as `ceremony tokens` shows it, where more than one is blank; a rehearsal takes the blank one that it has.", LongestSlot).Optional("");
    private static readonly Field<string> Serial = FieldOf.Text("serial", "The blank one's serial number before it is initialised, where more than one is blank; a rehearsal takes the blank one that it has.").Optional("");

    /// <inheritdoc/>
    public override string Name => "initialise-token";

    /// <inheritdoc/>
    public override string Summary => "Initialises a blank token: its label, its security officer PIN and its user PIN.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, Slot, Serial];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        string? token = step.Text(Token.Name);
        if (earlier.Token(token)?.Find("uri") is ScriptScalar { Text: var uri } && ToldStep.IsKnown(uri) && TokenUri.TryParse(uri, out TokenUri parsed, out _) && parsed.Label is null)
            return InitialiseTokenRefusals.NoLabel(token!).At(step, Token.Name);

        return earlier.Steps.FirstOrDefault(each => each.CanMeet(step) && Names(each, token)) is { } user
            ? [step.Problem(Token.Name, $"the step \"{user.Id}\" on line {user.Mark.Line} uses the token {Telling.Quoted(token)}, which is initialised only here")]
            : [];
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Initialises a blank token under its label, after the officers agreed. Its custodian chooses a security officer PIN and types it twice, at the device where it has keys of its own; then, unless it is a card, a user PIN in the same way. A card's holder gets a PIN by `personalise-card`.",
        Refuses = "It refuses a token that is in use: `ceremony initialise-token --again` is for those. It refuses where no blank token is there, or several fit, where the URI names no label, and where an earlier step uses the token.",
        Undo = "Cannot be undone: the token can only be initialised anew, which destroys everything on it.",
        Example = """
            - { id: new-token, do: initialise-token, token: new-hsm, slot: 'Card reader (left)' }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new InitialiseTokenStep(Token.Of(fields), Given(Slot.Of(fields)), Given(Serial.Of(fields)));

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static bool Names(ToldStep step, string? token) =>
        step.Kind.Fields.Any(field => step.Fields.Find(field.Name) is { } value && field.TokensIn(value).Any(each => each.Text == token));
}
