using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Proves keys by what they are there for: decrypting, wrapping and unwrapping (PKCS#11 v2.40 §5.8, §5.9, §5.13). No object stays on the token.</summary>
internal sealed class KeyProofs(ISlot slot, TokenCalls session, string called)
{
    private const int ThrowawayBytes = 32;

    // A block of zeros is a good start where each key encrypts one value only.
    private const int AesBlock = 16;
    private const int DesBlock = 8;

    // In the order in which they are tried; a token may know only some.
    private static readonly CKM[] WrappingByAes = [CKM.CKM_AES_KEY_WRAP, CKM.CKM_AES_KEY_WRAP_PAD, CKM.CKM_AES_CBC_PAD];
    private static readonly CKM[] WrappingByDes3 = [CKM.CKM_DES3_CBC_PAD, CKM.CKM_DES3_CBC];
    private static readonly CKM[] WrappingByRsa = [CKM.CKM_RSA_PKCS];

    /// <summary>Decrypts with CKM_RSA_PKCS (§2.1.6). Throws <see cref="DeviceFault"/> with code <c>NotDecrypted</c> where the key does not open it.</summary>
    public byte[] Decrypt(IObjectHandle key, byte[] ciphertext, Action? login)
    {
        try
        {
            using IMechanism mechanism = Mechanism(CKM.CKM_RSA_PKCS);
            return session.DecryptAtOnce(mechanism, key, ciphertext, login);
        }
        catch (Pkcs11Exception answer) when (answer.RV is CKR.CKR_ENCRYPTED_DATA_INVALID or CKR.CKR_ENCRYPTED_DATA_LEN_RANGE)
        {
            throw new DeviceFault("NotDecrypted", $"The token {called} does not decrypt the value with this key ({answer.RV}): compare the key with its certificate before anything is encrypted under it.");
        }
    }

    /// <summary>Wraps a throwaway key and unwraps it; where the token cannot, encrypts and decrypts with the key itself.</summary>
    public UnwrappedReceipt Wrap(ProveWrapping action)
    {
        bool isPair = action.Algorithm.StartsWith("rsa", StringComparison.Ordinal);
        (IObjectHandle wrapping, IObjectHandle unwrapping) = isPair
            ? (The(CKO.CKO_PUBLIC_KEY, action), The(CKO.CKO_PRIVATE_KEY, action))
            : (The(CKO.CKO_SECRET_KEY, action), The(CKO.CKO_SECRET_KEY, action));
        bool isAes = action.Algorithm.StartsWith("aes", StringComparison.Ordinal);
        CKM[] known = [.. (isPair ? WrappingByRsa : isAes ? WrappingByAes : WrappingByDes3).Where(Wraps)];
        return known is [var scheme, ..]
            ? Wrapped(scheme, wrapping, unwrapping, action.Plaintext)
            : Encrypted(isPair ? CKM.CKM_RSA_PKCS : isAes ? CKM.CKM_AES_CBC : CKM.CKM_DES3_CBC, wrapping, unwrapping, action.Plaintext);
    }

    private UnwrappedReceipt Wrapped(CKM scheme, IObjectHandle wrapping, IObjectHandle unwrapping, byte[] value)
    {
        var made = new List<IObjectHandle>();
        try
        {
            made.Add(Throwaway());
            byte[] encrypted = Encrypt(CKM.CKM_AES_CBC, made[0], value);
            using IMechanism mechanism = Mechanism(scheme);
            byte[] wrapped = session.WrapKey(mechanism, wrapping, made[0]);

            // The first one is gone before its copy decrypts: it cannot be what decrypts.
            session.DestroyObject(made[0]);
            made.Clear();
            using AttributeTemplate template = Template();
            made.Add(session.UnwrapKey(mechanism, unwrapping, wrapped, template.Attributes));
            return new UnwrappedReceipt(scheme.ToString(), wrapped, encrypted, Decrypt(CKM.CKM_AES_CBC, made[0], encrypted));
        }
        finally
        {
            made.ForEach(each => Pkcs11Faults.Ignore(() => session.DestroyObject(each)));
        }
    }

    private UnwrappedReceipt Encrypted(CKM scheme, IObjectHandle encrypting, IObjectHandle decrypting, byte[] value)
    {
        byte[] encrypted = Encrypt(scheme, encrypting, value);
        return new UnwrappedReceipt(scheme.ToString(), encrypted, null, Decrypt(scheme, decrypting, encrypted));
    }

    private byte[] Encrypt(CKM scheme, IObjectHandle key, byte[] value)
    {
        using IMechanism mechanism = Mechanism(scheme);
        return session.Encrypt(mechanism, key, value);
    }

    private byte[] Decrypt(CKM scheme, IObjectHandle key, byte[] value)
    {
        using IMechanism mechanism = Mechanism(scheme);
        return session.DecryptAtOnce(mechanism, key, value, login: null);
    }

    private IObjectHandle Throwaway()
    {
        using IMechanism mechanism = Mechanism(CKM.CKM_AES_KEY_GEN);
        using AttributeTemplate template = Template();
        template.Add(CKA.CKA_VALUE_LEN, (ulong)ThrowawayBytes);
        return session.GenerateKey(mechanism, template.Attributes);
    }

    // Wrapping needs a key that may leave in wrapped form; this one ends with the session.
    private AttributeTemplate Template() => new(session)
    {
        { CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY },
        { CKA.CKA_KEY_TYPE, (ulong)CKK.CKK_AES },
        { CKA.CKA_TOKEN, false },
        { CKA.CKA_PRIVATE, true },
        { CKA.CKA_SENSITIVE, true },
        { CKA.CKA_EXTRACTABLE, true },
        { CKA.CKA_ENCRYPT, true },
        { CKA.CKA_DECRYPT, true },
    };

    private bool Wraps(CKM mechanism) => Mechanisms.Of(slot).Contains(mechanism) && Mechanisms.About(slot, mechanism)?.MechanismFlags is { Wrap: true, Unwrap: true };

    private IMechanism Mechanism(CKM mechanism) => mechanism switch
    {
        CKM.CKM_AES_CBC or CKM.CKM_AES_CBC_PAD => session.Factories.MechanismFactory.Create(mechanism, new byte[AesBlock]),
        CKM.CKM_DES3_CBC or CKM.CKM_DES3_CBC_PAD => session.Factories.MechanismFactory.Create(mechanism, new byte[DesBlock]),
        _ => session.Factories.MechanismFactory.Create(mechanism),
    };

    private IObjectHandle The(CKO kind, ProveWrapping action) => ObjectReader.Find(session, kind, action.KeyId) switch
    {
        [var only] => only,
        [] => throw new DeviceFault("NoKey", $"{called} does not hold the key \"{action.KeyLabel}\" with CKA_ID {action.KeyId} whole: check that it is the right token."),
        var several => throw KeyFaults.TwoKeys(called, several.Count, action.KeyId),
    };
}
