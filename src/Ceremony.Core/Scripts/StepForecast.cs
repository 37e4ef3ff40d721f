using Ceremony.Core.Tokens;

namespace Ceremony.Core.Scripts;

/// <summary>What a step will do.</summary>
/// <param name="Does">One sentence.</param>
/// <param name="Confirmations">How many times the officers will confirm.</param>
public sealed record StepForecast(string Does, int Confirmations)
{
    /// <summary>The card whose holder is given a PIN here; until then its custodian opens it with the security officer's PIN.</summary>
    public TokenRef? GivesPin { get; init; }

    /// <summary>The token that comes to be here, out of a blank one; before, it is not there.</summary>
    public TokenRef? Initialises { get; init; }

    /// <summary>Whether a PIN is shown on the screen here.</summary>
    public bool ShowsPin { get; init; }

    /// <summary>Whether cards whose holders are given a PIN show it on the screen from here on.</summary>
    public bool HasCardsShowPins { get; init; }
}
