namespace Ceremony.Machine.Pkcs11;

/// <summary>A session as the module knows it, which lasts until the last of those who share it lets go. Used on the module's thread alone.</summary>
/// <param name="calls">The session.</param>
/// <param name="slot">Its slot's number, as the module gives it now.</param>
/// <param name="module">The module.</param>
internal sealed class SharedSession(TokenCalls calls, ulong slot, Pkcs11Module module)
{
    private readonly int _renewals = module.Renewals;
    private int _users = 1;

    /// <summary>Its calls.</summary>
    public TokenCalls Calls => calls;

    /// <summary>Whether the module was initialised anew since: the session is gone, and its number may be another one's.</summary>
    public bool IsLost => _renewals != module.Renewals;

    /// <summary>Whether it is open, and with that slot.</summary>
    public bool IsOf(Pkcs11Module its, ulong at) => ReferenceEquals(its, module) && at == slot && _users > 0 && !IsLost;

    /// <summary>One more uses it.</summary>
    public SharedSession Join()
    {
        _users++;
        return this;
    }

    /// <summary>One fewer uses it.</summary>
    public void Leave()
    {
        if (--_users == 0 && !IsLost)
            Pkcs11Faults.Ignore(calls.CloseSession);
    }
}
