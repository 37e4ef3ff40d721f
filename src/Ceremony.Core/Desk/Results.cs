using Ceremony.Core.Actions;
using Ceremony.Core.Scripts;

namespace Ceremony.Core.Desk;

/// <summary>What is said of the result of an action whose receipt cannot be wrong by itself.</summary>
public static class Results
{
    /// <summary>Takes whatever receipt there is: the engine has read back what can be read back, and the step judges the rest.</summary>
    public static StepResult? Taken(Receipt receipt) => null;
}
