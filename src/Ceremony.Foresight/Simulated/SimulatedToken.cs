using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Foresight;

/// <summary>
/// A token in memory as the script needs it: there, initialised, of the right label and serial number, empty. It takes every PIN, since its holder types the
/// right one; it does what it is told and refuses what any token would.
/// </summary>
/// <param name="entry">How the script names it.</param>
/// <param name="serial">Its serial number where the script gives none.</param>
/// <param name="changed">Told what it said of itself before, and what it says now.</param>
/// <param name="isBlank">Whether it is blank at first: a step initialises it.</param>
internal sealed class SimulatedToken(TokenEntry entry, string serial, Action<TokenView, TokenView> changed, bool isBlank = false) : ITokenSession
{
    private const string Attestation = "simulated attestation";
    private static readonly string[] OfPrivateKeys = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN"];

    private readonly Dictionary<string, AsymmetricAlgorithm> _keys = [];
    private readonly List<TokenObject> _objects = [];
    private IReadOnlyList<TokenObject>? _open;
    private TokenView? _view;
    private bool _hasPin = entry.Use == TokenUse.Hsm && !isBlank;
    private bool _isUser;

    /// <summary>Whether it was never initialised.</summary>
    public bool IsBlank { get; private set; } = isBlank;

    private string Serial { get; } = entry.Uri.Serial ?? serial;

    /// <inheritdoc/>
    public TokenView View() => _view ??= new TokenView(
        entry.Uri.Label ?? entry.Ref.Name,
        Serial,
        entry.Uri.Attributes.GetValueOrDefault("manufacturer", "Simulated"),
        entry.Uri.Attributes.GetValueOrDefault("model", "Simulated token"),
        "1.0",
        Initialised: true,
        _hasPin ? PinState.Set : PinState.NotSet,
        PinState.Set,
        null);

    /// <inheritdoc/>
    public void LoginUser(Secret? pin) => _isUser = _hasPin ? true : throw new PinRefusedFault("CKR_USER_PIN_NOT_INITIALIZED", $"The user PIN of {entry.Called} was never set.", locked: false);

    /// <inheritdoc/>
    public void LoginSecurityOfficer(Secret? pin)
    {
    }

    /// <inheritdoc/>
    public void Logout() => _isUser = false;

    /// <inheritdoc/>
    public void InitialiseUserPin(Secret? pin)
    {
        if (!_hasPin)
        {
            TokenView before = View();
            _hasPin = true;
            _view = null;
            changed(before, View());
        }
    }

    /// <inheritdoc/>
    public void ChangeUserPin(Secret? present, Secret? next)
    {
    }

    /// <inheritdoc/>
    public void ChangeSecurityOfficerPin(Secret? present, Secret? next)
    {
    }

    /// <summary>It is blank no more.</summary>
    public void Initialise() => IsBlank = false;

    /// <inheritdoc/>
    public IReadOnlyList<TokenObject> Objects() => _isUser ? [.. _objects] : _open ??= [.. _objects.Where(each => each.Class is "public" or "certificate")];

