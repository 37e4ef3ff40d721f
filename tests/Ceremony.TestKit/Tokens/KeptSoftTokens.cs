using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.TestKit;

/// <summary>
/// Soft tokens as the world has them, each made once and opened once in a run of tests: whoever tries what comes after that need not wait for some hundred thousand rounds each time. What does not open is left to the real
/// ones, and so is what a step issues.
/// </summary>
public sealed class KeptSoftTokens : ISoftTokenFiles
{
    private static readonly Pkcs12Files Real = new();
    private static readonly ConcurrentDictionary<string, (byte[] File, byte[] Certificate)> Made = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, ISoftToken> Opened = new(StringComparer.Ordinal);

    public byte[] MakeSelfIssued(string commonName, Secret pin, DateTimeOffset now, out byte[] certificate)
    {
        (byte[] file, byte[] own) = Made.GetOrAdd($"{now:O} {Hex(pin)} {commonName}", _ => (Real.MakeSelfIssued(commonName, pin, now, out byte[] made), made));
        certificate = [.. own];
        return [.. file];
    }

    public void DemandKind(byte[] file) => Real.DemandKind(file);

    public ISoftToken Open(byte[] file, Secret pin) => new Lent(Opened.GetOrAdd($"{Convert.ToHexString(SHA256.HashData(file))} {Hex(pin)}", _ => Real.Open(file, pin)));

    public byte[] SignOnce(byte[] file, Secret pin, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes) => Open(file, pin).Sign(algorithm, bytes);

    public ISoftKey GenerateKey(KeyAlgorithm algorithm) => Real.GenerateKey(algorithm);

    public ISoftKey OpenKey(byte[] file, Secret pin) => Real.OpenKey(file, pin);

    private static string Hex(Secret pin) => pin.Reveal(bytes => Convert.ToHexString(bytes));

    // Several tests may have it at once, and none of them ends it for the others.
    private sealed class Lent(ISoftToken token) : ISoftToken
    {
        public byte[] Certificate => token.Certificate;

        public byte[] Sign(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes)
        {
            lock (token)
            {
                return token.Sign(algorithm, bytes);
            }
        }

        public byte[] Decrypt(byte[] ciphertext)
        {
            lock (token)
            {
                return token.Decrypt(ciphertext);
            }
        }

        public void Dispose()
        {
        }
    }
}
