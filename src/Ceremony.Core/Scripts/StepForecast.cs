using Ceremony.Core.Tokens;

namespace Ceremony.Core.Scripts;

/// <summary>What a step will do and whom it will ask.</summary>
/// <param name="Does">One sentence.</param>
/// <param name="Confirmations">How many times the officers will confirm.</param>
/// <param name="Logins">The tokens whose PIN will be asked for, one entry a time.</param>
public sealed record StepForecast(string Does, int Confirmations, params IReadOnlyList<TokenRef> Logins)
{
    /// <summary>Whether officers are created here who confirm from then on.</summary>
    public bool CreatesOfficer { get; init; }

    /// <summary>The officer that is created here, active or not; null where none is.</summary>
    public OfficerCard? Officer { get; init; }

    /// <summary>The card whose holder is given a PIN here; until then its custodian opens it with the security officer's PIN.</summary>
    public TokenRef? GivesPin { get; init; }

    /// <summary>Whether a PIN is shown on the screen here.</summary>
    public bool ShowsPin { get; init; }

    /// <summary>Whether cards whose holders are given a PIN show it on the screen from here on.</summary>
    public bool HasCardsShowPins { get; init; }

    /// <summary>The soft token that is issued here, and the seat of who learns its PIN; null where none is.</summary>
    public SoftTokenOf? SoftToken { get; init; }

    /// <summary>
    /// Logins to tokens that are known only when the step runs, one entry a time, in words: "the token that holds the key Root key",
    /// "the token of officer Vega". Where an earlier step created that <see cref="Officer"/>, or made the key
    /// <see cref="StepKind.KeyBehind">behind</see> the step, it is known which token that is.
    /// </summary>
    public IReadOnlyList<string> LaterLogins { get; init; } = [];
}
