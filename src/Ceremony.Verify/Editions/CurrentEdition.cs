using Ceremony.Core.Facts;
using static Ceremony.Verify.KnownAction;

namespace Ceremony.Verify;

/// <summary>
/// The newest edition, in full: the one file to change where the program learns a new kind of line, action, fact or kind of step.
/// <para>
/// Once a version of the program has been released, any change here makes a new edition. Then: give <see cref="Number"/> and Core's
/// <c>Edition.Current</c> the next number; write down, beside <see cref="Edition6"/>, what this file said until then, as differences from it;
/// add that to <see cref="KnownEditions"/>, and let the edition before it build on it; describe the differences in docs/format.md, "Editions".
/// </para>
/// </summary>
internal static class CurrentEdition
{
    /// <summary>Its number. The program has its own copy, so that neither changes without the other.</summary>
    public const long Number = 7;

    private const string CaRevoked = "A CA is revoked";
    private const string FileDeleted = "A file is deleted";
    private const string BackupDeleted = "A backup is deleted";

    private static readonly FieldList OfRestored = "file backup?";

    public static Rules Rules { get; } = new(Number, new(Lines()), new(Actions()), new(Facts()), new(Steps()));

    private static KnownLine[] Lines() =>
    [
        new("opened", "format edition ceremony title version mode script-sha256 program-version program-sha256 machine modules confirm sign-on-leave? interfaces-up? installation?"),
        new("parameters", "values steps tokens"),
        new("entered", "person") { CanFollowSeal = true },
        new("left", "person") { CanFollowSeal = true },
        new("clock", "jumped") { CanFollowSeal = true },
        new("clock-compared", "shown") { CanFollowSeal = true },
        new("inventory", "when tokens"),
        new("token-inserted", "token") { CanFollowSeal = true },
        new("token-removed", "token") { CanFollowSeal = true },
        new("network", "up") { CanFollowSeal = true },
        new("step-started", "number title do air-gap? interfaces?"),
        new("looked", "look seen"),
        new("shown", "screen"),
        new("answered", "screen form answers"),
        new("corrected", "answered"),
        new("proposed", "authority screen actions text nonce until officers together?") { CanFollowSeal = true },
        new("confirmed", "officer person origin proposed text algorithm signature certificate") { CanFollowSeal = true },
        new("approved", "proposed") { CanFollowSeal = true },
        new("expired", "proposed") { CanFollowSeal = true },
        new("refused", "proposed? officer? reason code? next?") { CanFollowSeal = true },
        new("intended", "action approved"),
        new("performed", "intended? receipt inspected? action?"),
        new("failed", "intended? code reason"),
        new("secret-shown", "secret holder times milliseconds"),
        new("sign-in-failed", "token person code") { CanFollowSeal = true },
        new("login-kept", "token idle"),
        new("login-ended", "token why"),
        new("attested", "person statement"),
        new("exception", "expected happened decided") { CanFollowSeal = true },
        new("note", "text") { CanFollowSeal = true },
        new("break", "state reason?") { CanFollowSeal = true },
        new("head-signed", "officer person origin head text algorithm signature certificate") { CanFollowSeal = true },
        new("witnessed", "line hash?") { CanFollowSeal = true },
        new("resumed", "program-version program-sha256 script-sha256 modules") { CanFollowSeal = true },
        new("recovered", "size sha256 kept") { CanFollowSeal = true },
        new("step-done", "facts outputs exception?"),
        new("sealed", "outcome roster quorum program-version program-sha256"),
        new("signed", "officer person sha256sums signer-info certificate") { CanFollowSeal = true },
        new("aborted", "reason keys unproven?"),
        new("archived", "fingerprint") { CanFollowSeal = true },
        new("compared", "of sha256") { CanFollowSeal = true },
    ];

