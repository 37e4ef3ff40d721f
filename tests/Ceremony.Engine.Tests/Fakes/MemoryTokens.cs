using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Tokens in memory, with keys in software: they outlive a run that is stopped, as real ones do.</summary>
internal sealed class MemoryTokens : ITokens
{
    private readonly Dictionary<string, MemoryToken> _tokens = [];
    private readonly KeyLoan _loan = new();

    public MemoryToken Add(string label, string so, string? pin)
    {
        var token = new MemoryToken(label, so, pin) { Loan = _loan };
        _tokens.Add(label, token);
        return token;
    }

    public IEnumerable<MemoryToken> All => _tokens.Values;

    public MemoryToken this[string label] => _tokens[label];

    /// <summary>How often the module was loaded for its list.</summary>
    public int Listed { get; private set; }

    public IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null)
    {
        Listed++;
        return [.. _tokens.Values.Where(token => token.IsThere).Select(token => token.View())];
    }

    public IReadOnlyList<EmptySlot> EmptySlots(string module) => [new("reader \"right\"", HasBlankToken: false), new("reader \"left\"", HasBlankToken: true)];

    public ITokenSession Open(TokenEntry entry) => _tokens.GetValueOrDefault(entry.Uri.Label!) is { IsThere: true } token
        ? token.Fault is { } code ? throw new DeviceFault(code, $"The token {entry.Called} cannot be opened. Put it right, then try again.") : new MemorySession(token)
        : throw new DeviceFault("NoToken", $"The token {entry.Called} is not there. Put it in, then try again.");

    /// <summary>The module's hash, as long as nobody exchanges it; null where there is no module.</summary>
    public string? Module { get; set; } = new('0', 64);

    public string ModuleHash(string module) => Module ?? throw new DeviceFault("NoModule", $"There is no PKCS#11 module {module}.");

    public void Dispose()
    {
    }
}

internal sealed class MemoryToken(string label, string so, string? pin)
{
    private const int MostTries = 3;

    public string Label => label;

    public string? Pin { get; set; } = pin;

    public string So => so;

    public bool IsThere { get; set; } = true;

    /// <summary>What goes wrong when it is opened, such as <c>TwoTokens</c>.</summary>
    public string? Fault { get; set; }

    public int WrongTries { get; set; }

    /// <summary>Who is logged in: PKCS#11 knows one login a token and application.</summary>
    public string? LoggedIn { get; set; }

    /// <summary>How often a wrong PIN was tried.</summary>
    public int Refused { get; private set; }

    public string Serial { get; set; } = $"serial-{label}";

    /// <summary>Where its keys come from: no two tokens of one room may have the same.</summary>
    public KeyLoan Loan { get; init; } = new();

    public List<MemoryKey> Keys { get; } = [];

    public List<SecretKeyReceipt> Secrets { get; } = [];

    public List<TokenObject> Certificates { get; } = [];

    /// <summary>What happens after each deed, for tests that stop the program there.</summary>
    public Action AfterDeed { get; set; } = () => { };

    /// <summary>What happens while it signs, for tests of slow tokens.</summary>
    public Action WhileSigning { get; set; } = () => { };

    public TokenView View() => new(label, Serial, "Memory", "Memory token", "1.0", true, State(), PinState.Set, null);

    public bool Takes(string typed)
    {
        if (Pin == typed && WrongTries < MostTries)
        {
            WrongTries = 0;
            return true;
        }

        Refused++;
        WrongTries++;
        return false;
    }

    private PinState State() => Pin is null ? PinState.NotSet : WrongTries switch
    {
        0 => PinState.Set,
        >= MostTries => PinState.Locked,
        MostTries - 1 => PinState.FinalTry,
        _ => PinState.CountLow,
    };
}

internal sealed record MemoryKey(string Label, string Id, KeyAlgorithm Algorithm, AsymmetricAlgorithm Key)
{
    public static readonly IReadOnlyList<string> Attributes = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_SIGN", "CKA_TOKEN"];

