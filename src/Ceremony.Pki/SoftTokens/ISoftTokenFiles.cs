using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>Makes soft tokens and opens them. The files of a ceremony are PKCS#12; a silent rehearsal has others, which cost nothing.</summary>
public interface ISoftTokenFiles
{
    /// <inheritdoc cref="SoftToken.MakeSelfIssued"/>
    byte[] MakeSelfIssued(string commonName, Secret pin, DateTimeOffset now, out byte[] certificate);

    /// <inheritdoc cref="SoftToken.DemandKind"/>
    void DemandKind(byte[] file);

    /// <inheritdoc cref="SoftToken.Open"/>
    ISoftToken Open(byte[] file, Secret pin);

    /// <inheritdoc cref="SoftToken.SignOnce"/>
    byte[] SignOnce(byte[] file, Secret pin, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes);

    /// <inheritdoc cref="SoftKey.Generate"/>
    ISoftKey GenerateKey(KeyAlgorithm algorithm);

    /// <inheritdoc cref="SoftKey.Open"/>
    ISoftKey OpenKey(byte[] file, Secret pin);
}

/// <summary>See <see cref="SoftToken"/>.</summary>
public interface ISoftToken : IDisposable
{
    /// <inheritdoc cref="SoftToken.Certificate"/>
    byte[] Certificate { get; }

    /// <inheritdoc cref="SoftToken.Sign"/>
    byte[] Sign(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes);

    /// <inheritdoc cref="SoftToken.Decrypt"/>
    byte[] Decrypt(byte[] ciphertext);
}

/// <summary>See <see cref="SoftKey"/>.</summary>
public interface ISoftKey : IDisposable
{
    /// <inheritdoc cref="SoftKey.PublicKey"/>
    byte[] PublicKey { get; }

    /// <inheritdoc cref="SoftKey.Close"/>
    byte[] Close(Secret pin, DateTimeOffset now);

    /// <inheritdoc cref="SoftKey.Complete"/>
    byte[] Complete(IReadOnlyList<byte[]> certificates, Secret pin);
}

/// <summary>Soft tokens as the world has them: PKCS#12 (RFC 7292).</summary>
public sealed class Pkcs12Files : ISoftTokenFiles
{
    /// <inheritdoc/>
    public byte[] MakeSelfIssued(string commonName, Secret pin, DateTimeOffset now, out byte[] certificate) => SoftToken.MakeSelfIssued(commonName, pin, now, out certificate);

    /// <inheritdoc/>
    public void DemandKind(byte[] file) => SoftToken.DemandKind(file);

    /// <inheritdoc/>
    public ISoftToken Open(byte[] file, Secret pin) => SoftToken.Open(file, pin);

    /// <inheritdoc/>
    public byte[] SignOnce(byte[] file, Secret pin, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes) => SoftToken.SignOnce(file, pin, publicKey, algorithm, bytes);

    /// <inheritdoc/>
    public ISoftKey GenerateKey(KeyAlgorithm algorithm) => SoftKey.Generate(algorithm);

    /// <inheritdoc/>
    public ISoftKey OpenKey(byte[] file, Secret pin) => SoftKey.Open(file, pin);
}
