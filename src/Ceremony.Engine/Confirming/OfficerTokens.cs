using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>A signature of an officer.</summary>
/// <param name="Algorithm">How it was made.</param>
/// <param name="Raw">As the token gives it: ECDSA as r‖s.</param>
/// <param name="Der">As OpenSSL reads it: ECDSA as DER.</param>
internal sealed record OfficerSignature(SignatureAlgorithm Algorithm, byte[] Raw, byte[] Der);

/// <summary>A PIN was not tried on the token; nothing failed there.</summary>
internal sealed class NotTriedFault(string code, string sentence) : DeviceFault(code, sentence);

/// <summary>Signs with the officers' own tokens: cards, soft tokens, keys made at the console. Each login lasts one signature, is made
/// on a token that nobody is logged in to, and asks for the officer's own PIN.</summary>
/// <param name="run">The run.</param>
/// <param name="release">Ends the step's own login to a token: PKCS#11 knows one login a token and application (v2.40 §2.6.5).</param>
internal sealed class OfficerTokens(RunContext run, Action<TokenRef>? release = null)
{
    /// <summary>The folder, in the ceremony's own, of the keys that were made at the console.</summary>
    public const string ConsoleKeys = "console-keys";

    private const int LongestSoftToken = 1 << 20;

    /// <summary>The officer's token in words.</summary>
    public static string Describe(Confirmer officer, RunPlan plan) => officer.Origin switch
    {
        "card" => $"card {plan.Tokens.First(entry => entry.Ref == officer.Token).Called}",
        "soft" => $"soft token {Path.GetFileName(officer.File)}",
        _ => $"key made at this console, {officer.File}",
    };

    /// <summary>The name by which a rehearsal knows the PIN.</summary>
    public static string PinName(Confirmer officer) => officer.Token is { } token ? $"pin {token.Name}" : $"pin {Path.GetFileName(officer.File)}";

    /// <summary>What the token says about its PIN; null where it says nothing or is not there.</summary>
    public PinState? State(Confirmer officer) => Seen(officer)?.Pin;

    /// <summary>The officer's token as it is seen now; null where it is none behind a module, or not there.</summary>
    public TokenView? Seen(Confirmer officer)
    {
        if (officer.Token is not { } token)
        {
            return null;
        }

        try
        {
            using ITokenSession session = run.Ports.Tokens.Open(Entry(token));
            return session.View();
        }
        catch (DeviceFault)
        {
            return null;
        }
    }

    /// <summary>
    /// Signs for an officer who is in the room. Throws <see cref="NotTriedFault"/> where the PIN was not used at all, and
    /// <see cref="DeviceFault"/> where the PIN is wrong, or the token is missing or holds another key.
    /// </summary>
    /// <param name="officer">Who signs.</param>
    /// <param name="pin">The PIN that was typed.</param>
    /// <param name="bytes">What is signed.</param>
    /// <param name="step">The open step, or null.</param>
    /// <param name="isTooLate">Whether the signature would no longer count: then a last try is not spent on it.</param>
    public async Task<OfficerSignature> Sign(Confirmer officer, Secret pin, byte[] bytes, string? step, Func<bool>? isTooLate = null)
    {
        string person = Hostile.Escape(officer.Person);
        if (!run.Recorder.IsHere(officer.Person))
        {
            throw new NotTriedFault("NotHere", $"According to the record, {person} is not in the room. Record the entry (F4), then type the PIN.");
        }

        switch (State(officer))
        {
            case PinState.Locked:
                throw new NotTriedFault("CKR_PIN_LOCKED", $"The PIN of the card of {person} is locked. Refuse (F8) and say so, or leave the program and resume when the card is unlocked.");
            case PinState.FinalTry when !await MayUseLastTry(person, step):
                throw new NotTriedFault("LastTryKept", "The last try was not used. Be sure of the PIN, then type it again.");
            case PinState.FinalTry when isTooLate?.Invoke() == true:
                throw new NotTriedFault("TooLate", "The last try was not used: the proposal had expired.");
            case PinState.FinalTry when !run.Recorder.IsHere(officer.Person):
                throw new NotTriedFault("NotHere", $"The last try was not used: according to the record, {person} has left the room meanwhile. Record the entry (F4), then type the PIN.");
            default:
                return Sign(officer, pin, bytes);
        }
    }

