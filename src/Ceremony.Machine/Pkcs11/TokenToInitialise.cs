using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Which token is to be initialised.</summary>
/// <param name="Says">It in words: "blank token".</param>
/// <param name="Fits">Whether a slot with its token is meant, told the slot's name and what the token says of itself.</param>
/// <param name="TakesAny">Whether any of several will do.</param>
public sealed record TokenToInitialise(string Says, Func<string, TokenView, bool> Fits, bool TakesAny = false)
{
    /// <summary>The one that was never initialised.</summary>
    public static readonly TokenToInitialise Blank = new("blank token", (_, view) => !view.Initialised);

    /// <summary>The code of the fault where no such token is there.</summary>
    public string Missing { get; init; } = "NoFreeSlot";

    /// <summary>The blank one that was seen in a slot, with its serial number; where it is gone, the room looks again.</summary>
    public static TokenToInitialise BlankIn(string name, string serial) =>
        new($"blank token in the slot \"{name}\" any more", (slot, view) => slot == name && view.Serial == serial && !view.Initialised) { Missing = DeviceFault.Changed };

    /// <summary>Any that was never initialised, for tokens in software, which have no end of them.</summary>
    public static readonly TokenToInitialise AnyBlank = Blank with { TakesAny = true };

    /// <summary>The one in a slot, whatever is on it.</summary>
    public static TokenToInitialise InSlot(string name) => new($"token in the slot \"{name}\"", (slot, _) => slot == name);

    /// <summary>The one of a serial number, whatever is on it.</summary>
    public static TokenToInitialise OfSerial(string serial) => new($"token with the serial number {serial}", (_, view) => view.Serial == serial);
}
