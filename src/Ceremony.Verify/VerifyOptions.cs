namespace Ceremony.Verify;

/// <summary>What comes from outside the archive, and how strict to be.</summary>
public sealed record VerifyOptions
{
    /// <summary>
    /// The ceremony fingerprint from a witness's paper: 64 hex digits in any case, with or without blanks, colons and a leading
    /// <c>SHA256:</c>, or its 32 words. Null where none was given.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// DER of certificates that are trusted, as <see cref="GivenTrust"/> reads them; the one above each officer who signed must be among them.
    /// Null where none were given.
    /// </summary>
    public IReadOnlyList<byte[]>? Trust { get; init; }

    /// <summary>Whether officers' keys made at the ceremony's own console are acceptable, though they are not dual control.</summary>
    public bool AllowConsoleKeys { get; init; }

    /// <summary>What reads the script, so that the record can be compared with it; null where nothing does, and the verdict says so.</summary>
    public IScriptBinder? Binder { get; init; }

    /// <summary>Whether anything from outside was given.</summary>
    internal bool HasOutside => Fingerprint is not null || Trust is not null;
}
