using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>
/// The run that generate-key and generate-secret-key share. What is made, and what people read about it, is each one's own.
/// </summary>
/// <param name="Key">The key's name and label.</param>
/// <param name="Token">The token that makes it.</param>
internal abstract record NewKeyStep<TAction, TReceipt>(string Key, TokenRef Token) : IStep
    where TAction : CeremonyAction<TReceipt>
    where TReceipt : Receipt
{
    /// <inheritdoc/>
    public string Title => $"generate {Key}";

    /// <summary>The kind of key in words: "RSA key of 4096 bits".</summary>
    protected abstract string Described { get; }

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"makes the {Described} \"{Key}\" in the token {Token}", 1);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) =>
    [
        new Need<TokenView>(
            $"the name \"{Key}\" in {token(Token).Called}",
            new LookAtToken(Token, LoggedIn: false),
            seen => NewKeys.Refuse(Registry.Empty, token(Token), seen, Key),
            _ => "free, as far as can be seen without a login"),
        NewKeys.CanBeMade(token(Token), Key, Kind, Uses, Id),
    ];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        TokenEntry entry = desk.Token(Token);
        TokenView token = await desk.Look(new LookAtToken(Token, LoggedIn: true));
        if (NewKeys.Refuse(desk.Registry, entry, token, Key) is { } refusal)
            return refusal;

        KeyForm form = await desk.Look(new LookAtKeyForm(Token, Kind, Uses, Id, LoggedIn: true));
        if (NewKeys.Refuse(entry, form, Key) is { } incapable)
            return incapable;

        TAction action = Action(Id ?? await NewKeys.DrawId(desk, form), form.Templates);
        if (await desk.Approve(Propose(token), action) is not { } approval)
            return Refusals.Declined($"making the key \"{Key}\"");

        TReceipt made = await desk.Perform(
            approval,
            action,
            made => NewKeys.Judge(entry, Key, Differing(action, made, token)));
        await desk.Show(Made(made));
        return new StepResult.Done(Fact(made)) { Outputs = Registering.Named(Key) };
    }

    /// <summary>The CKA_ID that the script names, lower-case hex; null where it is drawn.</summary>
    public string? Id { get; init; }

    /// <summary>The kind and size of key by its name: <c>rsa-4096</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>What it may do.</summary>
    protected abstract IReadOnlyList<string> Uses { get; }

    /// <summary>What will be done, under the given CKA_ID, by those templates.</summary>
    protected abstract TAction Action(string id, IReadOnlyList<KeyTemplate> templates);

    /// <summary>What officers read before they agree.</summary>
    protected abstract Screen Propose(TokenView token);

    /// <summary>How the key that was made differs from the one that was approved, or is not in the token that was seen; null where all is well.</summary>
    protected abstract KeyDifference? Differing(TAction asked, TReceipt made, TokenView token);

    /// <summary>What people see once the key is made.</summary>
    protected abstract Screen Made(TReceipt made);

    /// <summary>What holds from then on.</summary>
    protected abstract CeremonyFact Fact(TReceipt made);
}
