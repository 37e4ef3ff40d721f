using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>A read-write session with one token (PKCS#11 v2.40 §5.6).</summary>
internal sealed class Pkcs11Session(Pkcs11Module module, ISlot slot, ISession session, string called) : ITokenSession
{
    private bool _closed;

    // The login is the token's, shared by all sessions with it: only who logged in may log out.
    private bool _loggedIn;

    /// <inheritdoc/>
    public TokenView View() => Run(() => TokenInfoReader.View(slot.GetTokenInfo()));

    /// <inheritdoc/>
    public void LoginUser(Secret pin) => UsePin(pin, officer: false, bytes => Login(CKU.CKU_USER, bytes));

    /// <inheritdoc/>
    public void LoginSecurityOfficer(Secret pin) => UsePin(pin, officer: true, bytes => Login(CKU.CKU_SO, bytes));

    /// <inheritdoc/>
    public void Logout() => Run(() =>
    {
        _loggedIn = false;
        try
        {
            session.Logout();
        }
        catch (Pkcs11Exception answer) when (answer.RV == CKR.CKR_USER_NOT_LOGGED_IN)
        {
            return false;
        }

        return true;
    });

    /// <inheritdoc/>
    public void InitialiseUserPin(Secret pin) => UsePin(pin, officer: false, session.InitPin);

    /// <inheritdoc/>
    public IReadOnlyList<TokenObject> Objects() => Run(() => ObjectReader.All(session));

    /// <inheritdoc/>
    public KeyReceipt GenerateKeyPair(GenerateKeyPair action) => Run(() =>
    {
        RequireUser();
        return Keys().Generate(action);
    });

    /// <inheritdoc/>
    public KeyReceipt? InspectKeyPair(GenerateKeyPair action) => Run(() =>
    {
        RequireUser();
        return Keys().Inspect(action);
    });

    /// <inheritdoc/>
    public SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action) => Run(() =>
    {
        RequireUser();
        return Secrets().Generate(action);
    });

    /// <inheritdoc/>
    public SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action) => Run(() =>
    {
        RequireUser();
        return Secrets().Inspect(action);
    });

    /// <inheritdoc/>
    public void DestroyKeyPair(DestroyKey action) => Run(() =>
    {
        RequireUser();
        new KeyDestruction(session, called).Destroy(action);
        return true;
    });

    /// <inheritdoc/>
    public bool IsGone(string keyId) => Run(() =>
    {
        RequireUser();
        return new KeyDestruction(session, called).IsGone(keyId);
    });

    /// <inheritdoc/>
    public DestroyedReceipt RemoveObject(RemoveObject action) => Run(() =>
    {
        RequireUser();
        new ObjectRemoval(session, called).Remove(action);
        return new DestroyedReceipt(View().Serial);
    });

    /// <inheritdoc/>
    public byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        return Run(() =>
        {
            RequireUser();
            IObjectHandle key = ThePrivateKey(keyId);
            RefuseOtherKind(key, algorithm);
            SigningPlan plan = SigningPlan.For(algorithm, slot.GetMechanismList(), copy);
            using IMechanism mechanism = session.Factories.MechanismFactory.Create(plan.Mechanism);
            return session.Sign(mechanism, key, plan.Data);
        });
    }

    /// <inheritdoc/>
    public byte[] Decrypt(string keyId, ReadOnlySpan<byte> ciphertext)
    {
        byte[] copy = ciphertext.ToArray();
        return Run(() =>
        {
            RequireUser();
            return new KeyProofs(slot, session, called).Decrypt(ThePrivateKey(keyId), copy);
        });
    }

    /// <inheritdoc/>
    public UnwrappedReceipt ProveWrapping(ProveWrapping action) => Run(() =>
    {
        RequireUser();
        return new KeyProofs(slot, session, called).Wrap(action);
    });

    /// <inheritdoc/>
    public StoredReceipt StoreCertificate(StoreCertificate action) => Run(() => new CertificateStore(session, called).Store(action));

    /// <inheritdoc/>
    public StoredReceipt? InspectCertificate(StoreCertificate action) => Run(() => new CertificateStore(session, called).Inspect(action));

    /// <summary>Logs out and closes; a token that is already gone is not a fault by then.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        Pkcs11Faults.Ignore(() => module.Run(called, _ =>
        {
            if (_loggedIn)
                Pkcs11Faults.Ignore(session.Logout);
            Pkcs11Faults.Ignore(session.CloseSession);
            return true;
        }));
    }

    private void Login(CKU role, byte[] pin)
    {
        session.Login(role, pin);
        _loggedIn = true;
    }

    private KeyPairs Keys() => new(session, called, Serial());

    private SecretKeys Secrets() => new(session, called, Serial());

    private string Serial() => TokenInfoReader.View(slot.GetTokenInfo()).Serial;

    // Without a login the private keys are not "not there", they are only not seen.
    private void RequireUser()
    {
        if (slot.GetTokenInfo().TokenFlags.LoginRequired && session.GetSessionInfo().State is not (CKS.CKS_RW_USER_FUNCTIONS or CKS.CKS_RO_USER_FUNCTIONS))
            throw new Pkcs11Exception("C_GetSessionInfo", CKR.CKR_USER_NOT_LOGGED_IN);
    }

    private IObjectHandle ThePrivateKey(string keyId)
    {
        List<IObjectHandle> keys = ObjectReader.Find(session, CKO.CKO_PRIVATE_KEY, keyId);
        return keys.Count switch
        {
            1 => keys[0],
            0 => throw new DeviceFault("NoKey", $"{called} holds no private key with CKA_ID {keyId}: check that it is the right token."),
            _ => throw KeyFaults.TwoKeys(called, keys.Count, keyId),
        };
    }

    // Not every module tells the two apart: SoftHSM reports a general error.
    private void RefuseOtherKind(IObjectHandle key, SignatureAlgorithm algorithm)
    {
        string kind = ObjectReader.Read(session, key)?.Algorithm ?? "";
        if (!kind.StartsWith(algorithm.Family switch { KeyFamily.Rsa => "rsa", KeyFamily.Dsa => "dsa", _ => "ec" }, StringComparison.Ordinal))
            throw new Pkcs11Exception("C_SignInit", CKR.CKR_KEY_TYPE_INCONSISTENT);
    }

    private void UsePin(Secret pin, bool officer, Action<byte[]> use) => PinBytes.Use(pin, copy => Run(() =>
    {
        RefuseLength(copy.Length, officer);
        try
        {
            use(copy);
        }
        catch (Pkcs11Exception answer) when (PinFaults.IsAboutPin(answer.RV))
        {
            throw PinFaults.Of(answer.RV, called, officer, PinStateNow(officer));
        }

        return true;
    }));

    // A PIN that cannot be right must not use up a try. The limits are the user PIN's; security officers' PINs of cards often exceed them.
    private void RefuseLength(int length, bool officer)
    {
        ITokenInfo info = slot.GetTokenInfo();
        bool outside = info.MaxPinLen > 0 && ((ulong)length < info.MinPinLen || (ulong)length > info.MaxPinLen);
        if (length == 0 || (!officer && outside))
            throw PinFaults.Length(called, officer, length, info.MinPinLen, info.MaxPinLen);
    }

    private PinState PinStateNow(bool officer)
    {
        try
        {
            ITokenFlags flags = slot.GetTokenInfo().TokenFlags;
            return officer ? TokenInfoReader.SecurityOfficerPin(flags) : TokenInfoReader.UserPin(flags);
        }
        catch (Pkcs11Exception)
        {
            return PinState.Set;
        }
    }

    private T Run<T>(Func<T> calls)
    {
        if (_closed)
            throw new DeviceFault("Closed", $"The session with the token {called} is closed: open it again.");
        return module.Run($"The token {called}", _ => calls());
    }
}
