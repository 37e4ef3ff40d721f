namespace Ceremony.Pki;

/// <summary>Something in a certificate that must not be signed.</summary>
/// <param name="Check">The check's short name, such as <c>serial-number</c>.</param>
/// <param name="Clause">The standard and its clause, such as <c>RFC 5280 §4.1.2.2</c>.</param>
/// <param name="Sentence">What is wrong, one sentence without a full stop.</param>
public sealed record LintFinding(string Check, string Clause, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Sentence} ({Clause})";
}
