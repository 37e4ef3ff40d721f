using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>What became of the Boot CA, which every reader must know: as long as it is not revoked, its officers can sign in.</summary>
internal static class BootCaWords
{
    /// <summary>Writes it on the first page; what still has to be done is shouted.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        foreach ((BootKitOpened kit, JournalLine opened) in transcript.All<BootKitOpened>().Take(1))
        {
            if (Revoked(transcript, kit) is not (CaRevoked revoked, JournalLine line))
            {
                text.Shout($"The Boot CA is NOT revoked. (The boot kit was opened in line {opened.Seq}; no line records a revocation.)");
                continue;
            }

            text.Paragraph($"The Boot CA is revoked, reason {revoked.Reason} (line {line.Seq}). {Crl(transcript, kit)} {Key(transcript, kit)}".TrimEnd());
            text.Blank();
            if (Destroyed(transcript, kit) is null)
            {
                text.Shout("The Boot CA's key was NOT destroyed: no line records that it is gone from its token.");
            }
        }
    }

    /// <summary>The same in a few words.</summary>
    public static string State(SealedTranscript transcript, BootKitOpened kit) => Revoked(transcript, kit) is (CaRevoked revoked, JournalLine line)
        ? $"revoked, {revoked.Reason} (line {line.Seq}){(Destroyed(transcript, kit) is (_, JournalLine gone) ? $"; key destroyed (line {gone.Seq})" : "; key NOT destroyed")}"
        : "NOT revoked";

    private static string Crl(SealedTranscript transcript, BootKitOpened kit) => transcript.All<CrlIssued>().LastOrDefault(each => each.Fact.Ca == kit.Ca) is { Fact: { } crl, Line: { } line }
        ? $"Its last CRL is number {crl.Number} with {ReportWords.Count(crl.Serials.Count, "entry", "entries")}, artifacts/{crl.Artifact} (line {line.Seq})."
        : "No line records a CRL.";

    private static string Key(SealedTranscript transcript, BootKitOpened kit) => Destroyed(transcript, kit) is (KeyDestroyed key, JournalLine line)
        ? $"Its key \"{key.Key}\" is gone from the token {key.Token.Name} (line {line.Seq})."
        : "";

    private static (CaRevoked Fact, JournalLine Line)? Revoked(SealedTranscript transcript, BootKitOpened kit) =>
        transcript.All<CaRevoked>().Where(each => each.Fact.Ca == kit.Ca).Select(each => ((CaRevoked, JournalLine)?)each).FirstOrDefault();

    private static (KeyDestroyed Fact, JournalLine Line)? Destroyed(SealedTranscript transcript, BootKitOpened kit) =>
        transcript.All<KeyDestroyed>().Where(each => each.Fact.Id == kit.KeyId && each.Fact.Token == kit.Token).Select(each => ((KeyDestroyed, JournalLine)?)each).FirstOrDefault();
}
