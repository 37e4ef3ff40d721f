using System.Security.Cryptography;
using Ceremony.Core.Devices;
using Ceremony.Core.Scripts;
using Ceremony.Core.Secrets;

namespace Ceremony.Pki;

/// <summary>What a boot kit is made for.</summary>
/// <param name="Organisation">O of its names.</param>
/// <param name="Country">C of its names, two capital letters.</param>
/// <param name="Officer1Pin">The PIN of <c>officer1.p12</c>.</param>
/// <param name="Officer2Pin">The PIN of <c>officer2.p12</c>.</param>
/// <param name="Now">The first second of the certificates' validity.</param>
public sealed record BootKitOrder(string Organisation, string Country, Secret Officer1Pin, Secret Officer2Pin, DateTimeOffset Now)
{
    /// <summary>The size of its RSA keys, in bits.</summary>
    public int KeyBits { get; init; } = 3072;
}

/// <summary>What a new installation starts with: a Boot CA and two bootstrap officers' soft tokens.</summary>
public static class BootKit
{
    /// <summary>The Boot CA's certificate, DER.</summary>
    public const string CaCertificateFile = "bootca.cer";

    /// <summary>The Boot CA's key, for its last signatures when it is revoked.</summary>
    public const string CaTokenFile = "bootca.p12";

    /// <summary>Bootstrap officer 1's soft token, the Boot CA's certificate with it.</summary>
    public const string Officer1File = "officer1.p12";

    /// <summary>Bootstrap officer 2's soft token, the Boot CA's certificate with it.</summary>
    public const string Officer2File = "officer2.p12";

    private static readonly Validity CaValidity = new(10, "years");
    private static readonly CertificateProfile CaProfile = CertificateProfile.Ca with { PathLength = 0 };

    // Of the Boot CA and of two officers.
    private const int SoftTokens = 3;

    /// <summary>Makes the kit of a Boot CA whose key is in a token: three files. Throws <see cref="PkiException"/> for names that a certificate cannot hold.</summary>
    /// <param name="order">What it is made for.</param>
    /// <param name="ca">The Boot CA's key.</param>
    public static IReadOnlyDictionary<string, byte[]> Make(BootKitOrder order, IssuerKey ca) => Make(order, ca, RSA.Create, Pkcs12.Make);

    /// <summary>The same with the Boot CA's key in a soft token, the fourth file.</summary>
    /// <param name="order">What it is made for.</param>
    /// <param name="caPin">The PIN of <c>bootca.p12</c>.</param>
    public static IReadOnlyDictionary<string, byte[]> Make(BootKitOrder order, Secret caPin)
    {
        // A name that no certificate can hold is refused before any key is begun.
        _ = NameOf(order.Organisation, order.Country, "Boot CA");
        using var keys = new KeysAhead(order.KeyBits, SoftTokens);
        return Make(order, caPin, _ => keys.Take(), Pkcs12.Make);
    }

    /// <summary>The same with keys and files of another make.</summary>
    /// <param name="order">What it is made for.</param>
    /// <param name="caPin">The PIN of <c>bootca.p12</c>.</param>
    /// <param name="newKey">Makes a key of so many bits.</param>
    /// <param name="write">Makes the file of a key, its certificate and those above it, under a PIN.</param>
    internal static IReadOnlyDictionary<string, byte[]> Make(BootKitOrder order, Secret caPin, Func<int, RSA> newKey, Func<RSA, byte[], IReadOnlyList<byte[]>, Secret, byte[]> write)
    {
        using RSA caKey = newKey(order.KeyBits);
        IReadOnlyDictionary<string, byte[]> files = Make(order, IssuerKey.Of(caKey), newKey, write);
        return new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [CaTokenFile] = write(caKey, files[CaCertificateFile], [], caPin) };
    }

    private static IReadOnlyDictionary<string, byte[]> Make(BootKitOrder order, IssuerKey caKey, Func<int, RSA> newKey, Func<RSA, byte[], IReadOnlyList<byte[]>, Secret, byte[]> write)
    {
        DateTimeOffset to = CaValidity.LastSecond(order.Now);
        byte[] ca = SoftCertificates.SelfSigned(caKey, NameOf(order.Organisation, order.Country, "Boot CA"), order.Now, to, CaProfile);
        byte[] Officer(string commonName, Secret pin)
        {
            using RSA key = newKey(order.KeyBits);
            byte[] certificate = SoftCertificates.Issued(caKey, ca, key, NameOf(order.Organisation, order.Country, commonName), order.Now, to, CertificateProfile.Signer);
            return write(key, certificate, [ca], pin);
        }

        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [CaCertificateFile] = ca,
            [Officer1File] = Officer("Bootstrap officer 1", order.Officer1Pin),
            [Officer2File] = Officer("Bootstrap officer 2", order.Officer2Pin),
        };
    }

    /// <summary>Who may read a file of the kit: the soft tokens nobody but their owner.</summary>
    public static Readers ReadersOf(string file) => file == CaCertificateFile ? Readers.Everybody : Readers.OwnerOnly;

    /// <summary>DER of the Name of one of its subjects. Throws <see cref="PkiException"/> where a certificate cannot hold it.</summary>
    public static byte[] NameOf(string organisation, string country, string commonName) =>
        Names.Encode([new("C", country), new("O", organisation), new("CN", commonName)]);
}
