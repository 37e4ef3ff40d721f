using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>A session with one token (PKCS#11 v2.40 §5.6), for reading and writing where the token allows it.</summary>
internal sealed class Pkcs11Session(Pkcs11Module module, CallWatch watch, ISlot slot, SharedSession shared, string called) : ITokenSession
{
    private readonly TokenCalls _session = shared.Calls;
    private bool _closed;

    /// <summary>As whom its user logs in: CKU_USER, or a type of the vendor's.</summary>
    public CKU User { get; init; } = CKU.CKU_USER;

    // The login is the token's, shared by all sessions with it: only who logged in may log out.
    private bool _loggedIn;

    /// <inheritdoc/>
    public TokenView View() => Run("telling of itself", () => TokenInfoReader.View(slot.GetTokenInfo()));

    /// <inheritdoc/>
    public void LoginUser(Secret? pin) => WithPin(pin, "logging in", bytes => Login(User, bytes));

    /// <inheritdoc/>
    public void LoginSecurityOfficer(Secret? pin) => WithPin(pin, "logging its security officer in", bytes => Login(CKU.CKU_SO, bytes));

    /// <inheritdoc/>
    public void Logout() => Run("logging out", () =>
    {
        _loggedIn = false;
        try
        {
            _session.Logout();
        }
        catch (Pkcs11Exception answer) when (answer.RV == CKR.CKR_USER_NOT_LOGGED_IN)
        {
            return false;
        }

        return true;
    });

    /// <inheritdoc/>
    public void InitialiseUserPin(Secret? pin) => WithPin(pin, "setting its user PIN", bytes => Door.Use(bytes, officer: false, () => _session.InitPin(bytes)));

    /// <inheritdoc/>
    public void ChangeUserPin(Secret? present, Secret? next) => WithPin(present, "having its user PIN changed", old => WithPin(next, "having its user PIN changed", another =>
    {
        if (IsOfficer)
            throw new Pkcs11Exception("C_SetPIN", CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN);
        Door.Use(another, officer: false, () => _session.SetPin(old, another));
    }));

    /// <inheritdoc/>
    public void ChangeSecurityOfficerPin(Secret? present, Secret? next) => WithPin(present, "having its security officer PIN changed", old => WithPin(next, "having its security officer PIN changed", another =>
    {
        // Before a login C_SetPIN changes the user PIN (PKCS#11 v2.40 §5.6).
        if (!IsOfficer)
            throw new Pkcs11Exception("C_SetPIN", CKR.CKR_USER_NOT_LOGGED_IN);
        Door.Use(another, officer: true, () => _session.SetPin(old, another));
    }));

    /// <inheritdoc/>
    public IReadOnlyList<TokenObject> Objects() => Run("listing its objects", () => ObjectReader.All(_session));

    /// <inheritdoc/>
    public KeyForm FormOf(string algorithm, IReadOnlyList<string> usage, string? id) => Run("trying in which form it makes keys", () => new KeyTrial(_session, slot, Serial()).Find(algorithm, usage, id));

    /// <inheritdoc/>
    public KeyReceipt GenerateKeyPair(GenerateKeyPair action) => Run("making a key pair", () =>
    {
        RequireUser();
        return Pairs().Generate(action);
    });

    /// <inheritdoc/>
    public KeyReceipt? InspectKeyPair(GenerateKeyPair action) => Run("telling of a key pair", () =>
    {
        RequireUser();
        return Pairs().Inspect(action);
    });

    /// <inheritdoc/>
    public SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action) => Run("making a secret key", () =>
    {
        RequireUser();
        return Secrets().Generate(action);
    });

    /// <inheritdoc/>
    public SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action) => Run("telling of a secret key", () =>
    {
        RequireUser();
        return Secrets().Inspect(action);
    });

    /// <inheritdoc/>
    public void DestroyKeyPair(DestroyKey action) => Run("destroying a key", () =>
    {
        RequireUser();
        new KeyDestruction(_session, called).Destroy(action);
        return true;
    });

    /// <inheritdoc/>
    public bool IsGone(string keyId) => Run("telling whether a key is gone", () =>
    {
        RequireUser();
        return new KeyDestruction(_session, called).IsGone(keyId);
    });

    /// <inheritdoc/>
    public DestroyedReceipt RemoveObject(RemoveObject action) => Run("removing an object", () =>
    {
        RequireUser();
        new ObjectRemoval(_session, called).Remove(action);
        return new DestroyedReceipt(View().Serial);
    });

    /// <inheritdoc/>
    public bool DemandsLoginForEachUse(string keyId) => Run("telling of its key", () =>
    {
        RequireUser();
        return Keys.DemandsLogin(Keys.ThePrivateKey(keyId));
    });

    /// <inheritdoc/>
    public byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, Secret? keyPin = null)
    {
        byte[] copy = bytes.ToArray();
        return UsingKey(keyId, keyPin, "signing", login => Keys.Sign(keyId, algorithm, copy, login));
    }

    /// <inheritdoc/>
    public byte[] Decrypt(string keyId, ReadOnlySpan<byte> ciphertext, Secret? keyPin = null)
    {
        byte[] copy = ciphertext.ToArray();
        return UsingKey(keyId, keyPin, "decrypting", login => new KeyProofs(slot, _session, called).Decrypt(Keys.ThePrivateKey(keyId), copy, login));
    }

    /// <inheritdoc/>
    public UnwrappedReceipt ProveWrapping(ProveWrapping action) => Run("wrapping a key", () =>
    {
        RequireUser();
        return new KeyProofs(slot, _session, called).Wrap(action);
    });

    /// <inheritdoc/>
    public StoredReceipt StoreCertificate(StoreCertificate action) => Run("storing a certificate", () => new CertificateStore(_session, called).Store(action));

    /// <inheritdoc/>
    public StoredReceipt? InspectCertificate(StoreCertificate action) => Run("telling of a certificate", () => new CertificateStore(_session, called).Inspect(action));

    /// <summary>Logs out and closes; a token that is already gone is not a fault by then.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        Pkcs11Faults.Ignore(() => module.Run(watch, $"The token {called}", "closing the session", _ =>
        {
            if (_loggedIn && !shared.IsLost)
                Pkcs11Faults.Ignore(_session.Logout);
            shared.Leave();
            return true;
        }));
    }

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed => _closed;

    /// <summary>The session as the module knows it.</summary>
    public SharedSession Shared => shared;

    private bool IsOfficer => _session.GetSessionInfo().State == CKS.CKS_RW_SO_FUNCTIONS;

    private TokenLogin Door => new(_session, slot, called);

    private PrivateKeys Keys => new(_session, slot, called);

    private void Login(CKU role, byte[]? pin)
    {
        Door.As(role, pin);
        _loggedIn = true;
    }

    private KeyPairs Pairs() => new(_session, called, Serial());

    private SecretKeys Secrets() => new(_session, called, Serial());

    private string Serial() => TokenInfoReader.View(slot.GetTokenInfo()).Serial;

    // Without a login the private keys are not "not there", they are only not seen.
    private void RequireUser()
    {
        if (slot.GetTokenInfo().TokenFlags.LoginRequired && !TokenLogin.IsIn(User, _session.GetSessionInfo().State))
            throw new Pkcs11Exception("C_GetSessionInfo", CKR.CKR_USER_NOT_LOGGED_IN);
    }

    private byte[] UsingKey(string keyId, Secret? pin, string doing, Func<Action?, byte[]> use)
    {
        byte[] result = [];
        WithPin(pin, doing, bytes =>
        {
            RequireUser();
            result = use(Keys.DemandsLogin(Keys.ThePrivateKey(keyId)) ? () => Door.ForThisUse(bytes) : null);
        });
        return result;
    }

    private void WithPin(Secret? pin, string doing, Action<byte[]?> use)
    {
        if (pin is null)
            Run(doing, () => Done(null));
        else
            PinBytes.Use(pin, bytes => Run(doing, () => Done(bytes), bytes));

        bool Done(byte[]? bytes)
        {
            use(bytes);
            return true;
        }
    }

    // A call within another, for a second PIN, is on the module's thread already.
    private T Run<T>(string doing, Func<T> calls, byte[]? secret = null)
    {
        if (_closed)
            throw new DeviceFault("Closed", $"The session with the token {called} is closed: open it again.");
        return module.Run(watch, $"The token {called}", doing, _ => shared.IsLost ? throw new Pkcs11Exception("C_GetSessionInfo", CKR.CKR_SESSION_CLOSED) : calls(), secret);
    }
}
