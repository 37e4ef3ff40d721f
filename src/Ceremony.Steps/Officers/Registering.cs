using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>How procedures, profiles and officers come into the registry.</summary>
internal static class Registering
{
    /// <summary>Has an entry approved by the officers and entered; later steps refer to it by its name.</summary>
    /// <param name="desk">The step's desk.</param>
    /// <param name="screen">What is read before it is confirmed.</param>
    /// <param name="entry">What is entered.</param>
    /// <param name="name">Its name.</param>
    /// <param name="declined">What was declined where it is: "the certificate procedure X".</param>
    public static async Task<StepResult> Enter(IDesk desk, Screen screen, CeremonyFact entry, string name, string declined) =>
        await Enter(desk, screen, entry, declined) is StepResult.Done done ? done with { Outputs = Named(name) } : Refusals.Declined(declined);

    /// <summary>The same for an entry that ends something, so that no later step refers to it.</summary>
    public static async Task<StepResult> Enter(IDesk desk, Screen screen, CeremonyFact entry, string declined)
    {
        var action = new EnterInRegistry(entry);
        if (await desk.Approve(screen, action) is not { } approval)
            return Refusals.Declined(declined);

        await desk.Perform(approval, action, Results.Taken);
        return new StepResult.Done(entry);
    }

    /// <summary>The outputs of a step whose only output is a name.</summary>
    public static IReadOnlyDictionary<string, string> Named(string name) => new Dictionary<string, string> { [""] = name };
}
