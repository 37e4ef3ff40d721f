using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Issues a soft token.</summary>
/// <param name="File">The PKCS#12 file.</param>
/// <param name="Holder">The seat of who learns its PIN.</param>
/// <param name="Subject">The certificate's subject.</param>
/// <param name="Procedure">The token procedure.</param>
/// <param name="Algorithm">Kind and size of its key.</param>
/// <param name="Asked">The extensions that are asked for.</param>
/// <param name="Artifact">The certificate's name in the archive.</param>
internal sealed record IssueSoftTokenStep(
    string File,
    string Holder,
    IReadOnlyList<SubjectAttribute> Subject,
    string Procedure,
    KeyAlgorithm Algorithm,
    RequestedExtensions Asked,
    string Artifact) : IStep
{
    // Twice as long as a card's: no card counts the wrong tries.
    private const int PinDigits = 12;

    /// <summary>The file's own name, for sentences.</summary>
    public string FileName => InstalledFiles.NameOf(File);

    /// <inheritdoc/>
    public string Title => $"issue {FileName}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"issues the soft token {FileName} and gives its PIN to {Holder}", 1) { ShowsPin = true };

    private string Folder => FolderOf(File);

    /// <summary>The folder that a file is to be in, as it is written.</summary>
    public static string FolderOf(string file) => file.LastIndexOf('/') switch
    {
        -1 => ".",
        0 => "/",
        int slash => file[..slash],
    };

    /// <summary>Whether two files are to be in one folder, as far as their names tell.</summary>
    public static bool AreSideBySide(string one, string other) => Path.GetFullPath(FolderOf(one), "/") == Path.GetFullPath(FolderOf(other), "/");

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => 
    [
        new Need<MediumView?>($"a medium at {Folder}", new LookAtMedium(Folder), seen => IssueSoftTokenRefusals.ByMedium(Folder, seen, isRehearsal: false), seen => $"{seen!.Device}, {seen.FreeBytes >> 20} MiB free"),
        new Need<FileView?>($"no file {File}", new LookAtFileState(File), seen => seen is null ? null : IssueSoftTokenRefusals.FileThere(File), _ => "there is none")
        {
            Path = File,
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Puts => [File];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        (SoftTokenPlan? plan, StepResult? refusal) = SoftTokenPlan.Find(this, desk);
        if (plan is null)
            return refusal!;

        if (desk.Registry.All<SoftTokenIssued>().FirstOrDefault(each => each.Holder != plan.Holder.Name && AreSideBySide(each.File, File)) is { } beside)
            return IssueSoftTokenRefusals.SideBySide(FileName, Folder, InstalledFiles.NameOf(beside.File), beside.Holder);

        MediumView? medium = await desk.Look(new LookAtMedium(Folder));
        if (IssueSoftTokenRefusals.ByMedium(Folder, medium, desk.IsRehearsal) is { } unfit)
            return unfit;
        if (await desk.Look(new LookAtFileState(File)) is not null)
            return IssueSoftTokenRefusals.FileThere(File);

        (_, StepResult? unready) = await plan.Issuance.Begin(desk);
        if (unready is not null)
            return unready;

        try
        {
            return await Issue(desk, plan, medium!);
        }
        catch (PkiException faulty)
        {
            return IssueSoftTokenRefusals.Faulty(FileName, faulty);
        }
    }

    private async Task<StepResult> Issue(IDesk desk, SoftTokenPlan plan, MediumView medium)
    {
        // Before a key is made for it: a subject that no certificate can hold is refused here.
        byte[] subject = Names.Encode(Subject);
        var make = new MakeSoftToken(File, plan.Holder.Name, Algorithm, PinDigits);
        if (await desk.Approve(IssueSoftTokenScreens.Pin(plan, make, medium, desk.IsRehearsal), make) is not { } making)
            return Refusals.Declined($"the PIN of the soft token {FileName}");

        SoftKeyReceipt key = await desk.Perform(making, make, made => Signatures.KindOf(made.PublicKey) == Algorithm.Name ? null : IssueSoftTokenRefusals.OtherKey(FileName, Algorithm));

        // Making the key may have taken long, or an interruption come after it: the certificate begins when it is signed.
        (CertificateTerm? term, StepResult? late) = await plan.Issuance.Term(desk);
        if (term is null)
            return late!;

        CertificateDraft draft = await CertificateDraft.Of(plan.Issuance, term, subject, key.PublicKey, Asked, desk);
        if (await desk.Approve(IssueSoftTokenScreens.Propose(plan), draft.Sign) is not { } signing)
            return Refusals.Declined($"the signing of the certificate for the soft token {FileName}");

        return await Complete(desk, plan, await draft.Issue(desk, signing, plan.Issuance));
    }

    private async Task<StepResult> Complete(IDesk desk, SoftTokenPlan plan, CertificateView certificate)
    {
        var complete = new CompleteSoftToken(File, plan.Holder.Name, plan.StoresIssuer ? [certificate.Der, plan.Issuance.Ca.Certificate] : [certificate.Der]);
        if (await desk.Approve(IssueSoftTokenScreens.Complete(plan, certificate), complete) is not { } approval)
            return Refusals.Declined($"the writing of the soft token {FileName}");

        SoftTokenReceipt written = await desk.Perform(
            approval,
            complete,
            written => written.CertificateSha256 == certificate.Sha256 ? null : IssueSoftTokenRefusals.Differs(FileName));
        await desk.Keep(Artifact, plan.Issuance.Pem(certificate.Der));
        await desk.Show(IssueSoftTokenScreens.Made(plan, certificate, written));
        string holder = plan.Holder.Name;
        return new StepResult.Done(
            new CertificateIssued(holder, plan.Issuance.Procedure.Procedure, plan.Issuance.Ca.Ca, certificate.SerialNumber, null, null, certificate.Der, Artifact),
            new SoftTokenIssued(File, holder, holder, plan.TokenProcedure.Procedure, certificate.Der, Artifact)
            {
                KeyUsage = Asked.KeyUsage,
                ExtendedKeyUsage = Asked.ExtendedKeyUsage,
                AlternativeNames = Asked.AlternativeNames,
            })
        {
            Outputs = new Dictionary<string, string> { [""] = File, ["certificate"] = Artifact, ["file"] = File },
        };
    }
}
