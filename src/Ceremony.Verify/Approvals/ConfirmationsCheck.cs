using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Each confirmation is verified again, with what held at its line.</summary>
internal static class ConfirmationsCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        var ended = new HashSet<long>();
        return Check.EachLine(evidence.Of("confirmed", "approved", "expired", "refused"), line => Problem(evidence, line, ended) is { } problem ? [problem] : []);
    }

    private static string? Problem(Evidence evidence, JournalLine line, HashSet<long> ended)
    {
        if (line.Kind != "confirmed")
        {
            if (line.Json.Find("proposed") is { } proposal)
            {
                ended.Add(proposal.AsNumber());
            }

            return null;
        }

        long seq = line.Json.Number("proposed");
        if (evidence.Earlier(seq, "proposed", line) is not { } proposed)
        {
            return $"line {seq}, which it confirms, is not an earlier proposal";
        }

        return Standing(evidence, line, proposed, ended) ?? Text(evidence, line, proposed) ?? Presence(evidence, line);
    }

    private static string? Standing(Evidence evidence, JournalLine line, JournalLine proposed, HashSet<long> ended)
    {
        byte[] certificate = line.Json.Bytes("certificate");
        string officer = line.Json.Text("officer");
        bool inForce = evidence.ConfirmersBefore(line, proposed).Any(each =>
            each.Officer == officer && each.Person == line.Json.Text("person") && each.Origin == line.Json.Text("origin") && each.Certificate.AsSpan().SequenceEqual(certificate));
        return line switch
        {
            _ when proposed.Json.Text("authority") != "officers" => "it confirms a proposal that was put to the operator",
            _ when line.Step != proposed.Step => "it belongs to another step than what it confirms",
            _ when ended.Contains(proposed.Seq) => $"the proposal of line {proposed.Seq} had already ended",
            _ when Evidence.TimeOf(line) > Evidence.ParseTime(proposed.Json.Text("until")) => $"it came after the proposal of line {proposed.Seq} had expired",
            _ when !inForce => $"{officer} was not an officer in force with that certificate",
            _ when evidence.Certificates.UnfitForOfficer(certificate) is { } unfit => unfit,
            _ => Chains.Refuse(evidence.Certificates.Read(certificate), evidence.AuthoritiesBefore(line), Evidence.TimeOf(line)),
        };
    }

    private static string? Text(Evidence evidence, JournalLine line, JournalLine proposed)
    {
        string text = line.Json.Text("text");
        if (text != TextOf(evidence, proposed))
        {
            return $"the signed text is not that of the proposal of line {proposed.Seq}";
        }

        CertificateView certificate = evidence.Certificates.Read(line.Json.Bytes("certificate"));
        return SignatureAlgorithm.Find(line.Json.Text("algorithm")) is { HashBits: 256 } algorithm
            && Signatures.Verify(certificate.PublicKey, algorithm, Encoding.UTF8.GetBytes(text), line.Json.Bytes("signature"))
                ? null
                : $"the signature is not one by {line.Json.Text("officer")} over that text";
    }

    // docs/format.md, "What an officer signs".
    private static string TextOf(Evidence evidence, JournalLine proposed)
    {
        var text = new StringBuilder("ceremony-confirmation/1\n");
        text.Append("ceremony: ").Append(evidence.Opened.Json.Text("ceremony")).Append('\n');
        text.Append("mode: ").Append(evidence.Opened.Json.Text("mode")).Append('\n');
        text.Append("step: ").Append(proposed.Step).Append('\n');
        foreach (string words in proposed.Json.Texts("text"))
        {
            text.Append("do: ").Append(words).Append('\n');
        }

        return text.Append("proposed: ").Append(proposed.Hash).Append('\n').ToString();
    }

    private static string? Presence(Evidence evidence, JournalLine line)
    {
        string person = line.Json.Text("person");
        return evidence.IsInRoom(person, line) ? null : $"{person} was not in the room";
    }
}
