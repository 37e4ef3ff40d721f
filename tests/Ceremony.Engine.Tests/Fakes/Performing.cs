using Ceremony.Core.Actions;
using Ceremony.Core.Desk;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Steps of tests that are about something else than the results of what they do.</summary>
internal static class Performing
{
    /// <summary>Performs an action and takes whatever comes of it.</summary>
    public static Task<TReceipt> Perform<TReceipt>(this IDesk desk, Approval approval, CeremonyAction<TReceipt> action)
        where TReceipt : Receipt =>
        desk.Perform(approval, action, Results.Taken);
}