    /// <summary>Whether somebody deleted the private half.</summary>
    public bool PrivateIsGone { get; init; }

    public byte[] PublicKey => Key.ExportSubjectPublicKeyInfo();
}

internal sealed class MemorySession(MemoryToken token) : ITokenSession
{
    private bool _user => token.LoggedIn == "user";

    private bool _so => token.LoggedIn == "so";

    public TokenView View() => token.View();

    public void LoginUser(Secret pin)
    {
        RefuseSecondLogin();
        if (!token.Takes(Text(pin)))
        {
            throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The PIN of {token.Label} is wrong. Type it again.", token.View().Pin == PinState.Locked);
        }

        token.LoggedIn = "user";
    }

    public void LoginSecurityOfficer(Secret pin)
    {
        RefuseSecondLogin();
        token.LoggedIn = Text(pin) == token.So ? "so" : throw new PinRefusedFault("CKR_PIN_INCORRECT", $"The security officer PIN of {token.Label} is wrong. Type it again.", false);
    }

    public void Logout() => token.LoggedIn = null;

    private void RefuseSecondLogin() => Assert.True(token.LoggedIn is null, "CKR_USER_ALREADY_LOGGED_IN");

    public void InitialiseUserPin(Secret pin)
    {
        Assert.True(_so);
        token.Pin = Text(pin);
        token.WrongTries = 0;
        token.AfterDeed();
    }

    public IReadOnlyList<TokenObject> Objects() =>
    [
        .. _user ? token.Keys.Where(key => !key.PrivateIsGone).Select(key => new TokenObject("private", key.Label, key.Id, key.Algorithm.Name, null, null, MemoryKey.Attributes)) : [],
        .. token.Keys.Select(key => new TokenObject("public", key.Label, key.Id, key.Algorithm.Name, key.PublicKey, null, ["CKA_TOKEN"])),
        .. _user ? token.Secrets.Select(key => new TokenObject("secret", key.Label, key.Id, key.Algorithm, null, null, key.Attributes)) : [],
        .. token.Certificates,
    ];

    public KeyReceipt GenerateKeyPair(GenerateKeyPair action)
    {
        Assert.True(_user);
        Assert.DoesNotContain(token.Keys, key => key.Label == action.Label || key.Id == action.Id);
        token.Keys.Add(new MemoryKey(action.Label, action.Id, action.Algorithm, token.Loan.Take(action.Algorithm)));
        token.AfterDeed();
        return InspectKeyPair(action)!;
    }

    public KeyReceipt? InspectKeyPair(GenerateKeyPair action) => token.Keys.Find(key => key.Id == action.Id) is { } key
        ? new KeyReceipt(token.View().Serial, key.Label, key.Id, key.Algorithm.Name, key.PublicKey, MemoryKey.Attributes)
        : null;

    public byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        Assert.True(_user);
        token.WhileSigning();
        HashAlgorithmName hash = algorithm.HashBits switch { 256 => HashAlgorithmName.SHA256, 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        if (token.Keys.Find(key => key.Id == keyId && !key.PrivateIsGone) is not { } found)
            throw new DeviceFault("NoKey", $"{token.Label} holds no private key with CKA_ID {keyId}: check that it is the right token.");
        return found.Key switch
        {
            RSA rsa => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            ECDsa ec => ec.SignData(bytes, hash),
            DSA dsa => dsa.SignData(bytes.ToArray(), hash),
            _ => throw new InvalidOperationException(),
        };
    }

