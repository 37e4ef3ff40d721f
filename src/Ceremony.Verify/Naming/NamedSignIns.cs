using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A PIN that was mistyped is that of a token of the script, or of the very token with which that person confirms.</summary>
/// <param name="evidence">The evidence.</param>
internal sealed class NamedSignIns(Evidence evidence)
{
    // Of a soft token that is opened before it was ever seen, no other line tells the file.
    private const string Unopened = "soft-token";

    /// <summary>What is wrong with the token that a line names, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        if (line.Kind != "sign-in-failed")
        {
            return null;
        }

        (string token, string person) = (line.Json.Text("token"), line.Json.Text("person"));
        return line.Json.Text("code") == Unopened || evidence.TokensCalled.ContainsKey(token) || Words(evidence.RegistryBefore(line), person).Contains(token)
            ? null
            : $"{person} typed a wrong PIN for {token}, which is no token of the script, nor one with which {person} confirms";
    }

    private IEnumerable<string> Words(Registry registry, string person) =>
    [
        .. registry.All<OfficerRecognised>().Where(officer => officer.Person == person).Select(officer => officer.Origin == "soft" ? Words(officer.File) : $"key made at this console, {officer.File}"),
        .. registry.All<OfficerCreated>().Where(officer => officer.Person == person)
            .Select(officer => officer.Token is { } card ? $"card {evidence.TokensCalled.GetValueOrDefault(card.Name, card.Name)}" : Words(officer.File ?? "")),
    ];

    private static string Words(string file) => $"soft token {Path.GetFileName(file)}";
}
