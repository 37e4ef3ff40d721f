using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>What was done did not come out as agreed; as the engine's desk does, the fake one leaves the step by it.</summary>
internal sealed class WrongResult(StepResult refused) : Exception
{
    public StepResult Refused { get; } = refused;
}
