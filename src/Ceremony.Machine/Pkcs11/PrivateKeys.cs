using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Uses private keys: signs, and finds the one that is meant.</summary>
internal sealed class PrivateKeys(TokenCalls session, ISlot slot, string called)
{
    // What a token answers to a way of signing that it does not know. A device that is lost, or a PIN that is wrong, is not about the way.
    private static readonly CKR[] AboutTheWay =
    [
        CKR.CKR_MECHANISM_INVALID, CKR.CKR_MECHANISM_PARAM_INVALID, CKR.CKR_FUNCTION_NOT_SUPPORTED, CKR.CKR_DATA_LEN_RANGE, CKR.CKR_DATA_INVALID, CKR.CKR_KEY_TYPE_INCONSISTENT, CKR.CKR_FUNCTION_FAILED,
        CKR.CKR_GENERAL_ERROR, CKR.CKR_ARGUMENTS_BAD,
    ];

    /// <summary>Signs by the first way that the token takes.</summary>
    /// <param name="keyId">CKA_ID of the key.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="bytes">What is signed.</param>
    /// <param name="login">Logs in for this one use; null where the key does not demand it.</param>
    public byte[] Sign(string keyId, SignatureAlgorithm algorithm, byte[] bytes, Action? login)
    {
        IObjectHandle key = ThePrivateKey(keyId);
        RefuseOtherKind(key, algorithm);
        return Sign(key, ObjectReader.Find(session, CKO.CKO_PUBLIC_KEY, keyId) is [var half, ..] ? half : null, algorithm, bytes, login);
    }

    /// <summary>The same with a key and its public half that are at hand, without a login.</summary>
    public byte[] SignWith(IObjectHandle key, IObjectHandle half, SignatureAlgorithm algorithm, byte[] bytes) => Sign(key, half, algorithm, bytes, login: null);

    private byte[] Sign(IObjectHandle key, IObjectHandle? half, SignatureAlgorithm algorithm, byte[] bytes, Action? login)
    {
        IReadOnlyList<SigningPlan> ways = SigningPlan.Ways(algorithm, Mechanisms.Of(slot), bytes, algorithm.IsRsa ? ModulusBytes(key, half) : 0);
        for (int way = 0; ; way++)
        {
            try
            {
                byte[] signature = session.SignAtOnce(ways[way].Mechanism, key, ways[way].Data, login);
                return SigningPlan.Raw(algorithm, signature, algorithm.IsRsa ? 0 : NumberBytes(half));
            }
            catch (Pkcs11Exception answer) when (way + 1 < ways.Count && AboutTheWay.Contains(answer.RV))
            {
                continue;
            }
        }
    }

    /// <summary>Whether the key demands a login of its own for each use; a token that does not tell is taken at its word when it is used.</summary>
    public bool DemandsLogin(IObjectHandle key) => ObjectReader.Values(session, key, [CKA.CKA_ALWAYS_AUTHENTICATE]).GetValueOrDefault(CKA.CKA_ALWAYS_AUTHENTICATE) is [not 0];

    /// <summary>The one private key of that CKA_ID. Throws <see cref="DeviceFault"/> with code <c>NoKey</c> or <c>TwoKeys</c>.</summary>
    public IObjectHandle ThePrivateKey(string keyId)
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
        if (kind.Length > 0 && !kind.StartsWith(algorithm.Family switch { KeyFamily.Rsa => "rsa", KeyFamily.Dsa => "dsa", _ => "ec" }, StringComparison.Ordinal))
            throw new Pkcs11Exception("C_SignInit", CKR.CKR_KEY_TYPE_INCONSISTENT);
    }

    private int ModulusBytes(IObjectHandle key, IObjectHandle? half)
    {
        byte[] ofPrivate = ObjectReader.Number(session, key, CKA.CKA_MODULUS);
        return ofPrivate.Length > 0 || half is null ? ofPrivate.Length : ObjectReader.Number(session, half, CKA.CKA_MODULUS).Length;
    }

    // r and s are as long as the order of the group: 32 bytes for a DSA subprime of 256 bits.
    private int NumberBytes(IObjectHandle? half)
    {
        string? kind = half is null ? null : ObjectReader.Read(session, half)?.Algorithm;
        return KeyAlgorithm.Find(kind ?? "") switch
        {
            { Family: KeyFamily.Ec } curve => curve.Bits / 8,
            { Family: KeyFamily.Dsa } => 32,
            _ => 0,
        };
    }
}