    private static KnownAction[] Actions() =>
    [
        // Keys and signatures.
        new("generate-key-pair", Officers, "token label id algorithm usage templates", "token-serial label id algorithm public-key attributes not-told?",
            it => $"Generate the key pair \"{it["label"]}\", {it["algorithm"]}, in {it.Token}; its private key cannot leave the token.")
        {
            Lasting = _ => "A key is made",
        },
        new("generate-secret-key", Officers, "token label id algorithm usage templates", "token-serial label id algorithm attributes not-told?",
            it => $"Generate the secret key \"{it["label"]}\", {it["algorithm"]}, in {it.Token}; the key cannot leave the token.")
        {
            Lasting = _ => "A key is made",
        },
        new("destroy-key", Officers, "token key-id key-label", "token-serial",
            it => $"Destroy the key pair \"{it["key-label"]}\" in {it.Token}; it can never sign again.")
        {
            Lasting = _ => "A key is destroyed",
        },
        new("remove-object", Officers, "token token-serial class id label", "token-serial",
            it => $"Remove from {it.Token}, serial number {it["token-serial"]}, the {it["class"]} object \"{it["label"]}\" with the id {(it["id"].Length == 0 ? "(none)" : it["id"])}, on which nothing in this ceremony rests.")
        {
            Lasting = _ => "An object of a token is removed",
        },
        new("initialise-token", Officers, "token slot token-serial", "label token-serial model",
            it => $"Initialise the blank token in the slot \"{it["slot"]}\"{(it["token-serial"].Length == 0 ? "" : $", serial number {it["token-serial"]},")} as {it.Token}, with a new security officer PIN.")
        {
            Lasting = _ => "A token is initialised",
        },
        new("set-user-pin", Operator, "token", "label token-serial model", it => $"Set a new user PIN on {it.Token}, by the login of its security officer.")
        {
            Lasting = _ => "A PIN is set",
        },
        new("change-pin", Operator, "token of", "label token-serial model", it => $"Change the {(it["of"] == "user" ? "user PIN" : "security officer PIN")} of {it.Token}.")
        {
            Lasting = _ => "A PIN is changed",
        },
        new("sign", Officers, "token key-id key-label algorithm bytes", "signature",
            it => $"Sign with the key \"{it["key-label"]}\" in {it.Token}, {it["algorithm"]}: {it.Signed}.")
        {
            Lasting = it => it.LastingOfSigned,
        },
        new("sign-challenge", Operator, "token key-id key-label algorithm bytes", "signature",
            it => $"Sign a sign-in challenge with the key \"{it["key-label"]}\" on {it.Token}."),
        new("sign-challenge-with-soft-token", Operator, "file holder algorithm bytes", "signature",
            it => $"Sign a sign-in challenge with the soft token {it["file"]}."),

        new("prove-decryption", Operator, "token key-id key-label sha256 ciphertext", "plaintext",
            it => $"Decrypt a random value, SHA-256 {it["sha256"]}, with the key \"{it["key-label"]}\" in {it.Token}."),
        new("prove-decryption-with-soft-token", Operator, "file holder sha256 ciphertext", "plaintext",
            it => $"Decrypt a random value, SHA-256 {it["sha256"]}, with the soft token {it["file"]}."),
        new("prove-wrapping", Operator, "token key-id key-label algorithm plaintext", "scheme wrapped encrypted? plaintext",
            it => $"Wrap a throwaway key with the key \"{it["key-label"]}\", {it["algorithm"]}, in {it.Token} and unwrap it again; where the token cannot wrap with it, encrypt and decrypt a random value."),

        // Cards and soft tokens.
        new("store-certificate", Operator, "token key-id label certificate replaces?", "sha256",
            it => $"Store the certificate \"{it["label"]}\" in {it.Token}{it.Where("replaces", " in place of the one with the SHA-256 ")}."),
        new("set-pin", Operator, "token holder digits chosen-by-holder", "times-shown made",
            it => it.Is("chosen-by-holder")
                ? $"Have {it["holder"]} choose the PIN of {it.Token}."
                : $"Set a random PIN of {it.Number("digits")} digits on {it.Token} and show it to {it["holder"]} alone.")
        {
            Lasting = _ => "A PIN is set",
        },
        new("make-soft-token", Operator, "file holder algorithm digits", "public-key times-shown made",
            it => $"Make a key pair, {it["algorithm"]}, for the soft token {it["file"]} and show its PIN of {it.Number("digits")} digits to {it["holder"]} alone.")
        {
            Lasting = _ => "A key is made",
        },
        new("complete-soft-token", Operator, "file holder certificates", "size certificate-sha256", it => $"Write the soft token {it["file"]} with {it.Certificates}.")
        {
            PartsFit = action => action["certificates"].AsList().Count > 0,
        },

        // The registry and the room.
        new("enter-in-registry", Officers, "entry", "", it => $"Enter in the registry: {it.Entry}.")
        {
            Lasting = it => it.Fact == "ca-revoked" ? CaRevoked : null,
        },
        new("allow-exception", Officers, "expected happened decided", "",
            it => $"Go on although {it["happened"]} (expected: {it["expected"]}); decided: {it["decided"]}."),
        new("correct-answer", Officers, "line question said right why", "",
            it => $"Correct line {it.Number("line")} of the journal, where \"{it["question"]}\" was answered with \"{it["said"]}\": right is \"{it["right"]}\"; reason: {it["why"]}."),

        // The installation. A setting has a value, or the PIN of a token, or the PIN of a soft token that somebody knows, or it is taken out.
        new("edit-config", Officers, "file before after edits backup", "masked",
            it => $"{it.Edited}, masked SHA-256 {it["after"]}; a copy of the present file is kept as {it["backup"]}.")
        {
            PartsFit = action => action["edits"].AsList() is { Count: > 0 } edits
                && edits.All(edit => string.Join(' ', edit.AsMap().Names) is "name value" or "name pin-of" or "holder name pin-of-file" or "name removed"),
        },
        new("place-file", Officers, "file from? bytes? sha256 replaces? backup?", "sha256",
            it => $"Put the file {it["file"]} in place, SHA-256 {it["sha256"]}{it.Where("from", ", copied from ")}{it.Where("backup", "; the present file is kept as ")}.")
        {
            PartsFit = action => (action.Find("from") is null) != (action.Find("bytes") is null) && (action.Find("replaces") is null) == (action.Find("backup") is null),
        },
        new("remove-file", Officers, "file sha256 backup?", "",
            it => $"Remove the file {it["file"]}, SHA-256 {it["sha256"]}; {(it.Has("backup") ? $"it is kept as {it["backup"]}" : "no copy is kept")}.")
        {
            Lasting = it => it.Has("backup") ? null : FileDeleted,
        },
        new("clear-backup", Officers, "file masked? sha256? to?", "",
            it => $"{(it.Has("to") ? "Move" : "Remove")} the backup {it["file"]}{it.Where("to", " to ")}{it.Where("masked", ", masked SHA-256 ")}{it.Where("sha256", ", SHA-256 ")}{(it.Has("to") ? "" : "; no copy is kept")}.")
        {
            Lasting = it => it.Has("to") ? null : BackupDeleted,
            PartsFit = action => (action.Find("masked") is null) != (action.Find("sha256") is null),
        },
        new("restore-files", Officers, "files", "", it => $"Bring back {it.Restored}.")
        {
            PartsFit = action => action["files"].AsList() is { Count: > 0 } files && files.All(file => OfRestored.Fit(file.AsMap(), "")),
        },
        new("stop-service", Operator, "service command", "state log", it => $"Stop the service {it["service"]}: {it.Command}."),
        new("start-service", Operator, "service command", "state log", it => $"Start the service {it["service"]}: {it.Command}."),
    ];

