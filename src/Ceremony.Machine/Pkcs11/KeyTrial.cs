using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// Finds out in which form a token takes the order to make a key: by its mechanisms, and by keys that end with the session (CKA_TOKEN false; PKCS#11 v2.40 §4.4). They are destroyed at once. A token that makes no
/// such keys is not tried; whatever it takes is found out when the key is made.
/// </summary>
internal sealed class KeyTrial(TokenCalls session, ISlot slot, string serial)
{
    private const string Label = "ceremony trial";
    private const int EnoughBits = 2048;
    private static readonly byte[] Bytes = "a key on trial"u8.ToArray();

    private bool _hasMade;
    private bool _setsId;

    // Some take but few bytes, and cut the rest.
    private static readonly int[] Lengths = [KeyForm.LongestId, 8, 4, 2, 1];

    // What says that such a key is not to be had at all, whatever the template.
    private static readonly CKR[] Never =
        [CKR.CKR_MECHANISM_INVALID, CKR.CKR_MECHANISM_PARAM_INVALID, CKR.CKR_KEY_SIZE_RANGE, CKR.CKR_CURVE_NOT_SUPPORTED, CKR.CKR_DOMAIN_PARAMS_INVALID, CKR.CKR_ACTION_PROHIBITED];

    /// <summary>The form.</summary>
    public KeyForm Find(string algorithm, IReadOnlyList<string> usage, string? id)
    {
        if (!session.GetSessionInfo().SessionFlags.RwSession)
            return Cannot("cannot be written to");
        var pair = KeyAlgorithm.Find(algorithm);
        if (Lacking(pair is not null ? KeyPairs.MechanismOf(pair) : SecretKeys.MechanismOf(SecretKeyAlgorithm.Read(algorithm)), pair?.Bits) is { } lacking)
            return Cannot(lacking);
        string[] wished = id is not null ? [id] : [.. Lengths.Select(length => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(length)))];
        foreach (string each in wished)
        {
            if (Tried(pair, algorithm, usage, each) is { } form)
                return form;
        }

        // A token that has not made a single key does not make any that end with the session. One that gives its keys ids of its own may take others afterwards.
        if (!_hasMade)
            return KeyForm.Unknown;
        _setsId = true;
        return Tried(pair, algorithm, usage, wished[0]) ?? Cannot(id is not null ? $"does not take the id {id}" : "gives its keys ids of its own, and takes no other");
    }

    private static KeyForm Cannot(string why) => KeyForm.Unknown with { Cannot = why };

    // What it lists counts only where it lists anything, and a size only where it can be one in bits.
    private string? Lacking(CKM mechanism, int? bits)
    {
        IReadOnlyList<CKM> known = Mechanisms.Of(slot);
        if (known.Count > 0 && !known.Contains(mechanism))
            return $"does not know {Mechanisms.NameOf(mechanism)}";
        return bits is { } wanted && Mechanisms.About(slot, mechanism) is { MaxKeySize: >= 192 and <= 1 << 16 } info && (ulong)wanted > info.MaxKeySize
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"makes keys of at most {info.MaxKeySize} bits")
            : null;
    }

    // Null where the id was not taken as it was wished for, so that another one has to be tried.
    private KeyForm? Tried(KeyAlgorithm? pair, string algorithm, IReadOnlyList<string> usage, string id)
    {
        bool isIdRefused = false;
        foreach (KeyTemplate template in KeyTemplate.All)
        {
            try
            {
                return pair is null ? TriedSecret(SecretKeyAlgorithm.Read(algorithm), usage, id, template) : TriedPair(pair, usage, id, template);
            }
            catch (Pkcs11Exception answer) when (Never.Contains(answer.RV))
            {
                return Cannot($"does not make such keys ({Pkcs11Faults.Name(answer.RV)})");
            }
            catch (Pkcs11Exception answer) when (!Pkcs11Faults.IsLost(answer.RV) || answer.RV == CKR.CKR_USER_NOT_LOGGED_IN)
            {
                KeyMaking.Clear(session, Label, id);
                isIdRefused |= answer.RV == CKR.CKR_ATTRIBUTE_VALUE_INVALID;
            }
        }

        return isIdRefused ? null : KeyForm.Unknown with { IdBytes = id.Length / 2 };
    }

    private KeyForm? TriedPair(KeyAlgorithm algorithm, IReadOnlyList<string> usage, string id, KeyTemplate template)
    {
        // A smaller key tells as much of the form, in a tenth of the time.
        KeyAlgorithm tried = algorithm is { IsRsa: true, Bits: > EnoughBits } ? KeyAlgorithm.Rsa2048 : algorithm;
        var action = new GenerateKeyPair(default, Label, id, tried, usage);
        using AttributeTemplate publicHalf = KeyTemplates.ForTrial(KeyTemplates.PublicHalf(session, action, template), isPrivate: null);
        using AttributeTemplate privateHalf = KeyTemplates.ForTrial(KeyTemplates.PrivateHalf(session, action, template), IsLoggedIn);
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(KeyPairs.MechanismOf(tried));
        new KeyPairs(session, "the token", serial).AddParameters(publicHalf, tried);
        session.GenerateKeyPair(mechanism, publicHalf.Attributes, privateHalf.Attributes, out IObjectHandle half, out IObjectHandle key);
        try
        {
            _hasMade = true;
            if (!HasId(id, half, key))
                return null;
            string? wrong = usage.Contains("sign") ? WrongSignature(tried, half, key) : null;
            return new KeyForm([template], id.Length / 2, wrong);
        }
        finally
        {
            Pkcs11Faults.Ignore(() => session.DestroyObject(key));
            Pkcs11Faults.Ignore(() => session.DestroyObject(half));
        }
    }

    private KeyForm? TriedSecret(SecretKeyAlgorithm algorithm, IReadOnlyList<string> usage, string id, KeyTemplate template)
    {
        using AttributeTemplate attributes = KeyTemplates.ForTrial(KeyTemplates.SecretKey(session, new GenerateSecretKey(default, Label, id, algorithm, usage), template), IsLoggedIn);
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(SecretKeys.MechanismOf(algorithm));
        IObjectHandle key = session.GenerateKey(mechanism, attributes.Attributes);
        try
        {
            _hasMade = true;
            return HasId(id, key) ? new KeyForm([template], id.Length / 2, null) : null;
        }
        finally
        {
            Pkcs11Faults.Ignore(() => session.DestroyObject(key));
        }
    }

    private bool HasId(string id, params IReadOnlyList<IObjectHandle> made)
    {
        try
        {
            if (_setsId)
                KeyMaking.SetId(session, id, made);
        }
        catch (Pkcs11Exception)
        {
            return false;
        }

        return made.All(each => ObjectReader.IdOf(session, each) == id);
    }

    // A token that signs wrongly is found out here, and not after a key was made and its certificate agreed to. What cannot be tried is not held against it.
    private string? WrongSignature(KeyAlgorithm algorithm, IObjectHandle half, IObjectHandle key)
    {
        if (algorithm.Family == KeyFamily.Dsa || ObjectReader.Read(session, half)?.PublicKey is not { } publicKey)
            return null;
        byte[] signature;
        try
        {
            signature = new PrivateKeys(session, slot, "the token").SignWith(key, half, algorithm.Signature, Bytes);
        }
        catch (Pkcs11Exception)
        {
            return null;
        }

        return TrialSignature.Verifies(algorithm, publicKey, Bytes, signature) ? null : "signs wrongly: a signature of a key that was made for this trial does not verify";
    }

    private bool IsLoggedIn => session.GetSessionInfo().State is CKS.CKS_RW_USER_FUNCTIONS;
}
