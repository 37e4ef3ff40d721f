namespace Ceremony.Verify;

/// <summary>What a field of a step demands of what the step says to hold.</summary>
/// <param name="Do">The kind of the step.</param>
/// <param name="Field">Its field.</param>
/// <param name="Fact">The fact that has to agree with it; a step need not have it unless its kind demands that.</param>
/// <param name="Member">The fact's member.</param>
/// <param name="Shape">How the two are compared, a name of <see cref="FieldComparison"/>.</param>
/// <param name="Default">What holds where the script leaves the field out; null where nothing is demanded then.</param>
internal sealed record StepField(string Do, string Field, string Fact, string Member, string Shape, string? Default)
{
    // The kind of the step, its field, the fact and its member, how they are compared; after = what a field says that is left out.
    private const string Table = """
        gather officer-keys officer-recognised - only-if:console = none
        attest about attested about text
        attest by attested by seat
        operator-action text operator-acted did text
        operator-action by operator-acted by seat
        open-boot-kit token boot-kit-opened token text
        initialise-token token token-initialised token text
        initialise-token slot token-initialised slot text-if-real
        initialise-token serial token-initialised blank-serial text-if-real
        change-pin token pin-changed token text
        change-pin of pin-changed of text = user
        unblock-pin token pin-unblocked token text
        generate-key token key-generated token text
        generate-key key key-generated key text
        generate-key key-id key-generated id characters
        generate-key algorithm key-generated algorithm text
        generate-key usage key-generated usage set
        generate-secret-key token secret-key-generated token text
        generate-secret-key key secret-key-generated key text
        generate-secret-key key-id secret-key-generated id characters
        generate-secret-key algorithm secret-key-generated algorithm text
        generate-secret-key usage secret-key-generated usage set
        destroy-key key key-destroyed key text
        create-ca name ca-created ca text
        create-ca key ca-created key text
        create-ca subject ca-created certificate subject
        create-ca valid-for ca-created certificate term
        create-ca succeeds ca-created succeeds text-or-absent
        create-ca signature-algorithm ca-created certificate signed-with
        create-certificate-procedure name certificate-procedure-created procedure text
        create-certificate-procedure key-usage certificate-procedure-created key-usage set-or-absent
        create-certificate-procedure extended-key-usage certificate-procedure-created extended-key-usage set-or-absent
        create-certificate-procedure subject-alternative-names certificate-procedure-created subject-alternative-names set-or-absent
        create-certificate-procedure issuer certificate-procedure-created issuer text
        create-certificate-procedure ca-chain certificate-procedure-created ca-chain text = none
        create-certificate-procedure format certificate-procedure-created format text
        create-certificate-procedure valid-for certificate-procedure-created valid-for text
        create-certificate-procedure signature-algorithm certificate-procedure-created signature-algorithm text
        create-certificate-procedure least-key certificate-procedure-created least-key text-or-absent
        create-certificate-procedure subject certificate-procedure-created subject set-or-absent
        create-token-procedure name token-procedure-created procedure text
        create-token-procedure storage-profile token-procedure-created storage-profile text
        create-token-procedure card-serial-number token-procedure-created card-serial-number yes-or-no = no
        create-token-procedure range-from token-procedure-created range-from text
        create-token-procedure range-to token-procedure-created range-to text
        create-token-procedure range-mandatory token-procedure-created range-mandatory yes-or-no = no
        create-token-procedure pin-procedure token-procedure-created pin-procedure text
        create-token-procedure issuer-certificates token-procedure-created issuer-certificates text = none
        create-token-procedure certificate-procedure token-procedure-created certificate-procedure text
        request-certificate key certificate-requested key text
        request-certificate subject certificate-requested request subject
        request-certificate key-usage certificate-requested key-usage set
        request-certificate extended-key-usage certificate-requested extended-key-usage set-or-absent
        request-certificate subject-alternative-names certificate-requested subject-alternative-names set-or-absent
        request-certificate name certificate-requested artifact stem
        issue-certificate procedure certificate-issued procedure text
        issue-certificate subject-name certificate-issued subject text
        issue-certificate name certificate-issued artifact stem
        install-certificate token certificate-installed token text
        install-certificate key certificate-installed key text
        install-certificate label certificate-installed label text
        prove-decryption certificate decryption-proven artifact text
        prove-decryption soft-token decryption-proven file text-or-absent
        prove-wrapping key wrapping-proven key text
        keep-attestation key key-attested key text
        keep-attestation name key-attested artifact stem
        keep-attestation file key-attested file text-or-absent
        keep-attestation root key-attested root text-or-absent
        keep-attestation root-sha256 key-attested root-sha256 text-or-absent
        keep-audit-log token audit-log-kept token text
        keep-audit-log file audit-log-kept file text
        keep-audit-log name audit-log-kept artifact stem
        produce-cards token card-produced token text
        produce-cards number card-produced number text
        produce-cards subject-holder card-produced subject seat
        produce-cards procedure card-produced token-procedure text
        produce-cards keys card-produced keys labels
        produce-cards algorithm card-produced keys algorithm-of-each
        personalise-card token card-personalised token text
        personalise-card keys card-personalised keys card-actions
        personalise-card subject certificate-issued certificate subject
        issue-soft-token file soft-token-issued file text
        issue-soft-token holder soft-token-issued holder seat
        issue-soft-token subject soft-token-issued certificate subject
        issue-soft-token procedure soft-token-issued token-procedure text
        issue-soft-token algorithm soft-token-issued certificate key-algorithm
        issue-soft-token key-usage soft-token-issued key-usage set-if-told
        issue-soft-token extended-key-usage soft-token-issued extended-key-usage set-or-absent
        issue-soft-token subject-alternative-names soft-token-issued subject-alternative-names set-or-absent
        issue-soft-token name soft-token-issued artifact stem
        create-officer-profile name officer-profile-created profile text
        create-officer-profile state officer-profile-created state text = active
        create-officer-profile domain officer-profile-created domain text
        create-officer-profile entity-type officer-profile-created entity-type text = subject
        create-officer-profile roles officer-profile-created roles set
        create-officer name officer-created officer text
        create-officer state officer-created state text = active
        create-officer domain officer-created domain text
        create-officer profile officer-created profile text
        create-officer token officer-created token text
        create-officer soft-token officer-created file text
        replace-officer officer officer-replaced officer text
        replace-officer reason officer-replaced reason text
        sign-in officer officer-signed-in officer text
        sign-in officer sign-in-refused officer text
        sign-in role officer-signed-in role text
        sign-in role sign-in-refused role text
        sign-in expect officer-signed-in - only-if:success = success
        sign-in expect sign-in-refused - only-if:refusal = success
        edit-config file config-edited file text
        edit-config set config-edited settings settings
        edit-config remove config-edited settings removed
        place-file file file-placed file text
        remove-file file file-removed file text
        remove-file backup file-removed backup is-there = yes
        clear-backups to backup-cleared to folder-or-absent
        stop-service service service-stopped service text
        start-service service service-started service text
        probe-tls host tls-probed host text
        probe-tls port tls-probed port number
        probe-tls certificate tls-probed expected text
        issue-crl ca crl-issued ca text
        revoke-ca ca ca-revoked ca text
        revoke-ca reason ca-revoked reason text
        """;

    /// <summary>All of them, by the kind of the step.</summary>
    public static ILookup<string, StepField> All { get; } = Table.Split('\n').Select(Read).ToLookup(row => row.Do, StringComparer.Ordinal);

    private static StepField Read(string line)
    {
        string[] words = line.Split(' ');
        return new StepField(words[0], words[1], words[2], words[3], words[4], words is [.., "=", var left] ? left : null);
    }
}
