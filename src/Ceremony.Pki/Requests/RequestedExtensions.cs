namespace Ceremony.Pki;

/// <summary>What is asked for a certificate's extensions.</summary>
/// <param name="KeyUsage">Names of RFC 5280 §4.2.1.3; empty for no such extension.</param>
/// <param name="ExtendedKeyUsage">Names of RFC 5280 §4.2.1.12; empty for no such extension.</param>
/// <param name="AlternativeNames">Subject alternative names such as <c>DNS:localhost</c> (RFC 5280 §4.2.1.6); empty for no such extension.</param>
public sealed record RequestedExtensions(IReadOnlyList<string> KeyUsage, IReadOnlyList<string> ExtendedKeyUsage, IReadOnlyList<string> AlternativeNames)
{
    /// <summary>Nothing is asked for.</summary>
    public static readonly RequestedExtensions None = new([], [], []);
}
