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

    /// <summary>Any that was never initialised, for tokens in software, which have no end of them.</summary>
    public static readonly TokenToInitialise AnyBlank = Blank with { TakesAny = true };

    /// <summary>The one in a slot, whatever is on it.</summary>
    public static TokenToInitialise InSlot(string name) => new($"token in the slot \"{name}\"", (slot, _) => slot == name);

    /// <summary>The one of a serial number, whatever is on it.</summary>
    public static TokenToInitialise OfSerial(string serial) => new($"token with the serial number {serial}", (_, view) => view.Serial == serial);
}
