using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Somebody who signs the archive.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The name of the person in the room.</param>
/// <param name="Origin"><c>card</c>, <c>soft</c> or <c>console</c>.</param>
/// <param name="SpkiSha256">SHA-256, lower-case hex, of the SubjectPublicKeyInfo of the officer's certificate.</param>
/// <param name="Certificate">DER of that certificate.</param>
public sealed record RosterEntry(string Officer, string Person, string Origin, string SpkiSha256, byte[] Certificate)
{
    internal JsonMap ToJson() => new()
    {
        { "officer", Officer },
        { "person", Person },
        { "origin", Origin },
        { "spki-sha256", SpkiSha256 },
        { "certificate", Convert.ToBase64String(Certificate) },
    };

    internal static RosterEntry FromJson(JsonMap json) =>
        new(json.Text("officer"), json.Text("person"), json.Text("origin"), json.Text("spki-sha256"), json.Bytes("certificate"));
}
