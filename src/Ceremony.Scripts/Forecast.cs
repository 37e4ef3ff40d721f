using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>What a ceremony will do and whom it will ask, shown before anything is touched.</summary>
/// <param name="Steps">Each step.</param>
/// <param name="Pins">Who will type how many PINs.</param>
public sealed record Forecast(IReadOnlyList<ForecastStep> Steps, IReadOnlyList<ForecastPins> Pins)
{
    /// <summary>The network interfaces that may be up.</summary>
    public IReadOnlyList<string> InterfacesUp { get; init; } = [];

    /// <summary>How many times the officers confirm.</summary>
    public int Confirmations => Steps.Sum(step => step.Confirmations);

    /// <summary>Whether these are all PINs; else the ceremony could not be gone through to its end beforehand.</summary>
    public bool HasAllPins { get; init; } = true;

    /// <summary>The forecast of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="pins">The PINs that were typed when it was gone through in memory.</param>
    public static Forecast Of(BoundScript script, IReadOnlyList<ForecastPins> pins)
    {
        var steps = new List<ForecastStep>();
        foreach (BoundStep bound in script.Steps)
        {
            IStep step = bound.FillForForecast();
            StepForecast told = step.Forecast();
            steps.Add(new ForecastStep(bound.Number, bound.Id, bound.Act, step.Title, told.Does, told.Confirmations));
        }

        return new Forecast(steps, pins) { InterfacesUp = script.Script.InterfacesUp };
    }

    /// <summary>The forecast as lines of text.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string>();
        foreach (IGrouping<string, ForecastStep> act in Steps.GroupBy(step => step.Act))
        {
            lines.Add(act.Key);
            lines.AddRange(act.Select(step => $"{step.Number,4}  {step.Does}{Confirmed(step)}"));
        }

        lines.Add("");
        lines.AddRange(MayBeUp());
        lines.Add(Summary());
        lines.AddRange(Pins.Select(pins => $"      {pins.Who}: {Entries(pins.Count)} ({string.Join(", ", pins.For)})"));
        return lines;
    }

    /// <summary>The forecast as the screen that is shown before the first step.</summary>
    public Screen ToScreen() => new(
        "What this ceremony will do",
        [
            new TextBlock("Nothing has been touched yet. These steps will be done, in this order."),
            new TableBlock(["no.", "step", "what it does", "confirm"], [.. Steps.Select(Row)]),
            .. MayBeUp().Select(sentence => new WarningBlock(sentence)),
            new TextBlock(Summary()),
            new TableBlock(["who", "PINs", "for"], [.. Pins.Select(pins => (IReadOnlyList<string>)[pins.Who, $"{pins.Count}", string.Join(", ", pins.For)])]),
        ])
    {
        Help = "This is the whole ceremony, step by step, as the script has it with your parameters. The last column says how many times "
            + "the officers confirm in each step. The second table says how many times each person will be asked for a PIN, so that no question "
            + "comes as a surprise: as often as where nobody mistypes one, tries again, or locks a token before its act is over. Press Enter to begin with the first step.",
    };

    private IEnumerable<string> MayBeUp() => InterfacesUp.Count == 0
        ? []
        : [$"The script allows {(InterfacesUp is [_] ? "this network interface" : "these network interfaces")} to be up: {string.Join(", ", InterfacesUp)}."];

    private static IReadOnlyList<string> Row(ForecastStep step) =>
        [$"{step.Number}", step.Title, step.Does, step.Confirmations == 0 ? "" : $"{step.Confirmations}"];

    private static string Confirmed(ForecastStep step) => step.Confirmations switch
    {
        0 => "",
        1 => " (officers confirm once)",
        _ => $" (officers confirm {step.Confirmations} times)",
    };

    private static string Entries(int count) => count == 1 ? "1 PIN" : $"{count} PINs";

    private string Summary() =>
        $"{Steps.Count} steps. The officers confirm {(Confirmations == 1 ? "once" : $"{Confirmations} times")}. {(HasAllPins ? "PINs will be asked for as follows:"
            : "The ceremony could not be gone through to its end beforehand, so it is not known how often PINs will be asked for; at least as follows:")}";
}

/// <summary>One step of a forecast.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Act">The act's title.</param>
/// <param name="Title">Its title.</param>
/// <param name="Does">What it will do, one sentence.</param>
/// <param name="Confirmations">How many times the officers will confirm.</param>
public sealed record ForecastStep(int Number, string Id, string Act, string Title, string Does, int Confirmations);

/// <summary>How many PINs a person will type.</summary>
/// <param name="Who">The seat or role.</param>
/// <param name="Count">How many in all.</param>
/// <param name="For">What for, each with its number.</param>
public sealed record ForecastPins(string Who, int Count, IReadOnlyList<string> For);
