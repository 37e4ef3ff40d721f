using Ceremony.Core.Desk;

namespace Ceremony.Steps;

/// <summary>Who sits where.</summary>
internal static class Seating
{
    /// <summary>Whoever was recorded for a seat such as <c>officer 1</c>; null where nobody is present.</summary>
    public static Person? InSeat(this IDesk desk, string seat) => desk.People.LastOrDefault(person => person.Seat == seat);

    /// <summary>The first witness present, or null.</summary>
    public static Person? Witness(this IDesk desk) => desk.People.FirstOrDefault(person => person.Role == "witness");
}
