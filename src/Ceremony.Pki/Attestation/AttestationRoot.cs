namespace Ceremony.Pki;

/// <summary>The vendor's root as a script names it: the certificates of a file, of which the one with the fingerprint is believed and no other.</summary>
/// <param name="Sha256">SHA-256 of the root certificate, lower-case hex.</param>
/// <param name="Beside">The certificates of the file, the root's and those between it and the device's; empty where the script names no file.</param>
public sealed record AttestationRoot(string Sha256, IReadOnlyList<CertificateView> Beside);
