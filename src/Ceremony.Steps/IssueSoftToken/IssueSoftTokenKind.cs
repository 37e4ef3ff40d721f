using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Issues a soft token.</summary>
internal sealed class IssueSoftTokenKind : StepKind
{
    private static readonly Field<string> File = InstalledFiles.Field("file", "The soft token's file, on removable media.");
    private static readonly Field<string> Holder = SeatField.Of("holder", "Who learns its PIN and is registered as its subject.");
    private static readonly Field<IReadOnlyList<SubjectAttribute>> Subject = FieldOf.Subject("subject", "The subject of its certificate, attribute by attribute.");
    private static readonly Field<string> Procedure = FieldOf.Text("procedure", "A token procedure with the storage profile PKCS#12, by its name.").Naming(Thing.TokenProcedure);
    private static readonly Field<string> Algorithm = CertifiedKeys.Field("The kind and size of its key.");
    private static readonly Field<IReadOnlyList<string>> KeyUsage = ExtensionFields.KeyUsage(
        "The key usage that is asked for; it counts where the certificate procedure selects none.").Optional([]);

    private static readonly Field<IReadOnlyList<string>> ExtendedKeyUsage = ExtensionFields.ExtendedKeyUsage("The extended key usage that is asked for; it counts where the certificate procedure selects none.");
    private static readonly Field<IReadOnlyList<string>> AlternativeNames = ExtensionFields.AlternativeNames("The subject alternative names that are asked for; they count where the certificate procedure selects none.");

    /// <inheritdoc/>
    public override string Name => "issue-soft-token";

    /// <inheritdoc/>
    public override string Summary => "Issues a soft token (PKCS#12) with a new key, its certificate and a PIN that its holder alone knows.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [File, Holder, Subject, Procedure, Algorithm, KeyUsage, ExtendedKeyUsage, AlternativeNames, Artifacts.Base];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } =
    [
        new("", "The soft token's file.", Thing.SoftToken, File),
        new("certificate", "Its certificate's name in the archive.", Thing.Certificate, Artifacts.Base) { Form = name => $"{name}.crt" },
        new("file", "The soft token's file.", Thing.SoftToken, File) { IsNew = false },
    ];

    /// <inheritdoc/>
    public override IEnumerable<ScriptProblem> Misfits(ToldStep step, IEarlierSteps earlier)
    {
        if (step.As<IssueSoftTokenStep>() is not { } own)
            yield break;

        foreach ((_, IssueSoftTokenStep other) in earlier.All<IssueSoftTokenStep>().Where(each => each.Step.Holder != own.Holder && IssueSoftTokenStep.AreSideBySide(each.Step.File, own.File)).Take(1))
            foreach (ScriptProblem problem in IssueSoftTokenRefusals.SideBySide(own.FileName, IssueSoftTokenStep.FolderOf(own.File), other.FileName, other.Holder).At(step, File.Name))
                yield return problem;

        foreach ((ToldStep told, CreateTokenProcedureStep procedure) in earlier.Behind<CreateTokenProcedureStep>(step, Procedure.Name, Thing.TokenProcedure))
        {
            var issuing = new IssuingMisfits(earlier, step, told, "certificate-procedure");
            foreach (ScriptProblem problem in IssueSoftTokenRefusals.ByTokenProcedure(procedure.Procedure).At(step, Procedure.Name)
                .Concat(issuing.Key(Algorithm.Name, $"The key of the soft token {own.FileName}", own.Algorithm.Name))
                .Concat(issuing.Subject(Subject.Name, $"the soft token {own.FileName}", [.. own.Subject.Select(each => each.Type)]))
                .Concat(issuing.Purposes(ExtendedKeyUsage.Name, own.Asked.ExtendedKeyUsage))
                .Concat(issuing.Ca(Procedure.Name)))
                yield return problem;
        }

        foreach (ScriptProblem problem in SubjectMisfits.Taken(earlier, step, Subject.Name))
            yield return problem;
    }

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Makes a key pair and a PIN that its holder alone sees, has the procedure's CA certify the pair, and writes both as PKCS#12; the file is opened again to prove it.",
        Refuses = "It refuses a folder that is not on removable media (in a real ceremony), a file that exists, a folder in which another holder's soft token lies, and a key or subject that the procedure does not certify.",
        Undo = "Undone by revoking the certificate and deleting the file; deleting does not erase flash memory, so the sheet with the PIN is destroyed too.",
        Example = """
            - id: soft-tokens
              do: create-token-procedure
              name: Soft tokens
              storage-profile: pkcs12
              pin-procedure: show-in-client
              certificate-procedure: ${step.five-years}
            - id: pin-soft-token
              do: issue-soft-token
              file: /media/stick/pin.p12
              holder: operator 1
              subject: [ { O: Example }, { CN: PIN encryption } ]
              procedure: ${step.soft-tokens}
              algorithm: rsa-3072
              key-usage: [dataEncipherment]
              name: pin
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        string file = File.Of(fields);
        return file.EndsWith('/')
            ? throw new ScriptProblemException(fields.Find("file")!.Mark, "\"file\" must name a file, not a folder")
            : new IssueSoftTokenStep(
                file,
                Holder.Of(fields),
                Subject.Of(fields),
                Procedure.Of(fields),
                CertifiedKeys.Find(Algorithm.Of(fields)),
                new(KeyUsage.Of(fields), ExtendedKeyUsage.Of(fields), AlternativeNames.Of(fields)),
                $"{Artifacts.Base.Of(fields)}.crt");
    }
}