    public SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action)
    {
        Assert.True(_user);
        if (Objects().FirstOrDefault(each => each.Label == action.Label || each.Id == action.Id) is { } taken)
            throw new DeviceFault("LabelTaken", $"{token.Label} already holds a {taken.Class} key with the label \"{taken.Label}\": choose another label, or another token.");
        string[] usages = [.. action.Usage.Select(each => $"CKA_{each.ToUpperInvariant()}")];
        string[] attributes = [.. MemoryKey.Attributes.Except(["CKA_SIGN"]).Concat(usages).Order(StringComparer.Ordinal)];
        token.Secrets.Add(new SecretKeyReceipt(token.Serial, action.Label, action.Id, action.Algorithm.Name, attributes));
        token.AfterDeed();
        return InspectSecretKey(action)!;
    }

    public SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action)
    {
        Assert.True(_user);
        return token.Secrets.Find(key => key.Id == action.Id);
    }

    /// <summary>Two deeds, as on a real token: a test may stop the program between them.</summary>
    public void DestroyKeyPair(DestroyKey action)
    {
        Assert.True(_user);
        if (token.Keys.Count(key => key.Id == action.KeyId && !key.PrivateIsGone) > 1)
            throw new DeviceFault("TwoKeys", $"{token.Label} holds 2 private keys with CKA_ID {action.KeyId}, and it is not clear which is meant: have all but one removed.");
        int at = token.Keys.FindIndex(key => key.Id == action.KeyId);
        if (at < 0)
            return;
        if (!token.Keys[at].PrivateIsGone)
        {
            token.Keys[at] = token.Keys[at] with { PrivateIsGone = true };
            token.AfterDeed();
        }

        token.Keys.RemoveAll(key => key.Id == action.KeyId);
        token.AfterDeed();
    }

    public bool IsGone(string keyId)
    {
        Assert.True(_user);
        return !token.Keys.Exists(key => key.Id == keyId);
    }

    public StoredReceipt StoreCertificate(StoreCertificate action)
    {
        Assert.True(_user);
        Assert.DoesNotContain(token.Certificates, each => each.Id == action.KeyId);
        token.Certificates.Add(new TokenObject("certificate", action.Label, action.KeyId, "", null, action.Certificate, ["CKA_TOKEN"]));
        token.AfterDeed();
        return InspectCertificate(action)!;
    }

    public StoredReceipt? InspectCertificate(StoreCertificate action) => token.Certificates.Exists(each => each.Id == action.KeyId)
        ? new StoredReceipt(Convert.ToHexStringLower(SHA256.HashData(action.Certificate)))
        : null;

    public void Dispose()
    {
    }

    private static string Text(Secret pin) => pin.Reveal(bytes => Encoding.UTF8.GetString(bytes));
}

/// <summary>The keys that one room was lent, each once: the tests run side by side, and two officers with one key cannot confirm.</summary>
internal sealed class KeyLoan
{
    private readonly Dictionary<string, int> _next = [];

    public AsymmetricAlgorithm Take(KeyAlgorithm algorithm)
    {
        int next = _next.GetValueOrDefault(algorithm.Name);
        _next[algorithm.Name] = next + 1;
        return KeyPool.At(algorithm, next);
    }
}

/// <summary>Keys made once and lent in turn, so that hundreds of rehearsals do not wait for RSA.</summary>
internal static class KeyPool
{
    private const int Each = 8;
    private static readonly Dictionary<string, AsymmetricAlgorithm?[]> Pool = [];
    private static readonly Lock Gate = new();

    public static AsymmetricAlgorithm At(KeyAlgorithm algorithm, int place)
    {
        lock (Gate)
        {
            int count = algorithm.Bits > 3072 ? 2 : Each;
            if (!Pool.TryGetValue(algorithm.Name, out AsymmetricAlgorithm?[]? keys))
            {
                Pool.Add(algorithm.Name, keys = new AsymmetricAlgorithm?[count]);
            }

            return keys[place % count] ??= Make(algorithm);
        }
    }

    private static AsymmetricAlgorithm Make(KeyAlgorithm algorithm) => algorithm.Family switch
    {
        KeyFamily.Rsa => RSA.Create(algorithm.Bits),
        KeyFamily.Dsa => DSA.Create(algorithm.Bits),
        _ => ECDsa.Create(ECCurve.CreateFromValue(algorithm.Curve!)),
    };
}
