namespace Ceremony.Steps;

/// <summary>From when to when a certificate is valid.</summary>
/// <param name="From">The first second that counts.</param>
/// <param name="To">The last second that counts.</param>
internal sealed record CertificateTerm(DateTimeOffset From, DateTimeOffset To);
