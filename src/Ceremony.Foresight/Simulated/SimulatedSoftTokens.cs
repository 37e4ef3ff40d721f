using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Scripts;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Foresight;

/// <summary>
/// Soft tokens whose files are only names, and whose keys stay in memory: nothing is encrypted, and every PIN opens them, since their holders type the right one.
/// </summary>
internal sealed class SimulatedSoftTokens : ISoftTokenFiles
{
    private static readonly byte[] Waiting = Names.Encode([new("CN", "waiting for a certificate")]);
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>The file of a key and its certificate.</summary>
    public byte[] Keep(AsymmetricAlgorithm key, byte[] certificate)
    {
        string name = $"simulated soft token {_kept.Count + 1}";
        _kept.Add(name, new Kept(key, certificate));
        return Encoding.ASCII.GetBytes(name);
    }

    /// <summary>A soft token from before the ceremony, of which nothing is known but that it is one.</summary>
    public byte[] Any(DateTimeOffset now)
    {
        AsymmetricAlgorithm key = SimulatedKeys.Make(KeyAlgorithm.EcP256);
        return Keep(key, SelfSigned(key, now));
    }

    /// <summary>A boot kit, as <c>ceremony boot-kit</c> makes it, and the Boot CA's key.</summary>
    public (IReadOnlyDictionary<string, byte[]> Files, RSA CaKey) BootKit(DateTimeOffset now)
    {
        using Secret pin = Secret.FromText("simulated");
        var order = new BootKitOrder("Simulated", "SE", pin, pin, now);
        IReadOnlyDictionary<string, byte[]> files = Pki.BootKit.Make(order, pin, bits => new SimulatedRsa(bits), (key, certificate, _, _) => Keep(key, certificate));
        return (files, (RSA)Find(files[Pki.BootKit.CaTokenFile]).Key);
    }

    /// <inheritdoc/>
    public byte[] MakeSelfIssued(string commonName, Secret pin, DateTimeOffset now, out byte[] certificate)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        certificate = SoftToken.SelfIssued(key, commonName, now);
        return Keep(key, certificate);
    }

    /// <inheritdoc/>
    public void DemandKind(byte[] file) => Find(file);

    /// <inheritdoc/>
    public ISoftToken Open(byte[] file, Secret pin) => Find(file);

    /// <inheritdoc/>
    public byte[] SignOnce(byte[] file, Secret pin, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes) => Find(file).Sign(algorithm, bytes);

    /// <inheritdoc/>
    public ISoftKey GenerateKey(KeyAlgorithm algorithm) => new Pair(this, SimulatedKeys.Make(algorithm));

    /// <inheritdoc/>
    public ISoftKey OpenKey(byte[] file, Secret pin) => new Pair(this, Find(file).Key);

    private static byte[] SelfSigned(AsymmetricAlgorithm key, DateTimeOffset now) =>
        SoftCertificates.SelfSigned(IssuerKey.Of(key), Waiting, now, new Validity(1, "years").LastSecond(now), CertificateProfile.Signer);

    private Kept Find(byte[] file) => _kept.GetValueOrDefault(Encoding.ASCII.GetString(file)) ?? throw new PkiException("the file is no soft token");

    private sealed record Kept(AsymmetricAlgorithm Key, byte[] Certificate) : ISoftToken
    {
        public byte[] Sign(SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes) => SimulatedKeys.Sign(Key, algorithm, bytes.ToArray());

        public byte[] Decrypt(byte[] ciphertext) => SimulatedKeys.Decrypt(Key, ciphertext);

        // The key is opened again later.
        public void Dispose()
        {
        }
    }

    private sealed class Pair(SimulatedSoftTokens all, AsymmetricAlgorithm key) : ISoftKey
    {
        public byte[] PublicKey => key.ExportSubjectPublicKeyInfo();

        public byte[] Close(Secret pin, DateTimeOffset now) => all.Keep(key, SelfSigned(key, now));

        public byte[] Complete(IReadOnlyList<byte[]> certificates, Secret pin) => all.Keep(key, certificates[0]);

        public void Dispose()
        {
        }
    }
}
