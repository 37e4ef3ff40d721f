using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using Net.Pkcs11Interop.HighLevelAPI.Factories;
using LowLevel = Net.Pkcs11Interop.LowLevelAPI80;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// A session of Pkcs11Interop that signs and decrypts as real tokens want it: the output is given room at once, since some refuse to tell its length beforehand or take the question for the work
/// (PKCS#11 v2.40 §5.2 allows both ways), and a key that demands it has its login right after the work was begun (CKA_ALWAYS_AUTHENTICATE, §4.9).
/// </summary>
internal sealed class TokenCalls(Pkcs11InteropFactories factories, LowLevel.Pkcs11Library library, ulong id) : Net.Pkcs11Interop.HighLevelAPI80.Session(factories, library, id)
{
    // An RSA key of 8192 bits; no output here is longer.
    private const int Room = 1024;
    private const int MostRoom = 1 << 16;

    private delegate CKR Work(byte[] output, ref ulong length);

    /// <summary>C_SignInit, the key's own login, C_Sign.</summary>
    /// <param name="mechanism">CKM_…</param>
    /// <param name="key">The private key.</param>
    /// <param name="data">What C_Sign is given.</param>
    /// <param name="login">Logs in for this one use; null where the key does not demand it.</param>
    public byte[] SignAtOnce(CKM mechanism, IObjectHandle key, byte[] data, Action? login)
    {
        using (IMechanism how = Factories.MechanismFactory.Create(mechanism))
        {
            var structure = (LowLevel.CK_MECHANISM)how.ToMarshalableStructure();
            Demand("C_SignInit", _pkcs11Library.C_SignInit(_sessionId, ref structure, key.ObjectId));
        }

        return Output("C_Sign", login, (byte[] output, ref ulong length) => _pkcs11Library.C_Sign(_sessionId, data, (ulong)data.Length, output, ref length));
    }

    /// <summary>C_DecryptInit, the key's own login, C_Decrypt.</summary>
    /// <param name="mechanism">The mechanism with its parameters.</param>
    /// <param name="key">The key.</param>
    /// <param name="data">What is decrypted.</param>
    /// <param name="login">Logs in for this one use; null where the key does not demand it.</param>
    public byte[] DecryptAtOnce(IMechanism mechanism, IObjectHandle key, byte[] data, Action? login)
    {
        var structure = (LowLevel.CK_MECHANISM)mechanism.ToMarshalableStructure();
        Demand("C_DecryptInit", _pkcs11Library.C_DecryptInit(_sessionId, ref structure, key.ObjectId));
        return Output("C_Decrypt", login, (byte[] output, ref ulong length) => _pkcs11Library.C_Decrypt(_sessionId, data, (ulong)data.Length, output, ref length));
    }

    private static byte[] Output(string function, Action? login, Work work)
    {
        byte[] output = new byte[Room];
        ulong length = Room;
        try
        {
            login?.Invoke();
        }
        catch
        {
            // What was begun must end, or nothing else can be begun in this session; without the login it gives nothing.
            _ = work(output, ref length);
            throw;
        }

        CKR answer = work(output, ref length);
        if (answer == CKR.CKR_BUFFER_TOO_SMALL && length is > Room and <= MostRoom)
        {
            output = new byte[length];
            answer = work(output, ref length);
        }

        Demand(function, answer);
        return length <= (ulong)output.Length ? output[..(int)length] : throw new Pkcs11Exception(function, CKR.CKR_GENERAL_ERROR);
    }

    private static void Demand(string function, CKR answer)
    {
        if (answer != CKR.CKR_OK)
            throw new Pkcs11Exception(function, answer);
    }
}

/// <summary>Has Pkcs11Interop make <see cref="TokenCalls"/> of its sessions.</summary>
internal sealed class SessionFactories : Pkcs11InteropFactories
{
    public SessionFactories()
    {
        _sessionFactory = new Maker();
        _slotFactory = new SlotMaker();
    }

    private sealed class Maker : ISessionFactory
    {
        public ISession Create(Pkcs11InteropFactories factories, LowLevelPkcs11Library pkcs11Library, ulong sessionId) =>
            new TokenCalls(factories, (LowLevel.Pkcs11Library)pkcs11Library, sessionId);
    }

    private sealed class SlotMaker : ISlotFactory
    {
        public ISlot Create(Pkcs11InteropFactories factories, LowLevelPkcs11Library pkcs11Library, ulong slotId) => new TokenSlot(factories, (LowLevel.Pkcs11Library)pkcs11Library, slotId);
    }
}

/// <summary>A slot of Pkcs11Interop whose token can also be initialised with a PIN that is typed at the device.</summary>
internal sealed class TokenSlot(Pkcs11InteropFactories factories, LowLevel.Pkcs11Library library, ulong id) : Net.Pkcs11Interop.HighLevelAPI80.Slot(factories, library, id)
{
    /// <summary>C_InitToken with no PIN, which the device then asks for.</summary>
    /// <param name="label">32 bytes, filled up with blanks.</param>
    public void InitialiseAtDevice(byte[] label)
    {
        CKR answer = _pkcs11Library.C_InitToken(_slotId, null, 0, label);
        if (answer != CKR.CKR_OK)
            throw new Pkcs11Exception("C_InitToken", answer);
    }
}
