using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Opens the boot kit of a new installation.</summary>
internal sealed class OpenBootKitKind : StepKind
{
    private static readonly Field<string> Folder = FieldOf.Text(
        "folder",
        "The folder with bootca.cer, officer1.p12 and officer2.p12, and perhaps issued.pem and procedures.txt; a relative path begins in the ceremony's folder.",
        256);

    private static readonly Field<TokenRef> Token = FieldOf.Token(
        "token",
        "The token that holds the Boot CA's key; without it no CRL can be issued and the Boot CA cannot be revoked.").Optional(default);

    /// <inheritdoc/>
    public override string Name => "open-boot-kit";

    /// <inheritdoc/>
    public override string Summary => "Reads the Boot CA, finds its key, and has the two bootstrap officers open their soft tokens; from then on they confirm.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Folder, Token];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } =
    [
        new("", "The Boot CA's name.", Thing.BootCa),
        new("certificate", "Its certificate's name in the archive.", Thing.CaCertificate) { Form = _ => OpenBootKitStep.Artifact },
        new("key", "Its key's name, where the step names a token.", Thing.BootKey) { Needs = Token },
    ];

    /// <inheritdoc/>
    public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
    [
        .. base.Makes(step, earlier),
        .. BootstrapOfficers.Tokens.Select(token => new MadeThing(Thing.BootstrapOfficer, BootstrapOfficers.Name(token.Seat), step.Mark)),
        new MadeThing(Thing.Confirmers, "", step.Mark),
    ];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
        earlier.Made("", Thing.Confirmers).Any() ? Refusals.OfficersKnown().At(step, Folder.Name) : [];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Reads the Boot CA's certificate, what that CA issued and which procedures are bound to it, finds its key in its token, and has both bootstrap officers open their soft tokens; from then on these two confirm. It keeps `boot-ca.cer`.",
        Refuses = "It refuses a Boot CA that is not a self-signed CA, soft tokens and certificates that it did not issue, two certificates for one key or one subject, a subject with characters that nobody sees, a token without its key, and a boot kit where officers are recognised already.",
        Undo = "Undone once two officers with tokens of their own exist, and for good when the Boot CA is revoked.",
        Example = """
            - id: boot-kit
              do: open-boot-kit
              folder: /media/boot-kit
              token: boot
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) =>
        new OpenBootKitStep(Folder.Of(fields).TrimEnd('/'), fields.Find(Token.Name) is null ? null : Token.Of(fields));
}