    private static KnownFact[] Facts() =>
    [
        // Officers.
        KnownFact.Of<OfficerRecognised>("officer-recognised", "officer person origin bootstrap file certificate", OfficerFacts.Recognised),
        KnownFact.Of<BootKitOpened>("boot-kit-opened", "certificate artifact ca? token? key-id? key? issued? procedures?", OfficerFacts.Opened),
        KnownFact.Of<OfficerSignedIn>("officer-signed-in", "officer role", OfficerFacts.SignedIn),
        KnownFact.Of<SignInRefused>("sign-in-refused", "officer role reason", OfficerFacts.Refused),
        KnownFact.Entered("officer-profile-created", "profile state domain entity-type roles", it => $"officer profile \"{it["profile"]}\""),
        KnownFact.Entered<OfficerCreated>("officer-created", "officer state domain profile person token? key-id? file? certificate", it => $"officer \"{it["officer"]}\", held by {it["person"]}", RegistryFacts.Created),
        KnownFact.Entered<OfficerReplaced>("officer-replaced", "officer reason", it => $"the end of the officer \"{it["officer"]}\": {it["reason"]}", RegistryFacts.Replaced),

        // Keys and cards.
        KnownFact.Of<KeyGenerated>("key-generated", "key token token-serial id algorithm usage public-key attributes", KeyFacts.Generated),
        KnownFact.Of<SecretKeyGenerated>("secret-key-generated", "key token token-serial id algorithm usage attributes", KeyFacts.Generated),
        KnownFact.Of<KeyDestroyed>("key-destroyed", "key token token-serial id", KeyFacts.Destroyed),
        KnownFact.Of<TokenInitialised>("token-initialised", "token label token-serial model slot blank-serial", TokenSetupFacts.Initialised),
        KnownFact.Of<PinChanged>("pin-changed", "token token-serial of", TokenSetupFacts.Changed),
        KnownFact.Of<PinUnblocked>("pin-unblocked", "token token-serial", TokenSetupFacts.Unblocked),
        KnownFact.Of<CardProduced>("card-produced", "token number token-serial subject token-procedure keys", CardFacts.Produced),
        KnownFact.Of<CardPersonalised>("card-personalised", "token number holder keys", CardFacts.Personalised),
        KnownFact.Of<CertificateInstalled>("certificate-installed", "key token key-id label certificate", KeyFacts.Installed),

        KnownFact.Of<DecryptionProven>("decryption-proven", "artifact key? token? key-id? file?", ProofFacts.Decrypted),
        KnownFact.Of<WrappingProven>("wrapping-proven", "key token key-id way scheme", ProofFacts.Wrapped),
        KnownFact.Of<KeyAttested>("key-attested", "key token token-serial id artifact statement checked file? root? root-artifact? root-sha256?", AttestationFacts.Attested),
        KnownFact.Of<AuditLogKept>("audit-log-kept", "token token-serial file artifact sha256 size", AttestationFacts.Kept),

        // Authorities, certificates and CRLs.
        KnownFact.Of<CaCreated>("ca-created", "ca key certificate artifact succeeds?", SigningFacts.Created),
        KnownFact.Entered<CaRevoked>("ca-revoked", "ca reason", it => $"the revocation of the CA \"{it["ca"]}\", {it["reason"]}", RegistryFacts.Revoked),
        KnownFact.Of<CrlIssued>("crl-issued", "ca number serials crl artifact pem", SigningFacts.Crl),
        KnownFact.Of<CertificateRequested>("certificate-requested", "key key-usage extended-key-usage? subject-alternative-names? request artifact", SigningFacts.Requested),
        KnownFact.Of<CertificateIssued>("certificate-issued", "subject procedure issuer serial-number token? key-id? certificate artifact", SigningFacts.Issued),
        KnownFact.Of<SoftTokenIssued>("soft-token-issued", "file holder subject token-procedure key-usage extended-key-usage? subject-alternative-names? certificate artifact", SoftTokenFacts.Issued),
        KnownFact.Entered<CertificateProcedureCreated>(
            "certificate-procedure-created",
            "procedure key-usage issuer ca-chain format valid-for signature-algorithm least-key? subject? extended-key-usage? subject-alternative-names?",
            it => $"certificate procedure \"{it["procedure"]}\"",
            RegistryFacts.Created),
        KnownFact.Entered<TokenProcedureCreated>(
            "token-procedure-created",
            "procedure storage-profile card-serial-number range-from? range-to? range-mandatory pin-procedure issuer-certificates certificate-procedure",
            it => $"token procedure \"{it["procedure"]}\"",
            RegistryFacts.Created),

        // The installation.
        KnownFact.Of<ConfigEdited>("config-edited", "file settings before after backup old-pins?", InstallationFacts.Edited),
        KnownFact.Of<FilePlaced>("file-placed", "file sha256 backup?", InstallationFacts.Placed),
        KnownFact.Of<FileRemoved>("file-removed", "file sha256 backup?", InstallationFacts.Removed),
        KnownFact.Of<BackupCleared>("backup-cleared", "file to?", InstallationFacts.Cleared),
        KnownFact.Of<FilesRestored>("files-restored", "files", InstallationFacts.Restored),
        KnownFact.Of<ServiceStopped>("service-stopped", "service", InstallationFacts.Stopped),
        KnownFact.Of<ServiceStarted>("service-started", "service", InstallationFacts.Started),
        KnownFact.Of<TlsProbed>("tls-probed", "host port certificate expected", InstallationFacts.Probed),

        // What people said, and what they compared.
        KnownFact.Of<OperatorActed>("operator-acted", "did by", RoomFacts.Acted),
        KnownFact.Of<Attested>("attested", "about by", RoomFacts.Attested),
        KnownFact.Of<FingerprintCompared>("fingerprint-compared", "of sha256 by", RoomFacts.Compared),
    ];

