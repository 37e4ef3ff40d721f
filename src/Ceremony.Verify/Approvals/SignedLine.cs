using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>A signature of an officer in a line of the journal, with the officer's names, the certificate and the signed text beside it: what holds for each, whatever was signed.</summary>
internal static class SignedLine
{
    /// <summary>Why the signer was none who can sign at that line, as a clause, or null.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="line">The line.</param>
    /// <param name="inForce">Whose signatures count there.</param>
    public static string? WhyNotBy(Evidence evidence, JournalLine line, IReadOnlyList<Confirmer> inForce)
    {
        byte[] certificate = line.Json.Bytes("certificate");
        string officer = line.Json.Text("officer");
        bool isInForce = inForce.Any(each =>
            each.Officer == officer && each.Person == line.Json.Text("person") && each.Origin == line.Json.Text("origin") && each.Certificate.AsSpan().SequenceEqual(certificate));
        return !isInForce ? $"{officer} was not an officer in force with that certificate"
            : evidence.Certificates.UnfitForOfficer(certificate)
                ?? Chains.Refuse(evidence.Certificates.Read(certificate), evidence.AuthoritiesBefore(line), line.Time);
    }

    /// <summary>Why it is not one over the line's text, or its signer was away, as a clause, or null.</summary>
    public static string? WhyNot(Evidence evidence, JournalLine line)
    {
        CertificateView certificate = evidence.Certificates.Read(line.Json.Bytes("certificate"));
        bool verifies = SignatureAlgorithm.Find(line.Json.Text("algorithm")) is { HashBits: 256 } algorithm
            && Signatures.Verify(certificate.PublicKey, algorithm, Encoding.UTF8.GetBytes(line.Json.Text("text")), line.Json.Bytes("signature"));
        string person = line.Json.Text("person");
        return !verifies ? $"the signature is not one by {line.Json.Text("officer")} over that text" : evidence.IsInRoom(person, line) ? null : $"{person} was not in the room";
    }
}
