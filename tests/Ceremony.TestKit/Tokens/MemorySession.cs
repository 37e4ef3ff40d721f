using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>A session with a token in memory. What no program may do, such as a deed without a login, fails the test.</summary>
internal sealed class MemorySession(MemoryToken token) : ITokenSession
{
    private bool IsUser => token.LoggedIn == "user";

    public TokenView View() => token.View();

    public void LoginUser(Secret? pin)
    {
        string typed = Typed(pin);
        RefuseSecondLogin();
        if (!token.Takes(typed))
        {
            throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The PIN of {token.Label} is wrong. Type it again.", token.View().Pin == PinState.Locked);
        }

        token.LoggedIn = "user";
    }

    public void LoginSecurityOfficer(Secret? pin)
    {
        string typed = Typed(pin);
        RefuseSecondLogin();
        token.LoggedIn = typed == token.So ? "so" : throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The security officer PIN of {token.Label} is wrong. Type it again.", false);
    }

    public void Logout() => token.LoggedIn = null;

    public void InitialiseUserPin(Secret? pin)
    {
        string typed = Typed(pin);
        Demand(token.LoggedIn == "so", "the security officer is not logged in");
        token.Pin = typed;
        token.WrongTries = 0;
        token.AfterDeed();
    }

    public void ChangeUserPin(Secret? present, Secret? next)
    {
        if (!token.Takes(Typed(present)))
        {
            throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The PIN of {token.Label} is wrong. Type it again.", token.View().Pin == PinState.Locked);
        }

        token.Pin = Typed(next);
        token.Flags = token.Flags with { PinToBeChanged = false };
        token.AfterDeed();
    }

    public void ChangeSecurityOfficerPin(Secret? present, Secret? next)
    {
        Demand(token.LoggedIn == "so", "the security officer is not logged in");
        if (Typed(present) != token.So)
        {
            throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The security officer PIN of {token.Label} is wrong. Type it again.", false);
        }

        token.So = Typed(next);
        token.AfterDeed();
    }

    public IReadOnlyList<TokenObject> Objects()
    {
        token.WhileListing();
        return [.. IsUser ? token.All("private") : [], .. token.All("public"), .. IsUser ? token.All("secret") : [], .. token.All("certificate")];
    }

    public KeyForm FormOf(string algorithm, IReadOnlyList<string> usage, string? id) => token.Form;

    public KeyReceipt GenerateKeyPair(GenerateKeyPair action)
    {
        DemandUser();
        Demand(!token.Keys.Any(key => key.Label == action.Label || key.Id == action.Id), "a key is made twice");
        KeyReceipt receipt = token.MakeKeyPair(action);
        token.AfterDeed();
        return (KeyReceipt)token.Tells(receipt);
    }

    public KeyReceipt? InspectKeyPair(GenerateKeyPair action) => token.KeyPair(action.Id);

    public bool DemandsLoginForEachUse(string keyId) => token.DemandsLoginForEachUse;

