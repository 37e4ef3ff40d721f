using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Opens the boot kit of a new installation.</summary>
internal sealed class OpenBootKitKind : StepKind
{
    private static readonly Field<string> Folder = FieldOf.Text(
        "folder",
        "Where bootca.cer, officer1.p12 and officer2.p12 are, and issued.pem and procedures.txt where there are such; a relative path begins in the ceremony's folder.",
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
    public override IReadOnlyList<string> Outputs => ["", "certificate", "key"];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) =>
        new OpenBootKitStep(Folder.Of(fields).TrimEnd('/'), fields.Find(Token.Name) is null ? null : Token.Of(fields));
}
