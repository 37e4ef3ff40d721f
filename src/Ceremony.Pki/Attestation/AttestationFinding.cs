namespace Ceremony.Pki;

/// <summary>What one check of a statement about a key came to.</summary>
/// <param name="Outcome">One of the constants of <see cref="Core.Facts.AttestationOutcome"/>.</param>
/// <param name="Says">What was found, as a clause; foreign text in it is escaped.</param>
public sealed record AttestationFinding(string Outcome, string Says);
