using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What the operator is asked to enter.</summary>
internal static class RecordScreens
{
    public static Screen Ask(RecordStep step) => new("For the record", new TextBlock($"The operator enters for the record: {step.Asked}."))
    {
        Help = "You are the operator: enter what is asked for as it is in front of you, and have a second person look at it too. It goes into the "
            + "record as you type it; until something that rests on it was approved, it can be corrected.",
    };
}