    private async Task<bool> MayUseLastTry(string person, string? step)
    {
        var screen = new Screen("One try is left", new WarningBlock($"One more wrong PIN locks the card of {person}."))
        {
            Help = "Tokens lock after a number of wrong PINs. This program never spends the last try without asking.",
        };
        return await run.Talk.Choose(step, screen, "last-try", new Choice("use", "Use the last try with the PIN just typed"), new Choice("leave", "Do not use it")) == "use";
    }

    private OfficerSignature Sign(Confirmer officer, Secret pin, byte[] bytes)
    {
        byte[] publicKey = CertificateView.Read(officer.Certificate).PublicKey;
        SignatureAlgorithm algorithm = Signatures.ForConfirmation(publicKey);
        byte[] raw = officer.Token is { } token ? SignOnCard(token, officer.KeyId!, pin, algorithm, bytes) : SignSoftly(officer, pin, publicKey, algorithm, bytes);
        return Signatures.VerifyRaw(publicKey, algorithm, bytes, raw)
            ? new OfficerSignature(algorithm, raw, Signatures.ToDer(algorithm, raw))
            : throw new DeviceFault("OtherKey", $"The token of {Hostile.Escape(officer.Person)} signed with a key that is not the one in the officer's certificate. Use the officer's own token.");
    }

    private byte[] SignOnCard(TokenRef token, string keyId, Secret pin, SignatureAlgorithm algorithm, byte[] bytes)
    {
        release?.Invoke(token);
        run.Logins.End(token, LoginEnd.Confirmation);
        using ITokenSession session = run.Ports.Tokens.Open(Entry(token));
        TokenFlags flags = session.View().Flags;
        if (!flags.LoginRequired)
        {
            throw new NotTriedFault("NoPin", "This token needs no PIN, so its signature would not show who confirms. Refuse (F8) and say so; the officer needs another token.");
        }

        Secret? typed = flags.PinAtDevice ? null : pin;
        using IDisposable? waiting = typed is null ? run.Ports.Room.BeginWork($"Type the PIN at the device of {Hostile.Escape(Entry(token).Called)} now.", null) : null;
        session.Logout();
        session.LoginUser(typed);
        try
        {
            return session.Sign(keyId, algorithm, bytes, typed);
        }
        finally
        {
            session.Logout();
        }
    }

    private byte[] SignSoftly(Confirmer officer, Secret pin, byte[] publicKey, SignatureAlgorithm algorithm, byte[] bytes)
    {
        string path = run.PathOf(officer.Origin == "console" ? Path.Combine(ConsoleKeys, officer.File!) : officer.File!);
        byte[] pkcs12 = run.Ports.Files.Read(path, LongestSoftToken)
            ?? throw new DeviceFault("ENOENT", $"The soft token {officer.File} is not there. Insert its medium, then type the PIN again.");
        try
        {
            return run.Ports.SoftTokens.SignOnce(pkcs12, pin, publicKey, algorithm, bytes);
        }
        catch (WrongPinException)
        {
            throw new DeviceFault("SoftToken", $"{Path.GetFileName(officer.File)} did not open: wrong PIN. Type the PIN again.");
        }
        catch (PkiException unfit)
        {
            throw new NotTriedFault("SoftToken", $"{Path.GetFileName(officer.File)} cannot be used, whatever its PIN: {unfit.Message}. Insert the medium with the officer's own file and type the PIN, or refuse (F8).");
        }
    }

    private TokenEntry Entry(TokenRef token) => run.Plan.Tokens.First(entry => entry.Ref == token);
}
