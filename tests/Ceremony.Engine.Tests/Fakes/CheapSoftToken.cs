using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>
/// The same soft token, encrypted with a single round: the product's hundreds of thousands are right on a table, but a sweep opens thousands.
/// </summary>
internal static class CheapSoftToken
{
    private static readonly PbeParameters OneRound = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);

    public static byte[] Of(byte[] pkcs12, string passphrase) =>
        X509CertificateLoader.LoadPkcs12Collection(pkcs12, passphrase, X509KeyStorageFlags.Exportable).ExportPkcs12(OneRound, passphrase);
}