    private static KnownStep[] Steps() =>
    [
        // The room, and what is shown or asked: what was said is in separate lines.
        new("check-room"),
        new("gather"),
        new("read") { CanEndByException = true },
        new("record"),
        new("attest") { CanEndByException = true },
        new("list-token") { CanEndByException = true },
        new("release-medium") { CanEndByException = true },
        new("show-fingerprint") { CanEndByException = true },
        new("compare-fingerprint", "fingerprint-compared") { CanEndByException = true },
        new("seal-transcript") { NeedsWitness = true },

        // Keys and authorities.
        new("open-boot-kit", "boot-kit-opened", "officer-recognised"),
        new("initialise-token", "token-initialised"),
        new("change-pin", "pin-changed"),
        new("unblock-pin", "pin-unblocked"),
        new("generate-key", "key-generated"),
        new("generate-secret-key", "secret-key-generated"),
        new("destroy-key", "key-destroyed"),
        new("prove-wrapping", "wrapping-proven"),
        new("keep-attestation", "key-attested") { CanEndByException = true },
        new("keep-audit-log", "audit-log-kept") { CanEndByException = true },
        new("create-ca", "ca-created"),
        new("create-certificate-procedure", "certificate-procedure-created"),
        new("create-token-procedure", "token-procedure-created"),
        new("issue-crl", "crl-issued"),
        new("revoke-ca", "ca-revoked"),

        // Certificates, cards and officers.
        new("request-certificate", "certificate-requested"),
        new("install-certificate", "certificate-installed"),
        new("prove-decryption", "decryption-proven"),
        new("issue-soft-token", "certificate-issued", "soft-token-issued"),
        new("produce-cards", "card-produced"),
        new("personalise-card", "certificate-issued", "card-personalised"),
        new("issue-certificate", "certificate-issued"),
        new("create-officer-profile", "officer-profile-created"),
        new("create-officer", "officer-created"),
        new("replace-officer", "officer-replaced"),
        new("sign-in", "officer-signed-in|sign-in-refused") { CanEndByException = true },

        // The installation.
        new("edit-config", "config-edited"),
        new("place-file", "file-placed"),
        new("remove-file", "file-removed"),
        new("stop-service", "service-stopped"),
        new("start-service", "service-started"),
        new("probe-tls", "tls-probed"),
        new("clear-backups") { CanEndByException = true },
        new("operator-action", "operator-acted"),
    ];
}
