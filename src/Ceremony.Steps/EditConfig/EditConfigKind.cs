using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Makes settings in a configuration file.</summary>
internal sealed class EditConfigKind : StepKind
{
    private static readonly Field<string> File = InstalledFiles.Field("file", "The configuration file.");
    private static readonly Field<IReadOnlyList<Setting>> Set = FieldOf.Settings("set", "The settings, in their order; PINs, labels and identifiers say where they come from.");

    /// <inheritdoc/>
    public override string Name => "edit-config";

    /// <inheritdoc/>
    public override string Summary => "Makes settings in a configuration file after the officers agreed to the difference; a backup is kept beside it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [File, Set];

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new EditConfigStep(File.Of(fields), Set.Of(fields));
}
