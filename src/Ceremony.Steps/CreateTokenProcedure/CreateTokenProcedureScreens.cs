using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>A token procedure; the entry itself says all of it.</summary>
internal static class CreateTokenProcedureScreens
{
    public static Screen Propose() => new(
        "Token procedure",
        [])
    {
        Help = "You are asked to agree to this procedure. Compare each value with the paper script: every one changes how tokens are produced or which "
            + "are refused, and it cannot be changed later in this ceremony. Refuse with F8 and say why if one differs.",
    };
}
