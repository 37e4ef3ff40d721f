namespace Ceremony.Verify;

/// <summary>Edition 6: the same as edition 7 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition6
{
    private static readonly KnownAction Pair = CurrentEdition.Rules.Actions.Find("generate-key-pair")! with { Fields = "token label id algorithm usage", Receipt = "token-serial label id algorithm public-key attributes" };
    private static readonly KnownAction Secret = CurrentEdition.Rules.Actions.Find("generate-secret-key")! with { Fields = "token label id algorithm usage", Receipt = "token-serial label id algorithm attributes" };

    public static Rules Rules { get; } = CurrentEdition.Rules with
    {
        Edition = 6,
        TriesKeyForms = false,
        LetsTokensPresentCertificates = false,
        Actions = CurrentEdition.Rules.Actions.With(Pair, Secret).Without("initialise-token", "set-user-pin", "change-pin"),
        Facts = CurrentEdition.Rules.Facts.Without("token-initialised", "pin-changed", "pin-unblocked", "key-attested", "audit-log-kept"),
        Steps = CurrentEdition.Rules.Steps.Without("initialise-token", "change-pin", "unblock-pin", "keep-attestation", "keep-audit-log"),
    };
}
