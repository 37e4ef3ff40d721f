namespace Ceremony.Verify;

/// <summary>A key on a token.</summary>
/// <param name="Label">CKA_LABEL.</param>
/// <param name="IsSecret">Whether it is a secret key, and not a pair.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo; null for secret keys, and where it was not seen.</param>
internal sealed record KnownKey(string Label, bool IsSecret, byte[]? PublicKey)
{
    /// <summary>The label of its other half, where a key that was not made here has two; null where it has one.</summary>
    public string? OtherLabel { get; init; }

    /// <summary>The serial number of the token that made it; null where it was not made here.</summary>
    public string? Serial { get; init; }

    /// <summary>Whether people can call it so.</summary>
    public bool IsCalled(string label) => label == Label || label == OtherLabel;
}
