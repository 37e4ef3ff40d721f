using System.Globalization;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Has an officer sign in, or be refused.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Role">The role that is signed in for.</param>
/// <param name="MustFail">Whether the step is there to show that this officer can no longer sign in.</param>
internal sealed record SignInStep(string Officer, string Role, bool MustFail) : IStep
{
    private const int NonceBytes = 16;

    /// <inheritdoc/>
    public string Title => MustFail ? $"try to sign in {Officer}" : $"sign in {Officer}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new(
        MustFail ? $"has \"{Officer}\" try to sign in for the role \"{Role}\", who must be refused" : $"has \"{Officer}\" sign in for the role \"{Role}\"",
        0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (SignInOfficer.Find(desk.Registry, Officer) is not { } signer)
            return Refusals.Unknown("officer", Officer);

        return MustFail ? await BeRefused(desk, signer) : await BeAccepted(desk, signer);
    }

    private async Task<StepResult> BeAccepted(IDesk desk, SignInOfficer signer)
    {
        if (SignInRefusals.ByStanding(desk.Registry, signer, Role) is { } refusal)
            return refusal;
        if (OfficerFitness.Refuse(signer.Certificate) is { } unfit)
            return SignInRefusals.Unfit(signer, unfit);

        DateTimeOffset now = await desk.Look(new LookAtClock());
        if (Chains.Refuse(signer.Certificate, Authorities.InForce(desk.Registry), now) is { } broken)
            return SignInRefusals.ChainBroken(signer, broken);
        if (await Sign(desk, signer, now) is { } unsigned)
            return unsigned;

        await desk.Show(SignInScreens.SignedIn(signer, Role));
        return new StepResult.Done(new OfficerSignedIn(Officer, Role));
    }

    // The token signs first, so that whoever is refused is refused although token and PIN are right.
    private async Task<StepResult> BeRefused(IDesk desk, SignInOfficer signer)
    {
        DateTimeOffset now = await desk.Look(new LookAtClock());
        if (await Sign(desk, signer, now) is { } unsigned)
            return unsigned;
        if (signer.WhyEnded(desk.Registry) is not { } reason)
            return SignInRefusals.NotRefused(signer);

        await desk.Show(SignInScreens.Refused(signer, Role, reason));
        return new StepResult.Done(new SignInRefused(Officer, Role, reason));
    }

    /// <summary>Has a fresh challenge signed; null where it was, by the officer's own key.</summary>
    private async Task<StepResult?> Sign(IDesk desk, SignInOfficer signer, DateTimeOffset now)
    {
        byte[] nonce = await desk.Look(new LookAtRandom(NonceBytes));
        byte[] challenge = Challenge(desk.StepId, now, nonce);
        CeremonyAction<SignatureReceipt> action = Action(desk, signer, challenge);
        if (await desk.Approve(SignInScreens.Challenge(signer, Role, MustFail, now, nonce), action) is not { } approval)
            return Refusals.Declined($"the sign-in of {Officer}");

        await desk.Perform(
            approval,
            action,
            signed => Signatures.VerifyRaw(signer.PublicKey, signer.Algorithm, challenge, signed.Signature) ? null : SignInRefusals.WrongSignature(signer));
        return null;
    }

    private static CeremonyAction<SignatureReceipt> Action(IDesk desk, SignInOfficer signer, byte[] challenge)
    {
        if (signer is not { Token: { } token, KeyId: { } keyId })
            return new SignChallengeWithSoftToken(signer.File!, signer.Person, signer.Algorithm, challenge);

        string label = desk.Registry.All<CardProduced>().SelectMany(card => card.Keys).LastOrDefault(key => key.Id == keyId)?.Label ?? signer.Officer;
        return new SignChallenge(token, keyId, label, signer.Algorithm, challenge);
    }

    /// <summary>A text that can be read, and that can stand for nothing but this sign-in.</summary>
    private byte[] Challenge(string step, DateTimeOffset now, byte[] nonce) => Encoding.UTF8.GetBytes(
        $"""
        ceremony-sign-in/1
        step: {step}
        officer: {Officer}
        role: {Role}
        at: {now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture)}
        nonce: {Convert.ToHexStringLower(nonce)}

        """.ReplaceLineEndings("\n"));
}
