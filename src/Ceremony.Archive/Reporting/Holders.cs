using Ceremony.Core.Facts;

namespace Ceremony.Archive;

/// <summary>Who holds what after the ceremony: cards, soft tokens, officers; and what people compared and attested.</summary>
internal sealed class Holders(ReportText text, FactTopics topics)
{
    /// <summary>Writes this part.</summary>
    public void Write()
    {
        Cards();
        Officers();
        Fingerprints();
    }

    private void Cards()
    {
        topics.Each<CardProduced>(CardProduced.FactTopic, card =>
        {
            text.Item("card", $"number {card.Number}, token serial {card.TokenSerial} ({card.Token.Name})");
            text.Item("subject", card.Subject);
            text.Item("procedure", card.TokenProcedure);
            foreach (CardKey key in card.Keys)
            {
                text.Item("key", $"{key.Label}, {key.Algorithm}, CKA_ID {key.Id}; SHA-256 of the public key:");
                text.Item("", ReportWords.Sha256(key.PublicKey));
            }
        });
        topics.Each<CardPersonalised>(CardPersonalised.FactTopic, card =>
        {
            text.Item("card", $"number {card.Number} ({card.Token.Name}), held by {card.Holder}, {(card.IsRenewal ? "whose PIN stayed" : "who alone was shown its PIN")}");
            foreach (CardKeyAction key in card.Keys ?? [])
            {
                text.Item("key", $"{key.Label}: {key.Action}{(key.Procedure is null ? "" : $", by \"{key.Procedure}\"")}");
            }
        });
        topics.Each<SoftTokenIssued>(SoftTokenIssued.FactTopic, token =>
        {
            text.Item("file", token.File);
            text.Item("subject", token.Subject);
            text.Item("procedure", token.TokenProcedure);
            text.Item("PIN", $"known to {token.Holder}");
            text.Item("certificate", $"artifacts/{token.Artifact}, SHA-256:");
            text.Item("", ReportWords.Sha256(token.Certificate));
        });
    }

    private void Officers()
    {
        topics.Each<OfficerRecognised>(OfficerRecognised.FactTopic, officer =>
        {
            text.Item("officer", $"{officer.Officer} ({officer.Person}){(officer.Bootstrap ? ", bootstrap officer" : "")}");
            text.Item("key", $"{ReportWords.Origin(officer.Origin)} ({officer.File})");
            ReportWords.Certificate(text, officer.Certificate);
        });
        topics.Each<OfficerProfileCreated>(OfficerProfileCreated.FactTopic, profile =>
        {
            text.Item("profile", profile.Profile);
            text.Item("state", $"{profile.State}, domain {profile.Domain}, entity type {profile.EntityType}");
            text.Item("roles", ReportWords.List(profile.Roles));
        });
        topics.Each<OfficerCreated>(OfficerCreated.FactTopic, officer =>
        {
            text.Item("officer", $"{officer.Officer} ({officer.Person})");
            text.Item("state", $"{officer.State}, domain {officer.Domain}, profile {officer.Profile}");
            text.Item(officer.File is null ? "card" : "soft token", officer.File ?? $"{officer.Token?.Name}, CKA_ID {officer.KeyId}");
            ReportWords.Certificate(text, officer.Certificate);
            text.Item("replaced", topics.Ended<OfficerReplaced>(each => each.Officer == officer.Officer, "no longer an officer"));
        });
        topics.Each<OfficerReplaced>(OfficerReplaced.FactTopic, officer =>
        {
            text.Item("officer", officer.Officer);
            text.Item("reason", officer.Reason);
        });
        topics.Each<OfficerSignedIn>(OfficerSignedIn.FactTopic, officer => text.Item("officer", $"{officer.Officer}, role {officer.Role}"));
        topics.Each<SignInRefused>(SignInRefused.FactTopic, officer => text.Item("officer", $"{officer.Officer}, role {officer.Role}: {officer.Reason}"));
    }

    private void Fingerprints()
    {
        topics.Each<FingerprintCompared>(FingerprintCompared.FactTopic, compared =>
        {
            text.Item("of", $"{compared.Of}, by {compared.By}");
            text.Item("SHA-256", compared.Sha256);
        });
        topics.Each<Attested>(Attested.FactTopic, attested => text.Item("about", $"{attested.About}, by {attested.By}"));
    }
}
