using Ceremony.Core.Facts;

namespace Ceremony.Steps;

/// <summary>The range of serial numbers of a token procedure.</summary>
internal static class CardRange
{
    /// <summary>
    /// Whether a number is within; always where there is no range. Compared as digits of the range's length, so that no number is too large
    /// and leading zeros count.
    /// </summary>
    public static bool Holds(TokenProcedureCreated procedure, string number) =>
        procedure is not { RangeFrom: { } from, RangeTo: { } to }
        || (number.Length == from.Length
            && number.All(char.IsAsciiDigit)
            && string.CompareOrdinal(from, number) <= 0
            && string.CompareOrdinal(number, to) <= 0);
}
