using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Issues a card's certificates and gives it to its holder.</summary>
internal sealed class PersonaliseCardKind : StepKind
{
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The card, as it was produced.");
    private static readonly Field<IReadOnlyList<SubjectAttribute>> Subject = FieldOf.Subject("subject", "The subject of its certificates, attribute by attribute.");
    private static readonly Field<IReadOnlyList<string>> Keys = FieldOf.Texts(
        "keys",
        "The displayed keys with the action Add, by name; all of them where it is left out. The others stay blank.",
        32).Optional([]);

    /// <inheritdoc/>
    public override string Name => "personalise-card";

    /// <inheritdoc/>
    public override string Summary => "Issues certificates for the keys on a card, stores them, and sets the PIN that its holder alone knows.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, Subject, Keys];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => [""];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new PersonaliseCardStep(Token.Of(fields), Subject.Of(fields), Keys.Of(fields));
        return step.Keys.Distinct().Count() == step.Keys.Count
            ? step
            : throw new ScriptProblemException(fields.Find("keys")!.Mark, "\"keys\" names a key twice");
    }
}