    /// <summary>Has it hold a key from before the ceremony.</summary>
    public void Put(string label, AsymmetricAlgorithm key, KeyAlgorithm algorithm) => Put(label, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)), key, algorithm.Name, ["sign"]);

    /// <summary>The public half of the key of that name; null where there is none.</summary>
    public TokenObject? PublicHalf(string label) => _objects.FirstOrDefault(each => each.Class == "public" && each.Label == label);

    /// <summary>Has it present certificates under the id of a key, as a token does that attests its keys.</summary>
    public void Present(string id, IEnumerable<byte[]> certificates)
    {
        foreach (byte[] certificate in certificates)
        {
            Add(new TokenObject("certificate", Attestation, id, "", null, certificate, ["CKA_TOKEN"]));
        }
    }

    /// <summary>Whether it presents certificates under that id.</summary>
    public bool Presents(string id) => _objects.Any(each => each.Class == "certificate" && each.Label == Attestation && each.Id == id);

    /// <summary>The certificates that it presents from then on for a key pair that it makes, told its label and the public half.</summary>
    public Func<string, byte[], IEnumerable<byte[]>> Attests { get; set; } = (_, _) => [];

    /// <inheritdoc/>
    public KeyForm FormOf(string algorithm, IReadOnlyList<string> usage, string? id) => KeyForm.Usual;

    /// <inheritdoc/>
    public KeyReceipt GenerateKeyPair(GenerateKeyPair action)
    {
        RefuseTaken(action.Label, action.Id);
        Put(action.Label, action.Id, SimulatedKeys.Make(action.Algorithm), action.Algorithm.Name, action.Usage);
        KeyReceipt made = InspectKeyPair(action)!;
        Present(made.Id, Attests(made.Label, made.PublicKey));
        return made;
    }

    /// <inheritdoc/>
    public KeyReceipt? InspectKeyPair(GenerateKeyPair action) => Find("public", action.Id) is { } half && Find("private", action.Id) is { } other
        ? new KeyReceipt(Serial, half.Label, half.Id, half.Algorithm, half.PublicKey!, other.Attributes)
        : null;

    /// <inheritdoc/>
    public SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action)
    {
        RefuseTaken(action.Label, action.Id);
        Add(new TokenObject("secret", action.Label, action.Id, action.Algorithm.Name, null, null, For(action.Usage)));
        return InspectSecretKey(action)!;
    }

    /// <inheritdoc/>
    public SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action) => Find("secret", action.Id) is { } key
        ? new SecretKeyReceipt(Serial, key.Label, key.Id, key.Algorithm, key.Attributes)
        : null;

    /// <inheritdoc/>
    public void DestroyKeyPair(DestroyKey action)
    {
        Remove(each => each.Class is "private" or "public" && each.Id == action.KeyId);
        _keys.Remove(action.KeyId);
    }

    /// <inheritdoc/>
    public bool IsGone(string keyId) => Find("private", keyId) is null && Find("public", keyId) is null;

    /// <inheritdoc/>
    public DestroyedReceipt RemoveObject(RemoveObject action) => Remove(each => (each.Class, each.Id, each.Label) == (action.Class, action.Id, action.Label)) == 1
        ? new DestroyedReceipt(Serial)
        : throw new DeviceFault("NoObject", $"{entry.Called} does not hold one such object.");

    /// <inheritdoc/>
    public bool DemandsLoginForEachUse(string keyId) => false;

    /// <inheritdoc/>
    public byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, Secret? keyPin = null) => _keys.TryGetValue(keyId, out AsymmetricAlgorithm? key)
        ? SimulatedKeys.Sign(key, algorithm, bytes.ToArray())
        : throw new DeviceFault("NoKey", $"{entry.Called} holds no private key with CKA_ID {keyId}: check that it is the right token.");

    /// <inheritdoc/>
    public byte[] Decrypt(string keyId, ReadOnlySpan<byte> ciphertext, Secret? keyPin = null) => SimulatedKeys.Decrypt(_keys[keyId], ciphertext.ToArray());

    /// <inheritdoc/>
    public UnwrappedReceipt ProveWrapping(ProveWrapping action) => SimulatedKeys.Wrap(action);

    /// <inheritdoc/>
    public StoredReceipt StoreCertificate(StoreCertificate action)
    {
        if (Certificates(action.KeyId).FirstOrDefault(each => Hash(each) != action.Replaces) is { } taken)
        {
            throw new DeviceFault("CertificateTaken", $"{entry.Called} already holds another certificate (\"{taken.Label}\") for the key with CKA_ID {action.KeyId}: have it removed first, or use another key.");
        }

        if (action.Replaces is not null && Certificates(action.KeyId).Length == 0)
        {
            throw new DeviceFault("NoCertificate", $"{entry.Called} does not hold the certificate that is to be replaced (SHA-256 {action.Replaces}).");
        }

        Remove(each => each.Class == "certificate" && each.Id == action.KeyId);
        Add(new TokenObject("certificate", action.Label, action.KeyId, "", null, action.Certificate, ["CKA_TOKEN"]));
        return InspectCertificate(action)!;
    }

    /// <inheritdoc/>
    public StoredReceipt? InspectCertificate(StoreCertificate action) =>
        Certificates(action.KeyId) is [{ } only] && only.Certificate.AsSpan().SequenceEqual(action.Certificate) ? new StoredReceipt(Hash(only)) : null;

    /// <inheritdoc/>
    public void Dispose() => _isUser = false;

    private static string[] For(IReadOnlyList<string> usage) => [.. OfPrivateKeys.Concat(usage.Select(each => $"CKA_{each.ToUpperInvariant()}")).Order(StringComparer.Ordinal)];

    private void Put(string label, string id, AsymmetricAlgorithm key, string algorithm, IReadOnlyList<string> usage)
    {
        _keys.Add(id, key);
        Add(new TokenObject("private", label, id, algorithm, null, null, For(usage)));
        Add(new TokenObject("public", label, id, algorithm, key.ExportSubjectPublicKeyInfo(), null, ["CKA_TOKEN", "CKA_VERIFY"]));
    }

    private void Add(TokenObject made)
    {
        _objects.Add(made);
        _open = null;
    }

    private int Remove(Predicate<TokenObject> which)
    {
        _open = null;
        return _objects.RemoveAll(which);
    }

    private TokenObject[] Certificates(string keyId) => [.. _objects.Where(each => each.Class == "certificate" && each.Id == keyId)];

    private static string Hash(TokenObject certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.Certificate!));

    private TokenObject? Find(string kind, string id) => _objects.FirstOrDefault(each => each.Class == kind && each.Id == id);

    private void RefuseTaken(string label, string id)
    {
        if (_objects.FirstOrDefault(each => each.Label == label || each.Id == id) is { } taken)
        {
            throw new DeviceFault("LabelTaken", $"{entry.Called} already holds a {taken.Class} object with the label \"{taken.Label}\": choose another label, or another token.");
        }
    }
}
