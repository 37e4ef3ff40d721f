using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>An officer who was asked to confirm a proposal.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The name of the person in the room.</param>
/// <param name="Origin"><c>card</c>, <c>soft</c> or <c>console</c>.</param>
/// <param name="CertificateSha256">SHA-256, lower-case hex, of the officer's certificate.</param>
public sealed record ProposedOfficer(string Officer, string Person, string Origin, string CertificateSha256)
{
    internal JsonMap ToJson() => new() { { "officer", Officer }, { "person", Person }, { "origin", Origin }, { "certificate-sha256", CertificateSha256 } };

    internal static ProposedOfficer FromJson(JsonMap json) => new(json.Text("officer"), json.Text("person"), json.Text("origin"), json.Text("certificate-sha256"));
}
