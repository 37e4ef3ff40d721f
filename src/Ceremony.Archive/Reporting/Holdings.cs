using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Archive;

/// <summary>What exists after the ceremony: tokens, keys, authorities, certificates, procedures, and by <see cref="Holders"/> cards and officers.</summary>
internal sealed class Holdings(ReportText text, SealedTranscript transcript, FactTopics topics)
{
    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, SealedTranscript transcript, FactTopics topics)
    {
        var part = new Holdings(text, transcript, topics);
        text.Section("What was made");
        text.Paragraph("What is listed here was done by this program itself, except where an entry says otherwise.");
        part.Tokens();
        part.Keys();
        part.Proofs();
        part.Statements();
        part.Authorities();
        part.Certificates();
        part.CertificateProcedures();
        part.TokenProcedures();
        new Holders(text, topics).Write();
        topics.None();
    }

    private void Tokens()
    {
        topics.Each<TokenInitialised>(TokenInitialised.FactTopic, made =>
        {
            text.Item("token", $"{made.Token.Name}, serial {made.TokenSerial}");
            text.Item("label", made.Label);
            text.Item("model", made.Model);
            text.Item("before", $"blank, in the slot \"{made.Slot}\", {(made.BlankSerial.Length == 0 ? "without a serial number" : $"serial {made.BlankSerial}")}");
        });
        topics.Each<PinChanged>(PinChanged.FactTopic, changed =>
        {
            text.Item("token", $"{changed.Token.Name}, serial {changed.TokenSerial}");
            text.Item("PIN", changed.Of.Pin());
        });
        topics.Each<PinUnblocked>(PinUnblocked.FactTopic, unblocked =>
        {
            text.Item("token", $"{unblocked.Token.Name}, serial {unblocked.TokenSerial}");
            text.Item("PIN", "a new user PIN, set by the security officer's login");
        });
    }

    private void Keys()
    {
        topics.Each<KeyGenerated>(KeyGenerated.FactTopic, key =>
        {
            Key(key.Key, $"{key.Token.Name}, serial {key.TokenSerial}", key.Algorithm, key.Usage, key.Id, key.Attributes);
            text.Item("public key", ReportWords.Sha256(key.PublicKey));
            foreach (string attested in topics.Told<KeyAttested>(each => each.Id == key.Id && each.Token == key.Token, each => $"by its token or vendor; {each.Checked.InWords()}"))
            {
                text.Item("attested", attested);
            }

            text.Item("state", topics.Ended<KeyDestroyed>(each => each.Id == key.Id && each.Token == key.Token, "destroyed"));
        });
        topics.Each<SecretKeyGenerated>(SecretKeyGenerated.FactTopic, key => Key(key.Key, $"{key.Token.Name}, serial {key.TokenSerial}", key.Algorithm, key.Usage, key.Id, key.Attributes));
        topics.Each<KeyDestroyed>(KeyDestroyed.FactTopic, key =>
        {
            text.Item("key", key.Key);
            text.Item("token", $"{key.Token.Name}, serial {key.TokenSerial}");
            text.Item("CKA_ID", key.Id);
        });
    }

    private void Proofs()
    {
        topics.Each<DecryptionProven>(DecryptionProven.FactTopic, proven =>
        {
            text.Item("key", proven.File ?? $"{proven.Key}, in {proven.Token?.Name}");
            text.Item("certificate", $"artifacts/{proven.Artifact}");
            text.Item("proof", "a random value that was encrypted under the certificate came back the same");
        });
        topics.Each<WrappingProven>(WrappingProven.FactTopic, proven =>
        {
            text.Item("key", $"{proven.Key}, in {proven.Token.Name}");
            text.Item("proof", proven.Way == WrappingProven.Wrapped
                ? $"a throwaway key was wrapped and unwrapped, {proven.Scheme}"
                : $"a random value was encrypted and decrypted, {proven.Scheme}; the token does not wrap with such a key");
        });
    }

    // Nobody but a vendor can say whether what a device says is true.
    private void Statements()
    {
        topics.Each<KeyAttested>(KeyAttested.FactTopic, attested =>
        {
            var read = AttestationStatement.Read(attested.Statement);
            text.Item("key", attested.Key);
            text.Item("token", $"{attested.Token.Name}, serial {attested.TokenSerial}");
            text.Item("file", $"artifacts/{attested.Artifact}");
            text.Item("SHA-256", ReportWords.Sha256(attested.Statement));
            text.Item("source", attested.File ?? "presented by the token");
            text.Item("form", read.Unread is null ? ReportWords.Count(read.Certificates.Count, "certificate", "certificates") : $"kept as it is: {read.Unread}");
            text.Item("checked", attested.Checked.InWords());
            text.Item("root", attested.RootSha256 is null ? "the script names none" : "the script names the one with this fingerprint:");
            text.Item("fingerprint", attested.RootSha256);
            text.Item("root's file", attested.RootArtifact is { } file ? $"artifacts/{file}" : null);
        });
        topics.Each<AuditLogKept>(AuditLogKept.FactTopic, log =>
        {
            text.Item("token", $"{log.Token.Name}, serial {log.TokenSerial}");
            text.Item("file", $"artifacts/{log.Artifact}, read from {log.File}");
            text.Item("size", ReportWords.Count(log.Size, "byte", "bytes"));
            text.Item("SHA-256", log.Sha256);
            text.Item("checked", "not at all: this program does not read it");
        });
    }

    private void Key(string name, string token, string algorithm, IReadOnlyList<string> usage, string id, IReadOnlyList<string> attributes)
    {
        text.Item("key", name);
        text.Item("token", token);
        text.Item("algorithm", algorithm);
        text.Item("usage", ReportWords.List(usage));
        text.Item("CKA_ID", id);
        text.Item("attributes", ReportWords.List(attributes));
    }

    private void Authorities()
    {
        topics.Each<BootKitOpened>(BootKitOpened.FactTopic, boot =>
        {
            ReportWords.Certificate(text, boot.Certificate);
            text.Item("file", $"artifacts/{boot.Artifact}");
            text.Item("issued", boot.Issued.Count == 0 ? null : $"{ReportWords.Count(boot.Issued.Count, "certificate", "certificates")}, according to the boot kit");
            text.Item("procedures", boot.Procedures.Count == 0 ? null : $"bound to it: {ReportWords.List(boot.Procedures)}");
            text.Item("state", BootCaWords.State(transcript, boot));
        });
        topics.Each<CaCreated>(CaCreated.FactTopic, ca =>
        {
            text.Item("CA", ca.Ca);
            text.Item("key", ca.Key);
            ReportWords.Certificate(text, ca.Certificate);
            text.Item("file", $"artifacts/{ca.Artifact}");
            text.Item("succeeds", ca.Succeeds is { } before ? $"the CA {before}, with the same subject and another key" : null);
            text.Item("state", topics.Ended<CaRevoked>(each => each.Ca == ca.Ca, "revoked"));
        });
        topics.Each<CrlIssued>(CrlIssued.FactTopic, crl =>
        {
            text.Item("CA", crl.Ca);
            text.Item("number", string.Create(CultureInfo.InvariantCulture, $"{crl.Number}, {ReportWords.Count(crl.Serials.Count, "entry", "entries")}"));
            foreach (string serial in crl.Serials)
            {
                text.Item("serial", serial);
            }

            text.Item("SHA-256", ReportWords.Sha256(crl.Crl));
            text.Item("file", $"artifacts/{crl.Artifact}");
            text.Item("as PEM", crl.Pem is { } pem ? $"artifacts/{pem}" : null);
        });
        topics.Each<CaRevoked>(CaRevoked.FactTopic, ca =>
        {
            text.Item("CA", ca.Ca);
            text.Item("reason", ca.Reason);
        });
    }

    private void Certificates()
    {
        topics.Each<CertificateRequested>(CertificateRequested.FactTopic, requested =>
        {
            text.Item("key", requested.Key);
            text.Item("key usage", requested.KeyUsage.Count == 0 ? "none requested" : ReportWords.List(requested.KeyUsage));
            text.Item("extended key usage", requested.ExtendedKeyUsage.Count == 0 ? null : ReportWords.List(requested.ExtendedKeyUsage));
            text.Item("alternative names", requested.AlternativeNames.Count == 0 ? null : ReportWords.List(requested.AlternativeNames));
            text.Item("SHA-256", ReportWords.Sha256(requested.Request));
            text.Item("file", $"artifacts/{requested.Artifact}");
        });
        topics.Each<CertificateIssued>(CertificateIssued.FactTopic, issued =>
        {
            text.Item("for", issued.Subject);
            text.Item("procedure", $"{issued.Procedure}, issued by {issued.Issuer}");
            text.Item("card", issued.Token is { } token ? $"{token.Name}, CKA_ID {issued.KeyId}" : null);
            ReportWords.Certificate(text, issued.Certificate);
            text.Item("file", $"artifacts/{issued.Artifact}");
        });
        topics.Each<CertificateInstalled>(CertificateInstalled.FactTopic, installed =>
        {
            text.Item("key", $"{installed.Key}, CKA_ID {installed.KeyId}");
            text.Item("token", $"{installed.Token.Name}, as \"{installed.Label}\"");
            ReportWords.Certificate(text, installed.Certificate);
        });
    }

    private void CertificateProcedures() =>
        topics.Each<CertificateProcedureCreated>(CertificateProcedureCreated.FactTopic, procedure =>
        {
            text.Item("procedure", procedure.Procedure);
            text.Item("key usage", procedure.KeyUsage.Count == 0 ? "none selected: that of the request is used" : ReportWords.List(procedure.KeyUsage));
            text.Item("extended key usage", procedure.ExtendedKeyUsage.Count == 0 ? null : ReportWords.List(procedure.ExtendedKeyUsage));
            text.Item("alternative names", procedure.AlternativeNames.Count == 0 ? null : ReportWords.List(procedure.AlternativeNames));
            text.Item("issuing CA", procedure.Issuer);
            text.Item("CA chain", procedure.CaChain);
            text.Item("format", procedure.Format);
            text.Item("validity", procedure.ValidFor);
            text.Item("signature", procedure.SignatureAlgorithm);
            text.Item("minimum key", procedure.LeastKey);
            text.Item("subject", procedure.Subject.Count == 0 ? null : $"{ReportWords.List(procedure.Subject)}, in any order");
        });

    private void TokenProcedures() =>
        topics.Each<TokenProcedureCreated>(TokenProcedureCreated.FactTopic, procedure =>
        {
            text.Item("procedure", procedure.Procedure);
            text.Item("storage", procedure.StorageProfile);
            text.Item("card serial", procedure.CardSerialNumber ? "kept" : "not kept");
            text.Item("range", procedure.RangeFrom is null ? "none" : $"{procedure.RangeFrom} to {procedure.RangeTo}{(procedure.RangeMandatory ? ", mandatory" : "")}");
            text.Item("PIN", procedure.PinProcedure);
            text.Item("issuers", $"{procedure.IssuerCertificates} (issuer certificates on the token)");
            text.Item("certificates", procedure.CertificateProcedure);
        });
}
