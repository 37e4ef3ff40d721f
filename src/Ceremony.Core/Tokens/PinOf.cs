namespace Ceremony.Core.Tokens;

/// <summary>Whose PIN of a token is meant (PKCS#11 v2.40 §2.4: a token has two users).</summary>
public enum PinOf
{
    /// <summary>The normal user's, which opens its private objects.</summary>
    User,

    /// <summary>The security officer's, by which the user PIN is set.</summary>
    SecurityOfficer,
}
