using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ceremony.TestKit;

/// <summary>
/// Everyone's keys and certificates, made by the runtime's own X.509 and not by this program: once for all tests, since keys take time.
/// </summary>
public sealed class Cast
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Cast> First = new(() => new Cast());
    private static readonly Lazy<Cast> Second = new(() => new Cast());

    private byte _serial = 0x41;

    private Cast()
    {
        RSA bootKey = RSA.Create(2048);
        BootCa = new("Boot CA", "", "soft", bootKey, SelfSigned(bootKey, "CN=Boot CA", true));
        Bootstrap1 = Under(BootCa, "Bootstrap officer 1", "Ada Berg", "soft");
        Bootstrap2 = Under(BootCa, "Bootstrap officer 2", "Bo Carlsson", "soft");
        RSA caKey = RSA.Create(2048);
        Ca = new("Officer CA", "", "card", caKey, SelfSigned(caKey, "CN=Officer CA", true));
        Card1 = Under(Ca, "ada", "Ada Berg", "card");
        Card2 = Under(Ca, "bo", "Bo Carlsson", "card");
        RSA console1 = RSA.Create(2048);
        RSA console2 = RSA.Create(2048);
        Console1 = new("officer 1", "Ada Berg", "console", console1, SelfSigned(console1, "CN=Ada Berg", false));
        Console2 = new("officer 2", "Bo Carlsson", "console", console2, SelfSigned(console2, "CN=Bo Carlsson", false));
    }

    /// <summary>The people of the original.</summary>
    public static Cast Original => First.Value;

    /// <summary>The same names with other keys: a forger's.</summary>
    public static Cast Forged => Second.Value;

    public Actor BootCa { get; }

    public Actor Bootstrap1 { get; }

    public Actor Bootstrap2 { get; }

    public Actor Ca { get; }

    public Actor Card1 { get; }

    public Actor Card2 { get; }

    public Actor Console1 { get; }

    public Actor Console2 { get; }

    /// <summary>Another certificate over the key of an actor.</summary>
    public Actor Again(Actor actor, string officer, string person, params X509Extension[] extensions) =>
        actor with { Officer = officer, Person = person, Certificate = Issue(Ca, actor.Key, $"CN={officer}", extensions) };

    /// <summary>Somebody with a soft token whose certificate the Boot CA issued, though it is not as an officer's should be.</summary>
    public Actor Odd(string subject, string officer, string person, PublicKey? written = null, RSA? key = null, params X509Extension[] extensions)
    {
        key ??= RSA.Create(2048);
        X509Extension[] told = extensions.Length > 0 ? extensions : [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true)];
        return new Actor(officer, person, "soft", key, Issue(BootCa, written ?? new PublicKey(key), subject, told));
    }

    private Actor Under(Actor issuer, string officer, string person, string origin)
    {
        RSA key = RSA.Create(2048);
        return new Actor(officer, person, origin, key, Issue(issuer, key, $"CN={officer}"));
    }

    private byte[] Issue(Actor issuer, RSA key, string name, params X509Extension[] extensions) =>
        Issue(issuer, new PublicKey(key), name, [new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true), .. extensions]);

    private byte[] Issue(Actor issuer, PublicKey key, string name, params X509Extension[] extensions)
    {
        using X509Certificate2 above = X509CertificateLoader.LoadCertificate(issuer.Certificate);
        var request = new CertificateRequest(new X500DistinguishedName(name), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        foreach (X509Extension extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using X509Certificate2 made = request.Create(
            above.SubjectName, X509SignatureGenerator.CreateForRSA(issuer.Key, RSASignaturePadding.Pkcs1), Begin, Begin.AddYears(5).AddSeconds(-1), [_serial++, .. RandomNumberGenerator.GetBytes(15)]);
        return made.RawData;
    }

    private static byte[] SelfSigned(RSA key, string name, bool ca)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(ca, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(ca ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, true));
        using X509Certificate2 made = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), Begin, Begin.AddYears(10), [0x40, .. RandomNumberGenerator.GetBytes(15)]);
        return made.RawData;
    }
}
