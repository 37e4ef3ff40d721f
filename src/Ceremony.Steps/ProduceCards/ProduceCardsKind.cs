using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Pre-personalises a card.</summary>
internal sealed class ProduceCardsKind : StepKind
{
    private const int FewestKeys = 2;

    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The card.");
    private static readonly Field<string> Number = FieldOf.Pattern("number", "The number printed on the card.", "[0-9A-Za-z-]{1,32}", "1 to 32 letters, digits or hyphens");
    private static readonly Field<string> Holder = SeatField.Of("subject-holder", "Who will hold it and is registered as its subject.");
    private static readonly Field<string> Procedure = FieldOf.Text("procedure", "The token procedure, by its name.").Naming(Thing.TokenProcedure);
    private static readonly Field<IReadOnlyList<string>> Keys = FieldOf.Texts("keys", "The names of the keys that the card makes, at least two.", 32);
    private static readonly Field<string> Algorithm = CertifiedKeys.Field("The kind and size of its keys.");

    /// <inheritdoc/>
    public override string Name => "produce-cards";

    /// <inheritdoc/>
    public override string Summary => "Pre-personalises a blank card: has it make its keys, and registers its subject.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, Number, Holder, Procedure, Keys, Algorithm];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The card's number.", Thing.Card, Number)];

    /// <inheritdoc/>
    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
        [.. base.Makes(step, earlier), new MadeThing(Thing.ProducedCard, step.Named(Token.Name), step.MarkOf(Token.Name))];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        step.As<ProduceCardsStep>() is not { } own ? [] :
        [
            .. earlier.NoCard(step, Token.Name),
            .. ProduceCardsRefusals.ByHolder(own, Telling.Quoted(own.Token.Name), earlier.HolderOf(own.Token)).At(step, Holder.Name),
            .. from procedure in earlier.Behind<CreateTokenProcedureStep>(step, Procedure.Name, Thing.TokenProcedure)
               let refusal = ProduceCardsRefusals.ByProcedure(own, procedure.Step.Procedure)
               where refusal is not StepResult.Refused { Code: "outside-range" } || ToldStep.IsKnown(own.Number)
               from problem in refusal.At(step, refusal is StepResult.Refused { Code: "outside-range" } ? Number.Name : Procedure.Name)
               select problem,
        ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Has a blank card make its keys, all under one approval of the officers, and registers its holder.",
        Refuses = "It refuses a card that is not blank, also where only a login shows it, a card of another number, one that was used before, and one outside a mandatory range of its token procedure.",
        Undo = "Undone by resetting the card; a card that was produced is never produced again in the same ceremony.",
        Example = """
            - id: produce-card-1
              do: produce-cards
              token: card-1
              number: '00004711'
              subject-holder: officer 1
              procedure: ${step.officer-cards}
              keys: [authentication, signature]
              algorithm: rsa-2048
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new ProduceCardsStep(Token.Of(fields), Number.Of(fields), Holder.Of(fields), Procedure.Of(fields), Keys.Of(fields), CertifiedKeys.Find(Algorithm.Of(fields)));
        ScriptMark mark = fields.Find("keys")!.Mark;
        if (step.Keys.Count < FewestKeys)
            throw new ScriptProblemException(mark, "\"keys\" must name at least two keys; an officer's card has one to sign in with and one to sign with");

        return step.Keys.Select(StepWords.Slug).Distinct().Count() == step.Keys.Count
            ? step
            : throw new ScriptProblemException(mark, "\"keys\" names a key twice");
    }
}
