using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Keeps a token's own audit log.</summary>
internal sealed class KeepAuditLogKind : StepKind
{
    private static readonly Field<TokenRef> Token = FieldOf.Token("token", "The token whose log it is.");
    private static readonly Field<string> File = InstalledFiles.Field("file", "The log as the vendor's tool exported it, such as a file on a stick.");

    /// <inheritdoc/>
    public override string Name => "keep-audit-log";

    /// <inheritdoc/>
    public override string Summary => "Keeps the audit log of a token, as its vendor's tool exported it, in the archive.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Token, File, Artifacts.Base];

    /// <inheritdoc/>
    public override bool MayEndByException => true;

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
    [
        .. step.Text(Artifacts.Base.Name) is { } name && earlier.OfKind(Name).Any(each => each.CanMeet(step) && each.Text(Artifacts.Base.Name) == name)
            ? Refusals.ArtifactTaken(KeepAuditLogStep.ArtifactOf(name)).At(step, Artifacts.Base.Name) : [],
    ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Keeps a file as `NAME.audit-log`, with its SHA-256 and the serial number of the token; nothing else is changed. The program does not read the log: that it is this token's, whole and true is the word of whoever exported it, and is checked with the vendor's tool.",
        Refuses = "It refuses a file that is not there, is empty or has more than 1 MiB: have the tool export the part of this ceremony.",
        Undo = "There is nothing to undo.",
        Example = """
            - { id: hsm-log, do: keep-audit-log, token: hsm, file: media/hsm-audit.log, name: hsm }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new KeepAuditLogStep(Token.Of(fields), File.Of(fields), Artifacts.Base.Of(fields));
}
