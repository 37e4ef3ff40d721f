using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Keeps a token's statement about a key.</summary>
internal sealed class KeepAttestationKind : StepKind
{
    private static readonly Field<string> Key = FieldOf.Text("key", "The key pair, by its name in the key registry.").Naming(Thing.Key);
    private static readonly Field<string> File = InstalledFiles.Field("file", "The statement as a file, such as one on a stick; if it is left out, it is looked for among the certificates on the token.").Optional("");
    private static readonly Field<string> Root = InstalledFiles.Field("root", "The vendor's root certificate as a file, perhaps with the certificates between it and the device's; believed only by `root-sha256`.").Optional("");

    private static readonly Field<string> RootSha256 = FieldOf.Pattern(
        "root-sha256",
        "The SHA-256 of the vendor's root certificate, as the vendor publishes it.",
        "[0-9a-f]{64}",
        "64 lower-case hex digits").Optional("");

    /// <inheritdoc/>
    public override string Name => "keep-attestation";

    /// <inheritdoc/>
    public override string Summary => "Keeps what a token or its vendor's tool states about a key, and checks what can be checked of it without the vendor.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Key, Artifacts.Base, File, Root, RootSha256];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
    [
        .. step.Text(Artifacts.Base.Name) is { } name && earlier.OfKind(Name).Any(each => each.CanMeet(step) && each.Text(Artifacts.Base.Name) == name)
            ? Refusals.ArtifactTaken(KeepAttestationStep.ArtifactOf(name)).At(step, Artifacts.Base.Name) : [],
    ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Keeps a statement about a key as `NAME.attestation`, and the file of `root` as `NAME.attestation-root.cer`; nothing else is changed. Without `file` the statement is the certificate for the key that the token presents, as a YubiKey does through ykcs11, with those that certify it. A file holds certificates as PEM or DER, or PKCS#7 as the PKC of a Luna HSM; any other file, such as the bundle of an nShield HSM, is kept as it is, and screen and record say that nothing in it was checked. Three things are checked: that the statement is for this very key; that its certificates lead to the root whose fingerprint `root-sha256` names; and that the serial number of the device in it is the token's. What the statement does not tell, or what no root is named for, is shown and recorded as not checked; without a root anybody could have written the statement. Whether the vendor's words are true, only the vendor's tool and the vendor can say.",
        Refuses = "It refuses a token that presents no such certificate; a file that is not there, is empty or has more than 256 KiB; a statement about another key, or one that says that the key was imported; certificates that do not lead to the root that `root-sha256` names, or are not valid; the serial number of another device; a root that is not in its file; and, where a root is named, a statement that has no certificates.",
        Undo = "There is nothing to undo.",
        Example = """
            - id: attested
              do: keep-attestation
              key: ${step.tls-key}
              name: tls-key
              file: media/tls-key.p7b
              root: media/vendor-root.pem
              root-sha256: 0f6e3a5f5b7c2d9e8a1b4c6d7e8f90123456789abcdef0123456789abcdef012
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new KeepAttestationStep(Key.Of(fields), Artifacts.Base.Of(fields), File.Of(fields), Root.Of(fields), RootSha256.Of(fields));
        return step.Root.Length == 0 || step.RootSha256.Length > 0
            ? step
            : throw new ScriptProblemException(fields.Find(Root.Name)!.Mark, "\"root\" needs \"root-sha256\" beside it: a certificate read from a disk is believed only by the fingerprint in the script");
    }
}
