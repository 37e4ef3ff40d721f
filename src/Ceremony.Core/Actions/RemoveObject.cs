using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Removes one object from a token (PKCS#11 v2.40 §5.7 C_DestroyObject) that the journal does not explain, or that an action left which failed: the room itself lays it before the officers,
/// never a step. Nobody is logged in to the token afterwards.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="TokenSerial">Its serial number: the object is on no other.</param>
/// <param name="Class"><c>private</c>, <c>public</c>, <c>secret</c> or <c>certificate</c>.</param>
/// <param name="Id">CKA_ID in lower-case hex; empty where it has none.</param>
/// <param name="Label">CKA_LABEL; empty where it has none.</param>
public sealed record RemoveObject(TokenRef Token, string TokenSerial, string Class, string Id, string Label) : CeremonyAction<DestroyedReceipt>
{
    internal const string ActionName = "remove-object";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Once;

    /// <inheritdoc/>
    public override TokenRef? On => Token;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new UserLogin(Token, "so that what was confirmed can be removed from it")];

    /// <inheritdoc/>
    public override WorkWords? Work => WorkWords.Short($"The token removes \"{Safe(Label)}\".");

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectRef> Destroys => [Object];

    /// <summary>The object.</summary>
    public ObjectRef Object => new(Token, Class, Id);

    private string IdOrNone => Id.Length == 0 ? "(none)" : Id;

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "An object of a token is removed";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Remove from {words.Token(Token)}, serial number {Safe(TokenSerial)}, the {Class} object \"{Safe(Label)}\" with the id {IdOrNone}, on which nothing in this ceremony rests.";

    /// <inheritdoc/>
    public override DestroyedReceipt ReadReceipt(JsonMap json) => DestroyedReceipt.FromJson(json);

    internal static RemoveObject Read(JsonMap json) => new(new TokenRef(json.Text("token")), json.Text("token-serial"), json.Text("class"), json.Text("id"), json.Text("label"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "token-serial", TokenSerial },
        { "class", Class },
        { "id", Id },
        { "label", Label },
    };
}
