using Ceremony.Scripts;

namespace Ceremony.Foresight;

/// <summary>What a ceremony will do as far as can be told before its parameters are known: with the values given, the defaults, and the first choices.</summary>
public static class UsualForecast
{
    /// <summary>The forecast; null where such values do not fit the script.</summary>
    public static Forecast? Of(Script script, IReadOnlyDictionary<string, string> given)
    {
        try
        {
            return Forecast.Of(ScriptBinding.Bind(script, ChoiceCombinations.Usual(script, given, new ParameterStandIns(script).ValueOf)), []);
        }
        catch (ScriptBindingException)
        {
            // Whoever types the parameters is told what does not fit.
            return null;
        }
    }
}
