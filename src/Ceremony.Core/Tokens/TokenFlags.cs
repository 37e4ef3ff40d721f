namespace Ceremony.Core.Tokens;

/// <summary>What a token says of itself beside its names and the state of its PINs (CK_TOKEN_INFO; PKCS#11 v2.40 §3.2). It is looked at when it matters, and is not part of the record.</summary>
public sealed record TokenFlags
{
    /// <summary>Whether somebody must log in before private objects are seen (CKF_LOGIN_REQUIRED).</summary>
    public bool LoginRequired { get; init; } = true;

    /// <summary>Whether PINs are typed at the device itself, and not at this keyboard (CKF_PROTECTED_AUTHENTICATION_PATH).</summary>
    public bool PinAtDevice { get; init; }

    /// <summary>Whether the user PIN must be changed before it is of use (CKF_USER_PIN_TO_BE_CHANGED).</summary>
    public bool PinToBeChanged { get; init; }

    /// <summary>The same of the security officer's (CKF_SO_PIN_TO_BE_CHANGED).</summary>
    public bool SecurityOfficerPinToBeChanged { get; init; }

    /// <summary>Whether it cannot be written to (CKF_WRITE_PROTECTED).</summary>
    public bool WriteProtected { get; init; }

    /// <summary>Whether it makes random numbers of its own (CKF_RNG).</summary>
    public bool HasRandom { get; init; }

    /// <summary>The shortest and the longest PIN, in characters; 0 and 0 where it does not say.</summary>
    public (long Least, long Most) PinLength { get; init; }

    /// <summary>How much room it has left for private objects, in bytes (CK_TOKEN_INFO.ulFreePrivateMemory); null where it does not say.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>Every flag that is set by its PKCS#11 name, sorted, with blanks between: <c>CKF_RNG CKF_TOKEN_INITIALIZED</c>.</summary>
    public string Names { get; init; } = "";
}
