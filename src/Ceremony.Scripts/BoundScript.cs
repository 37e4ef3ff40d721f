using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>A script with its parameters answered: the very steps that will be done, and the very tokens that they use.</summary>
/// <param name="Script">The script.</param>
/// <param name="Parameters">Name to value, in the order of the script; parameters that were not asked are not among them.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Services">The services.</param>
/// <param name="Steps">The steps, in their order; those that a choice leaves out are not among them.</param>
public sealed record BoundScript(
    Script Script,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<TokenEntry> Tokens,
    IReadOnlyList<ServiceEntry> Services,
    IReadOnlyList<BoundStep> Steps)
{
    /// <summary>The tokens that a step names under the choices made, in the order of the script; no step logs in to another one, or looks at it.</summary>
    public IReadOnlyList<TokenRef> TokensUsed()
    {
        HashSet<string> named = [.. Steps.SelectMany(step => step.TokensNamed)];
        return [.. Tokens.Select(token => token.Ref).Where(token => named.Contains(token.Name))];
    }

    /// <summary>The tokens that a step initialises: before it they are not there.</summary>
    public IReadOnlyList<TokenRef> TokensInitialised() => [.. Steps.Select(step => step.FillForForecast().Forecast().Initialises).OfType<TokenRef>().Distinct()];

    /// <summary>What must be there before the first step; not what an earlier step makes, nor what is known only when a step runs.</summary>
    public IReadOnlyList<Need> Needs()
    {
        var needs = new List<Need>();
        var put = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<TokenRef> initialised = TokensInitialised();
        bool servicesChanged = false;
        foreach (BoundStep bound in Steps)
        {
            IStep step = bound.FillForForecast();
            needs.AddRange(step.Needs(Token).Where(need => !bound.NamesALaterValue(need.What) && !put.Contains(need.Path ?? "") && !(need.Look.At is { } token && initialised.Contains(token)) && !(need.IsOfServices && servicesChanged)));
            put.UnionWith(step.Puts);
            servicesChanged |= bound.Do is "stop-service" or "start-service";
        }

        return needs;
    }

    /// <summary>The id of the first step that shows a PIN on the screen, as far as it is known before; null where none does.</summary>
    public string? FirstToShowPin()
    {
        (string Id, StepForecast Forecast)[] steps = [.. Steps.Select(bound => (bound.Id, bound.FillForForecast().Forecast()))];
        bool cardsDo = steps.Any(step => step.Forecast.HasCardsShowPins);
        return steps.FirstOrDefault(step => step.Forecast.ShowsPin || (cardsDo && step.Forecast.GivesPin is not null)).Id;
    }

    private TokenEntry Token(TokenRef token) => Tokens.First(each => each.Ref == token);
}

/// <summary>Parameters that do not fit a script; the message has one line a problem.</summary>
public sealed class ScriptBindingException(IReadOnlyList<ScriptProblem> problems)
    : Exception(string.Join('\n', problems.Select(problem => problem.Sentence)))
{
    /// <summary>What does not fit, each with the place in the script that asks for it.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; } = problems;
}
