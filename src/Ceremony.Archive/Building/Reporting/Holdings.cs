using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Archive.Building.Reporting;

/// <summary>What exists since the ceremony: keys, authorities, certificates, procedures, cards, officers.</summary>
internal sealed class Holdings(ReportText text, SealedTranscript transcript)
{
    private readonly List<string> _none = [];

    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        var part = new Holdings(text, transcript);
        text.Section("What was made");
        part.Keys();
        part.Authorities();
        part.Certificates();
        part.CertificateProcedures();
        part.TokenProcedures();
        part.Cards();
        part.Officers();
        part.Fingerprints();
        if (part._none.Count > 0)
        {
            text.Topic("Nothing to tell of");
            text.Paragraph($"None recorded: {string.Join("; ", part._none)}.");
        }
    }

    private void Each<T>(string topic, Action<T> write)
        where T : CeremonyFact
    {
        (T Fact, JournalLine Line)[] all = [.. transcript.All<T>()];
        if (all.Length == 0)
        {
            _none.Add(char.ToLowerInvariant(topic[0]) + topic[1..]);
            return;
        }

        text.Topic(topic);
        foreach ((T fact, JournalLine line) in all)
        {
            text.Blank();
            write(fact);
            text.Item("recorded", Words.Where(line));
        }
    }

    private void Keys() => Each<KeyGenerated>("Keys", key =>
    {
        text.Item("key", key.Key);
        text.Item("token", $"{key.Token.Name}, serial {key.TokenSerial}");
        text.Item("algorithm", key.Algorithm);
        text.Item("usage", List(key.Usage));
        text.Item("CKA_ID", key.Id);
        text.Item("attributes", List(key.Attributes));
        text.Item("public key", Words.Sha256(key.PublicKey));
    });

    private void Authorities()
    {
        Each<BootKitOpened>("Boot CA", boot =>
        {
            Words.Certificate(text, boot.Certificate);
            text.Item("file", $"artifacts/{boot.Artifact}");
            text.Item("state", "NOT revoked");
        });
        Each<CaCreated>("Authorities", ca =>
        {
            text.Item("CA", ca.Ca);
            text.Item("key", ca.Key);
            Words.Certificate(text, ca.Certificate);
            text.Item("file", $"artifacts/{ca.Artifact}");
        });
    }

    private void Certificates() => Each<CertificateIssued>("Certificates", issued =>
    {
        text.Item("for", issued.Subject);
        text.Item("procedure", $"{issued.Procedure}, issued by {issued.Issuer}");
        text.Item("card", issued.Token is { } token ? $"{token.Name}, CKA_ID {issued.KeyId}" : null);
        Words.Certificate(text, issued.Certificate);
        text.Item("file", $"artifacts/{issued.Artifact}");
    });

    private void CertificateProcedures() =>
        Each<CertificateProcedureCreated>("Certificate procedures", procedure =>
        {
            text.Item("procedure", procedure.Procedure);
            text.Item("key usage", procedure.KeyUsage.Count == 0 ? "none selected: the request's own is taken over" : List(procedure.KeyUsage));
            text.Item("issuing CA", procedure.Issuer);
            text.Item("CA chain", procedure.CaChain);
            text.Item("format", procedure.Format);
            text.Item("validity", procedure.ValidFor);
            text.Item("signature", procedure.SignatureAlgorithm);
        });

    private void TokenProcedures() =>
        Each<TokenProcedureCreated>("Token procedures", procedure =>
        {
            text.Item("procedure", procedure.Procedure);
            text.Item("storage", procedure.StorageProfile);
            text.Item("card serial", procedure.CardSerialNumber ? "kept" : "not kept");
            text.Item("range", procedure.RangeFrom is null ? "none" : $"{procedure.RangeFrom} to {procedure.RangeTo}{(procedure.RangeMandatory ? ", mandatory" : "")}");
            text.Item("PIN", procedure.PinProcedure);
            text.Item("issuers", $"{procedure.IssuerCertificates} (issuer certificates on the token)");
            text.Item("certificates", procedure.CertificateProcedure);
        });

    private void Cards()
    {
        Each<CardProduced>("Cards produced", card =>
        {
            text.Item("card", $"number {card.Number}, token serial {card.TokenSerial} ({card.Token.Name})");
            text.Item("subject", card.Subject);
            text.Item("procedure", card.TokenProcedure);
            foreach (CardKey key in card.Keys)
            {
                text.Item("key", $"{key.Label}, {key.Algorithm}, CKA_ID {key.Id}; SHA-256 of the public key:");
                text.Item("", Words.Sha256(key.PublicKey));
            }
        });
        Each<CardPersonalised>("Cards personalised", card =>
            text.Item("card", $"number {card.Number} ({card.Token.Name}), held by {card.Holder}, who alone was shown its PIN"));
    }

    private void Officers()
    {
        Each<OfficerRecognised>("Officers recognised at the beginning", officer =>
        {
            text.Item("officer", $"{officer.Officer} ({officer.Person}){(officer.Bootstrap ? ", bootstrap officer" : "")}");
            text.Item("key", $"{Words.Origin(officer.Origin)} ({officer.File})");
            Words.Certificate(text, officer.Certificate);
        });
        Each<OfficerProfileCreated>("Officer profiles", profile =>
        {
            text.Item("profile", profile.Profile);
            text.Item("state", $"{profile.State}, domain {profile.Domain}, entity type {profile.EntityType}");
            text.Item("roles", List(profile.Roles));
        });
        Each<OfficerCreated>("Officers created", officer =>
        {
            text.Item("officer", $"{officer.Officer} ({officer.Person})");
            text.Item("state", $"{officer.State}, domain {officer.Domain}, profile {officer.Profile}");
            text.Item(officer.File is null ? "card" : "soft token", officer.File ?? $"{officer.Token?.Name}, CKA_ID {officer.KeyId}");
            Words.Certificate(text, officer.Certificate);
        });
        Each<OfficerSignedIn>("Officers who signed in", officer => text.Item("officer", $"{officer.Officer}, role {officer.Role}"));
    }

    private void Fingerprints() =>
        Each<FingerprintCompared>("Fingerprints compared with paper", compared =>
        {
            text.Item("of", $"{compared.Of}, by {compared.By}");
            text.Item("SHA-256", compared.Sha256);
        });

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(", ", items);
}
