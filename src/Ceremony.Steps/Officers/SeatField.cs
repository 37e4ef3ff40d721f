using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Fields that several kinds share.</summary>
internal static class SeatField
{
    /// <summary>A seat in the room, such as <c>officer 1</c>.</summary>
    public static Field<string> Of(string name, string help) =>
        FieldOf.Pattern(name, help, "(operator|officer|witness|auditor|guest) [1-9][0-9]?", "a role and a number, such as officer 1").Naming(Thing.Seat);
}
