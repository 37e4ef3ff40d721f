using System.Globalization;

namespace Ceremony.Scripts;

/// <summary>The PINs that a person will type.</summary>
/// <param name="Who">The person's seat, such as <c>officer 1</c>, or role.</param>
/// <param name="Uses">Each PIN, in the order in which it is first asked for.</param>
public sealed record ForecastPins(string Who, IReadOnlyList<PinUse> Uses)
{
    /// <summary>How often a PIN is typed in all.</summary>
    public int Count => Uses.Sum(use => use.Times);
}

/// <summary>How often one PIN will be typed.</summary>
/// <param name="What">The PIN, or what it does: <c>User PIN of CM-HSM</c>, <c>to confirm with card 4711</c>.</param>
/// <param name="Times">How often.</param>
public sealed record PinUse(string What, int Times)
{
    /// <summary>Both as a phrase: "twice User PIN of CM-HSM".</summary>
    public string Told => Times switch
    {
        1 => $"once {What}",
        2 => $"twice {What}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Times} times {What}"),
    };
}
