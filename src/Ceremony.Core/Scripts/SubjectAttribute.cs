namespace Ceremony.Core.Scripts;

/// <summary>One attribute of a distinguished name (RFC 5280 §4.1.2.4), by its short name (RFC 4519).</summary>
/// <param name="Type">One of <see cref="Types"/>.</param>
/// <param name="Value">Its value.</param>
public sealed record SubjectAttribute(string Type, string Value)
{
    /// <summary>The attribute types that subjects may have.</summary>
    public static readonly IReadOnlyList<string> Types = ["C", "ST", "L", "O", "OU", "CN", "serialNumber", "GN", "SN"];

    /// <inheritdoc/>
    public override string ToString() => $"{Type}={Value}";
}
