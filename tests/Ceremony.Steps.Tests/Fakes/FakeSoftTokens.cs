using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>Soft tokens with software keys, by their files.</summary>
internal sealed class FakeSoftTokens
{
    private readonly Dictionary<string, AsymmetricAlgorithm> _keys = [];

    /// <summary>The certificates that were written, by file.</summary>
    public Dictionary<string, IReadOnlyList<byte[]>> Written { get; } = [];

    /// <summary>What the next receipts of written files tell instead of the truth.</summary>
    public Func<SoftTokenReceipt, SoftTokenReceipt> Tells { get; set; } = receipt => receipt;

    public SoftKeyReceipt Make(MakeSoftToken action)
    {
        _keys[action.File] = SoftwareKeys.Of(action.Algorithm, action.File, 0);
        return new SoftKeyReceipt(_keys[action.File].ExportSubjectPublicKeyInfo(), 1, 1);
    }

    public SoftTokenReceipt Complete(CompleteSoftToken action)
    {
        Assert.True(_keys.ContainsKey(action.File), "a soft token was completed that was never made");
        Written[action.File] = action.Certificates;
        return Tells(new SoftTokenReceipt(2345, Convert.ToHexStringLower(SHA256.HashData(action.Certificates[0]))));
    }

    public DecryptedReceipt Decrypt(ProveDecryptionWithSoftToken action) => new(((RSA)_keys[action.File]).Decrypt(action.Ciphertext, RSAEncryptionPadding.Pkcs1));

    public byte[] Sign(string file, SignatureAlgorithm algorithm, byte[] bytes) => SoftwareKeys.Sign(_keys[file], algorithm, bytes);
}
