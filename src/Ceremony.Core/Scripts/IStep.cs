using Ceremony.Core.Desk;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Scripts;

/// <summary>A step with its fields filled in.</summary>
public interface IStep
{
    /// <summary>The title in the outline: a few words in lower case, such as "generate the CA key".</summary>
    string Title { get; }

    /// <summary>What it will do and whom it will ask, without touching anything.</summary>
    StepForecast Forecast();

    /// <summary>What must be there before the first step, for this one to be done in its turn.</summary>
    /// <param name="token">The tokens of the script.</param>
    IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => [];

    /// <summary>The files that it puts where nothing needs to be before.</summary>
    IReadOnlyList<string> Puts => [];

    /// <summary>
    /// Does it. The same answers lead to the same calls of the desk, in the same order, whenever it is run.
    /// </summary>
    Task<StepResult> Run(IDesk desk);
}
