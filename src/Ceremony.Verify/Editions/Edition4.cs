using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>Edition 4: the same as edition 5 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition4
{
    // Nothing was taken out of a configuration.
    private static readonly KnownAction OnlySets = Edition5.Rules.Actions.Find("edit-config")! with
    {
        PartsFit = action => Edition5.Rules.Actions.Find("edit-config")!.PartsFit(action) && action["edits"].AsList().All(edit => edit.AsMap().Find("removed") is null),
    };

    // No certificate took the place of another.
    private static readonly KnownAction OnlyAdds = Edition5.Rules.Actions.Find("store-certificate")! with { Fields = "token key-id label certificate" };

    public static Rules Rules { get; } = Edition5.Rules with
    {
        Edition = 4,
        KeepsBackupsElsewhere = false,
        TellsOldPins = false,
        SaysWhoseItIs = false,
        ProbesServers = false,
        Lines = Edition5.Rules.Lines.With(
            new KnownLine("opened", "format edition ceremony title version mode script-sha256 program-version program-sha256 machine modules confirm sign-on-leave? interfaces-up?")),
        Actions = Edition5.Rules.Actions.Without("clear-backup", "prove-decryption", "prove-decryption-with-soft-token", "prove-wrapping").With(OnlySets, OnlyAdds),
        Facts = Edition5.Rules.Facts.Without("backup-cleared", "decryption-proven", "wrapping-proven").With(
            KnownFact.Of<ConfigEdited>("config-edited", "file settings before after backup", InstallationFacts.Edited),
            KnownFact.Of<CardPersonalised>("card-personalised", "token number holder", CardFacts.Personalised),
            KnownFact.Of<CertificateRequested>("certificate-requested", "key key-usage request artifact", SigningFacts.Requested),
            KnownFact.Of<SoftTokenIssued>("soft-token-issued", "file holder subject token-procedure certificate artifact", SoftTokenFacts.Issued),
            KnownFact.Of<CrlIssued>("crl-issued", "ca number serials crl artifact", SigningFacts.Crl),
            KnownFact.Entered<CertificateProcedureCreated>("certificate-procedure-created", "procedure key-usage issuer ca-chain format valid-for signature-algorithm least-key? subject?", it => $"certificate procedure \"{it["procedure"]}\"", RegistryFacts.Created)),
        Steps = Edition5.Rules.Steps.Without("clear-backups", "prove-decryption", "prove-wrapping"),
    };
}