    /// <inheritdoc/>
    public byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, Secret? keyPin = null)
    {
        DemandUser();
        token.WhileSigning();
        if (!token.All("private").Any(key => key.Id == keyId))
        {
            throw new DeviceFault("NoKey", $"{token.Label} holds no private key with CKA_ID {keyId}: check that it is the right token.");
        }

        DemandLoginForThisUse(keyPin);
        return ((SignatureReceipt)token.Tells(new SignatureReceipt(token.SignWith(keyId, algorithm, bytes.ToArray())))).Signature;
    }

    public byte[] Decrypt(string keyId, ReadOnlySpan<byte> ciphertext, Secret? keyPin = null)
    {
        DemandUser();
        DemandLoginForThisUse(keyPin);
        return ((DecryptedReceipt)token.Tells(new DecryptedReceipt(token.DecryptWith(keyId, ciphertext.ToArray())))).Plaintext;
    }

    public UnwrappedReceipt ProveWrapping(ProveWrapping action)
    {
        DemandUser();
        return (UnwrappedReceipt)token.Tells(token.Wrap(action));
    }

    public SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action)
    {
        DemandUser();
        if (Objects().FirstOrDefault(each => each.Label == action.Label || each.Id == action.Id) is { } taken)
        {
            throw new DeviceFault("LabelTaken", $"{token.Label} already holds a {taken.Class} key with the label \"{taken.Label}\": choose another label, or another token.");
        }

        SecretKeyReceipt receipt = token.MakeSecretKey(action);
        token.AfterDeed();
        return (SecretKeyReceipt)token.Tells(receipt);
    }

    public SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action)
    {
        DemandUser();
        return token.SecretKey(action.Id);
    }

    /// <summary>Two deeds, as on a real token: a test may stop the program between them.</summary>
    public void DestroyKeyPair(DestroyKey action)
    {
        DemandUser();
        if (token.All("private").Count(key => key.Id == action.KeyId) > 1)
        {
            throw new DeviceFault("TwoKeys", $"{token.Label} holds 2 private keys with CKA_ID {action.KeyId}, and it is not clear which is meant: have all but one removed.");
        }

        foreach (string half in new[] { "private", "public" })
        {
            if (token.Objects.RemoveAll(each => each.Class == half && each.Id == action.KeyId) > 0)
            {
                token.AfterDeed();
            }
        }
    }

    public bool IsGone(string keyId)
    {
        DemandUser();
        return !Objects().Any(each => each.Class is "private" or "public" && each.Id == keyId);
    }

    public DestroyedReceipt RemoveObject(RemoveObject action)
    {
        DemandUser();
        token.WhileRemoving();
        if (token.Objects.RemoveAll(each => (each.Class, each.Id, each.Label) == (action.Class, action.Id, action.Label)) != 1)
        {
            throw new DeviceFault("NoObject", $"{token.Label} does not hold one such object.");
        }

        token.AfterDeed();
        return new DestroyedReceipt(token.Serial);
    }

    public StoredReceipt StoreCertificate(StoreCertificate action)
    {
        DemandUser();
        Demand(SoftwareToken.Others(token.Under(action.KeyId), action).Length == 0, "another certificate stands there");
        Demand(action.Replaces is null || token.Under(action.KeyId).Any(each => SoftwareToken.Hash(each) == action.Replaces), "the certificate that is to be replaced is not there");
        if (token.Under(action.KeyId).All(each => SoftwareToken.Hash(each) == action.Replaces))
        {
            token.Hold(action);
            token.AfterDeed();
        }

        // Two deeds, as on a real token: a test may stop the program between them.
        if (token.Objects.RemoveAll(each => each.Class == "certificate" && each.Id == action.KeyId && SoftwareToken.Hash(each) == action.Replaces) > 0)
        {
            token.AfterDeed();
        }

        return (StoredReceipt)token.Tells(SoftwareToken.Receipt(action));
    }

    public StoredReceipt? InspectCertificate(StoreCertificate action) => token.Under(action.KeyId) is [{ } only] && only.Certificate.AsSpan().SequenceEqual(action.Certificate) ? SoftwareToken.Receipt(action) : null;

    public void Dispose()
    {
    }

    private string Typed(Secret? pin)
    {
        if (pin is not null)
        {
            token.Lent.Add(pin);
        }

        if (token.FailsWithPin() is { } fault)
        {
            throw fault;
        }

        // A token with keys of its own takes no PIN from a program: it counts as a wrong one.
        return token.Flags.PinAtDevice
            ? pin is not null ? "" : token.TypedAtDevice() ?? throw new DeviceFault("CKR_FUNCTION_CANCELED", $"The token {token.Label} had the work cancelled at the device: try again when the people there are ready.")
            : Text(pin ?? throw new InvalidOperationException("nobody can type at this token"));
    }

    private static string Text(Secret pin) => pin.Reveal(bytes => Encoding.UTF8.GetString(bytes));

    private void DemandLoginForThisUse(Secret? pin)
    {
        if (token.DemandsLoginForEachUse && !token.Takes(Typed(pin)))
        {
            throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The PIN of {token.Label} is wrong. Type it again.", token.View().Pin == PinState.Locked);
        }
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private void DemandUser() => Demand(IsUser, "the user is not logged in");

    private void RefuseSecondLogin() => Demand(token.LoggedIn is null, "CKR_USER_ALREADY_LOGGED_IN");
}
