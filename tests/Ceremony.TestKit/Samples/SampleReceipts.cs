using Ceremony.Core.Actions;

namespace Ceremony.TestKit;

/// <summary>A receipt of every kind.</summary>
public static class SampleReceipts
{
    private static readonly byte[] Bytes = [1, 2, 3];
    private static readonly string[] Attributes = ["CKA_LOCAL", "CKA_SENSITIVE"];

    /// <summary>One of each, or more where it has several forms.</summary>
    public static IReadOnlyList<Receipt> All { get; } =
    [
        new KeyReceipt("HSM-1", "CA key", "0a", "ec-p256", Bytes, Attributes),
        new KeyReceipt("HSM-1", "CA key", "0a", "ec-p256", Bytes, Attributes) { NotTold = ["CKA_LOCAL"] },
        new SecretKeyReceipt("HSM-1", "KEK", "0b", "aes-256", Attributes),
        new SecretKeyReceipt("HSM-1", "KEK", "0b", "aes-256", Attributes) { NotTold = ["CKA_LOCAL"] },
        new DestroyedReceipt("HSM-1"),
        new TokenReceipt("CM-HSM", "HSM-1", "Model"),
        new SignatureReceipt(Bytes),
        new DecryptedReceipt(Bytes),
        new UnwrappedReceipt("CKM_AES_KEY_WRAP", Bytes, [4], [5]),
        new UnwrappedReceipt("CKM_DES3_CBC", Bytes, null, [5]),
        new StoredReceipt(new string('a', 64)),
        new PinReceipt(1, 1),
        new SoftKeyReceipt(Bytes, 1, 1),
        new SoftTokenReceipt(4711, new string('a', 64)),
        new EditedReceipt(new string('b', 64)),
        new ServiceReceipt("active", []),
        new EnteredReceipt(),
    ];
}
