using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Makes settings in a configuration file.</summary>
internal sealed class EditConfigKind : StepKind
{
    private static readonly Field<string> File = InstalledFiles.Field("file", "The configuration file.");
    private static readonly Field<IReadOnlyList<Setting>> Set =
        FieldOf.Settings("set", "The settings, in order; a PIN, a label or an identifier is given by where it comes from, and '' empties a setting.").Optional([]);

    private static readonly Field<IReadOnlyList<string>> Remove =
        FieldOf.SettingNames("remove", "The settings that are taken out: every line that sets one of them goes; one that is commented out stays.").Optional([]);

    /// <inheritdoc/>
    public override string Name => "edit-config";

    /// <inheritdoc/>
    public override string Summary => "Changes settings in a configuration file after the officers agreed to the difference; a backup is kept beside it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [File, Set, Remove];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        if (step.As<EditConfigStep>() is not { } own)
            return [];

        ScriptName[] names = [.. step.Fields.Find(Set.Name) is { } set ? Set.NamesIn(set) : []];
        return
        [
            .. from name in names
               where name.Things.Contains(Thing.Key) && earlier.All<DestroyKeyStep>().Any(each => each.Step.Key == name.Written.Text)
               from problem in EditConfigRefusals.Destroyed(name.Written.Text).At(step, Set.Name)
               select problem with { Mark = name.Written.Mark },
            .. earlier.All<RemoveFileStep>().Any(each => each.Step.File == own.File) ? InstalledFiles.Hashed(own.File).At(step, File.Name) : [],
        ];
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Changes settings in one configuration file, empties them or takes them out, and changes nothing else in it; PINs are asked for when they are written, and shown nowhere. The file as it was is kept as `FILE.before-STEPID`.",
        Refuses = "It refuses a file that does not exist, one in which a setting can be more than a line (UTF-16, lines that go on in the next, sections), one that this ceremony replaced or removed before, and the label or identifier of a key on which the registry and the token do not agree.",
        Undo = "Undone by that backup, which start-service brings back where a service does not come up.",
        Example = """
            - id: tls-settings
              do: edit-config
              file: /opt/cm/config/cm.conf
              set:
                - { SSL.tokenlabel: CM-HSM }
                - { SSL.cert: { label-of: '${step.tls-key}' } }
                - { SSL.pin: { pin-of: hsm } }
                - { 'pkcs11.<n>': /usr/lib/softhsm/libsofthsm2.so }
                - { SSL.filepin: '' }
              remove: [SSL.file]
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var step = new EditConfigStep(File.Of(fields), Set.Of(fields), Remove.Of(fields));
        if (step.Settings.Count + step.Removed.Count == 0)
            throw new ScriptProblemException(fields.Mark, "\"set\" or \"remove\" must name at least one setting");

        return step.Removed.FirstOrDefault(name => step.Settings.Any(setting => setting.CanBe(name))) is { } twice
            ? throw new ScriptProblemException(fields.Find(Remove.Name)!.Mark, $"\"{Remove.Name}\" takes out {twice}, which \"{Set.Name}\" sets: name it in one of the two")
            : step;
    }
}
