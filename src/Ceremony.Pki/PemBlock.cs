namespace Ceremony.Pki;

/// <summary>A block of a textual encoding (RFC 7468).</summary>
/// <param name="Line">The line of the file in which it begins, counted from 1.</param>
/// <param name="Label">Such as <c>CERTIFICATE</c>.</param>
/// <param name="Der">What is inside.</param>
public sealed record PemBlock(int Line, string Label, byte[] Der);
