using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>What a ceremony will do and whom it will ask, shown before anything is touched.</summary>
/// <param name="Steps">Each step.</param>
/// <param name="Pins">Who will type how many PINs.</param>
public sealed record Forecast(IReadOnlyList<ForecastStep> Steps, IReadOnlyList<ForecastPins> Pins)
{
    /// <summary>Stands where officers confirm.</summary>
    private const string Mark = "*";

    // Two columns of steps stand beside each other on the narrowest terminal.
    private const int ColumnWidth = 32;
    private const int PinColumns = 44;
    private const int SecondsAStep = 20;
    private const int SecondsAConfirmation = 30;
    private const int MinutesRoundedTo = 5;

    /// <summary>The network interfaces that may be up.</summary>
    public IReadOnlyList<string> InterfacesUp { get; init; } = [];

    /// <summary>How many times the officers confirm.</summary>
    public int Confirmations => Steps.Sum(step => step.Confirmations);

    /// <summary>Whether these are all PINs; else the ceremony could not be gone through to its end beforehand.</summary>
    public bool HasAllPins { get; init; } = true;

    /// <summary>About how long one person who plays everybody and reads the screens needs for a rehearsal, in minutes.</summary>
    public int RehearsalMinutes => (((Steps.Count * SecondsAStep) + (Confirmations * SecondsAConfirmation)) / (60 * MinutesRoundedTo) * MinutesRoundedTo) + MinutesRoundedTo;

    /// <summary>The forecast of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="pins">The PINs that were typed when it was gone through in memory.</param>
    public static Forecast Of(BoundScript script, IReadOnlyList<ForecastPins> pins)
    {
        var steps = new List<ForecastStep>();
        string? together = null;
        foreach (BoundStep bound in script.Steps)
        {
            IStep step = bound.FillForForecast();
            StepForecast told = step.Forecast();

            // What is confirmed together is confirmed at the first of its steps.
            bool isConfirmedBefore = bound.Together is not null && bound.Together == together && told.Confirmations > 0;
            steps.Add(new ForecastStep(bound.Number, bound.Id, bound.Act, step.Title, told.Does, isConfirmedBefore ? told.Confirmations - 1 : told.Confirmations));
            together = bound.Together;
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
        lines.AddRange(Pins.Select(pins => $"      {pins.Who}: {Entries(pins.Count)} ({string.Join(", ", pins.Uses.Select(use => use.Told))})"));
        return lines;
    }

    /// <summary>The forecast as the screen that is shown before the first step.</summary>
    public Screen ToScreen() => new(
        "What this ceremony will do",
        [
            new TableBlock(["no.", $"step   {Mark} the officers confirm", "no.", $"step ({Steps.Count}, {(Confirmations == 1 ? "1 confirmation" : $"{Confirmations} confirmations")})"], [.. Steps.GroupBy(step => step.Act).SelectMany(Rows)]),
            .. MayBeUp().Select(sentence => new WarningBlock(sentence)),
            new TableBlock(["who", "PINs", "for"], [.. Pins.Select(pins => (IReadOnlyList<string>)[pins.Who, $"{pins.Count}", Shortened([.. pins.Uses.Select(use => use.Told)])])]),
        ])
    {
        Help = "This is the whole ceremony, step by step, as the script has it with your parameters; nothing has been touched yet. The steps of an act stand below its title, the first half left, the second half right. "
            + $"{Mark} stands where the officers confirm, once for each time; what follows it and is confirmed with it has none. The second table says how many times each person will be asked for a PIN, so that no question "
            + "comes as a surprise: as often as where nobody mistypes one, tries again, or locks a token before its act is over; \"ceremony check\" tells what each step does, and all that each PIN is for. Press Enter to begin with the first step.",
    };

    private IEnumerable<string> MayBeUp() => InterfacesUp.Count == 0
        ? []
        : [$"The script allows {(InterfacesUp is [_] ? "this network interface" : "these network interfaces")} to be up: {string.Join(", ", InterfacesUp)}."];

    // An act's title, then its steps in two columns that are read downwards, so that a long ceremony takes few pages.
    private static IEnumerable<IReadOnlyList<string>> Rows(IGrouping<string, ForecastStep> act)
    {
        ForecastStep[] steps = [.. act];
        int half = (steps.Length + 1) / 2;
        yield return ["", Short(act.Key).ToUpperInvariant()];
        for (int row = 0; row < half; row++)
        {
            yield return [.. Cells(steps[row]), .. half + row < steps.Length ? Cells(steps[half + row]) : []];
        }
    }

    private static IReadOnlyList<string> Cells(ForecastStep step) => [$"{step.Number}{string.Concat(Enumerable.Repeat(Mark, step.Confirmations))}", Short(step.Title)];

    // Cut between words, where there is one to cut at.
    private static string Short(string title)
    {
        if (title.Length <= ColumnWidth)
        {
            return title;
        }

        int blank = title.LastIndexOf(' ', ColumnWidth - 1);
        return title[..(blank > ColumnWidth / 2 ? blank : ColumnWidth - 1)] + "…";
    }

    // As many as one row has room for.
    private static string Shortened(IReadOnlyList<string> what)
    {
        int fit = 0;
        for (int columns = 0; fit < what.Count && (columns += what[fit].Length + 2) <= PinColumns; fit++)
        {
        }

        fit = Math.Max(1, fit);
        return string.Join(", ", fit < what.Count ? what.Take(fit).Append("…") : what);
    }

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
