using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Issues a card's certificates and gives it to its holder.</summary>
internal sealed class PersonaliseCardKind : StepKind
{
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The card that was produced.").Naming(Thing.ProducedCard);
    private static readonly Field<IReadOnlyList<SubjectAttribute>> Subject = FieldOf.Subject("subject", "The subject of its certificates, attribute by attribute.");
    private static readonly Field<IReadOnlyList<CardKeyAction>> Keys = FieldOf.CardKeys(
        "keys",
        "What is done for each displayed key: blank, add (a certificate is stored on the card; a name alone means this), redo (it is stored in place of the one that an earlier step stored) or issue (it is only kept), by the procedure that is named or the token procedure's. A key that is not named stays blank; if the field is left out, all have add.").Optional([]);

    /// <inheritdoc/>
    public override string Name => "personalise-card";

    /// <inheritdoc/>
    public override string Summary => "Issues certificates for the keys on a card, stores them, and sets the PIN that its holder alone knows; or renews certificates of a card that has them.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, Subject, Keys];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The card's number.", Thing.Card) { IsNew = false }];

    /// <inheritdoc/>
    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
        step.As<PersonaliseCardStep>()?.IsRenewal == true
            ? PersonaliseCardMisfits.Certificates(step, earlier)
            : [new MadeThing(Thing.PersonalisedCard, step.Named(Token.Name), step.MarkOf(Token.Name)), .. PersonaliseCardMisfits.Certificates(step, earlier)];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) => PersonaliseCardMisfits.Of(step, earlier);

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Has the CA sign a certificate for each chosen key of a card that produce-cards made ready, stores those with the action add on the card, and sets the PIN that its holder alone knows. The certificates are linted, verified and kept. Where a key has the action redo, the step renews certificates of a card that an earlier step personalised: the officers read which certificate goes, it is taken away once the new one was read back, and the PIN stays as it is.",
        Refuses = "It refuses a card that was not produced or is not as it was left, the action add for a key that has a certificate on the card and redo for one that has none or by which an officer confirms, whatever a field of its two procedures does not allow, and the subject of a CA or of another holder.",
        Undo = "Undone by revoking the certificates and resetting the card; a card whose PIN was not typed back is void. A certificate that was replaced stays valid until a CRL lists it or it ends.",
        Example = """
            - id: personalise-card-1
              do: personalise-card
              token: card-1
              subject: [ { C: SE }, { O: Example }, { CN: Officer 1 } ]
              keys: [authentication, signature]
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new PersonaliseCardStep(Token.Of(fields), Subject.Of(fields), Keys.Of(fields));
}
