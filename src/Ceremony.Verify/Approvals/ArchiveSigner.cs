using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Somebody who confirmed or seals, as a line of the journal names them.</summary>
/// <param name="Officer">The officer's recorded name.</param>
/// <param name="Person">The person's recorded name.</param>
/// <param name="Certificate">The certificate with which the signature is checked.</param>
internal sealed record ArchiveSigner(string Officer, string Person, CertificateView Certificate)
{
    /// <summary>Reads a line of kind <c>confirmed</c> or an entry of the roster. Throws <see cref="JsonFormatException"/> and <see cref="PkiException"/>.</summary>
    public static ArchiveSigner Of(Evidence evidence, JsonMap json) => new(json.Text("officer"), json.Text("person"), evidence.Certificates.Read(json.Bytes("certificate")));

    /// <summary>
    /// What shows that two of them are the same, as a clause; null where all are different. A key, a name and a certificate's
    /// subject each belong to one person: a second certificate does not make somebody a second person.
    /// </summary>
    /// <param name="signers">All of them.</param>
    /// <param name="twice">What is said of one that occurs again, such as <c>confirmed twice</c>.</param>
    public static string? Clash(IReadOnlyList<ArchiveSigner> signers, string twice) =>
        signers.SelectMany(each => new[] { each.Officer, each.Person }).Select(PersonName.Problem).FirstOrDefault(problem => problem is not null)
        ?? signers.Select(each => EscapedName.Problem(each.Certificate.Subject)).FirstOrDefault(problem => problem is not null)
        ?? Again(signers, each => PersonName.Folded(each.Officer), each => $"{each.Officer} {twice}")
        ?? Again(signers, each => PersonName.Folded(each.Person), each => $"one person, {each.Person}, {twice}")
        ?? Again(signers, each => each.Certificate.KeySha256, each => $"one key {twice}, SHA-256 {each.Certificate.SpkiSha256}")
        ?? Again(signers, each => PersonName.Folded(each.Certificate.Subject), each => $"{each.Certificate.Subject} {twice}, under two certificates");

    private static string? Again(IEnumerable<ArchiveSigner> signers, Func<ArchiveSigner, string> same, Func<ArchiveSigner, string> says)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return signers.FirstOrDefault(each => !seen.Add(same(each))) is { } again ? says(again) : null;
    }
}
