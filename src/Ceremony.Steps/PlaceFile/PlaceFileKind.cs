using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Puts a file where a server looks for it.</summary>
internal sealed class PlaceFileKind : StepKind
{
    private static readonly Field<string> File = InstalledFiles.Field("file", "Where the file goes.");
    private static readonly Field<string> Artifact = FieldOf.Text("artifact", "The artifact that goes there; instead of a file that is copied.", 128).Naming(Things.Artifacts).Optional("");
    private static readonly Field<string> From = InstalledFiles.Field("from", "The file that is copied; instead of an artifact.").Optional("");

    /// <inheritdoc/>
    public override string Name => "place-file";

    /// <inheritdoc/>
    public override string Summary => "Puts an artifact or a copy of a file where a server looks for it; what was there is kept.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [File, Artifact, From];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier) =>
    [
        .. earlier.All<EditConfigStep>().Any(each => each.Step.File == step.Named(File.Name)) ? InstalledFiles.Configuration(step.Named(File.Name)!).At(step, File.Name) : [],
    ];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Puts one file where a server looks for it: an artifact of this ceremony, or a copy of another file. What was there before is kept as `FOLDER.before/NAME.before-STEPID`, outside of its folder.",
        Refuses = "It refuses an artifact or a file that does not exist, and a configuration that this ceremony edited.",
        Undo = "Undone by that backup, which start-service brings back where a service does not come up; a file that was new is then removed.",
        Example = """
            - id: trust-the-new
              do: place-file
              file: /opt/cm/config/cistrust/system_ca.cer
              artifact: ${step.system-ca.certificate}
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new PlaceFileStep(File.Of(fields), Artifact.Of(fields), From.Of(fields));
        if (step.Artifact.Length > 0 == step.From.Length > 0)
            throw new ScriptProblemException(fields.Mark, "give either \"artifact\" or \"from\", to say what is put there");

        return step.From != step.File ? step : throw new ScriptProblemException(fields.Find("from")!.Mark, "\"from\" and \"file\" are the same file");
    }
}
