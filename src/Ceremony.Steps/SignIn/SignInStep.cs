using System.Globalization;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.SignIn;

/// <summary>Has an officer sign in.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Role">The role that is signed in for.</param>
internal sealed record SignInStep(string Officer, string Role) : IStep
{
    private const int NonceBytes = 16;

    /// <inheritdoc/>
    public string Title => $"sign in {Officer}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new($"has an officer sign in for the role \"{Role}\"", 0) { LaterLogins = [$"the card of officer {Officer}"] };

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Registry.Find<OfficerCreated>(each => each.Officer == Officer) is not { } officer)
            return Refusals.Unknown("officer", Officer);
        if (SignInRefusals.ByStanding(officer, desk.Registry.OfficerProfile(officer.Profile), Role) is { } refusal)
            return refusal;
        if (OfficerFitness.Refuse(officer.Certificate) is { } unfit)
            return SignInRefusals.Unfit(officer, unfit);

        DateTimeOffset now = await desk.Look(new LookAtClock());
        if (Chains.Refuse(officer.Certificate, [.. desk.Registry.All<CaCreated>().Select(ca => ca.Certificate)], now) is { } broken)
            return SignInRefusals.ChainBroken(officer, broken);

        byte[] nonce = await desk.Look(new LookAtRandom(NonceBytes));
        byte[] publicKey = CertificateView.Read(officer.Certificate).PublicKey;
        SignChallenge action = Action(desk, officer, Challenge(desk.StepId, now, nonce), Signatures.ForConfirmation(publicKey));
        if (await desk.Approve(SignInScreens.Challenge(officer, Role, now, nonce), action) is not { } approval)
            return Refusals.Declined($"the sign-in of {Officer}");

        SignatureReceipt signed = await desk.Perform(approval, action);
        if (!Signatures.VerifyRaw(publicKey, action.Algorithm, action.Bytes, signed.Signature))
            return SignInRefusals.WrongSignature(officer);

        await desk.Show(SignInScreens.SignedIn(officer, Role));
        return new StepResult.Done(new OfficerSignedIn(Officer, Role));
    }

    private static SignChallenge Action(IDesk desk, OfficerCreated officer, byte[] challenge, SignatureAlgorithm algorithm)
    {
        string label = desk.Registry.All<CardProduced>().SelectMany(card => card.Keys).LastOrDefault(key => key.Id == officer.KeyId)?.Label ?? officer.Officer;
        return new SignChallenge(officer.Token!.Value, officer.KeyId!, label, algorithm, challenge);
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
