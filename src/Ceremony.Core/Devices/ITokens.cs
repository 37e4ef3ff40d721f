using Ceremony.Core.Actions;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Devices;

/// <summary>Cryptographic tokens: HSM slots and cards behind PKCS#11 modules. Every method may throw <see cref="DeviceFault"/>.</summary>
public interface ITokens : IDisposable
{
    /// <summary>All initialised tokens that a module shows, without their objects, in a list that does not change afterwards.</summary>
    /// <param name="module">The PKCS#11 module's file.</param>
    /// <param name="expectedSha256">The module's SHA-256 in hex; another module is not loaded (code <c>OtherModule</c>). Null for any.</param>
    IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null);

    /// <summary>The module's other slots: empty readers, and tokens that were never initialised.</summary>
    IReadOnlyList<EmptySlot> EmptySlots(string module);

    /// <summary>The blank tokens that may become the one that the entry names: all of its module that were never initialised, as they are in their slots now.</summary>
    /// <param name="entry">The token as it will be.</param>
    /// <param name="slot">The name of the slot; null for any.</param>
    /// <param name="serial">The blank token's serial number; null for any.</param>
    IReadOnlyList<BlankToken> Blank(TokenEntry entry, string? slot, string? serial);

    /// <summary>
    /// C_InitToken: initialises the one blank token in that slot, of that serial number, under the label of the entry; it has no user PIN then. Throws <see cref="DeviceFault"/> with code
    /// <see cref="DeviceFault.Changed"/> where no such blank token is there, <c>LabelTaken</c> where a token has the label already, <see cref="PinRefusedFault"/> where the PIN is not taken.
    /// </summary>
    /// <param name="entry">The token as it will be.</param>
    /// <param name="slot">The name of the slot.</param>
    /// <param name="serial">The blank token's serial number; empty where it tells none.</param>
    /// <param name="pin">The new security officer PIN; null where it is typed at the device.</param>
    void Initialise(TokenEntry entry, string slot, string serial, Secret? pin);

    /// <summary>
    /// Opens the one token that the entry names. Throws <see cref="DeviceFault"/> with code <c>NoToken</c> where it is not there,
    /// <c>TwoTokens</c> where several fit.
    /// </summary>
    ITokenSession Open(TokenEntry entry);

    /// <summary>
    /// Opens tokens as <see cref="Open"/> does, after one look at the slots of each module: for whoever opens many, one after the other. Whoever opens one like this compares what the session tells of its token with what
    /// was wanted, since the token may have been exchanged since the look.
    /// </summary>
    Func<TokenEntry, ITokenSession> OpenAfterOneLook() => Open;

    /// <summary>
    /// Has every module that was used begin anew (C_Finalize, C_Initialize): a device that was lost and came back is reached again, and a token that was initialised meanwhile is seen. Every session ends by it.
    /// </summary>
    void Renew();

    /// <summary>SHA-256 of the module's file in lower-case hex. Throws <see cref="DeviceFault"/> where it cannot be read.</summary>
    string ModuleHash(string module);

    /// <summary>SHA-256 of a module's configuration file in lower-case hex. Throws <see cref="DeviceFault"/> with code <c>NoConfiguration</c> where it cannot be read.</summary>
    string ConfigurationHash(string file);
}

/// <summary>A session with one token. Every method may throw <see cref="DeviceFault"/>; calls block, so they stay off the screen's thread.</summary>
public interface ITokenSession : IDisposable
{
    /// <summary>The token without its objects, seen afresh: its PIN flags change.</summary>
    TokenView View();

    /// <summary>C_Login as user, or as the entry's <see cref="TokenEntry.UserType"/>. Throws <see cref="PinRefusedFault"/>.</summary>
    /// <param name="pin">The PIN; null where it is typed at the device (CKF_PROTECTED_AUTHENTICATION_PATH), which is waited for.</param>
    void LoginUser(Secret? pin);

    /// <summary>C_Login as security officer. Throws <see cref="PinRefusedFault"/>.</summary>
    /// <param name="pin">The PIN; null where it is typed at the device.</param>
    void LoginSecurityOfficer(Secret? pin);

    /// <summary>C_Logout; does nothing where nobody is logged in.</summary>
    void Logout();

    /// <summary>C_InitPIN: sets the user PIN; needs the security officer's login.</summary>
    /// <param name="pin">The PIN; null where it is typed at the device.</param>
    void InitialiseUserPin(Secret? pin);

    /// <summary>C_SetPIN: replaces the user PIN by another. Throws <see cref="PinRefusedFault"/> where the present one is wrong, or the new one is not taken.</summary>
    /// <param name="present">The present PIN; null where both are typed at the device.</param>
    /// <param name="next">The new one; null where both are typed at the device.</param>
    void ChangeUserPin(Secret? present, Secret? next);

    /// <summary>C_SetPIN as security officer, who is logged in: replaces that PIN by another. Throws as <see cref="ChangeUserPin"/> does.</summary>
    /// <param name="present">The present PIN; null where both are typed at the device.</param>
    /// <param name="next">The new one; null where both are typed at the device.</param>
    void ChangeSecurityOfficerPin(Secret? present, Secret? next);

    /// <summary>All objects that can be seen, in a list that does not change afterwards: without a login the public ones only.</summary>
    IReadOnlyList<TokenObject> Objects();

    /// <summary>Finds out in which form the token takes the order to make such a key, by a key that ends with the session where it makes one. Nothing stays on it.</summary>
    /// <param name="algorithm">The kind and size of key, such as <c>rsa-4096</c> or <c>aes-256</c>.</param>
    /// <param name="usage">What it may do.</param>
    /// <param name="id">The CKA_ID that is wished for, lower-case hex; null for any.</param>
    KeyForm FormOf(string algorithm, IReadOnlyList<string> usage, string? id);

    /// <summary>
    /// Performs the action by the first of its templates that the token takes; the receipt is read back from the token. Refuses a label that is taken (code <c>LabelTaken</c>).
    /// </summary>
    KeyReceipt GenerateKeyPair(GenerateKeyPair action);

    /// <summary>
    /// Whether an interrupted action was done: the receipt where both halves are there and fit, null where nothing is there; a
    /// <see cref="DeviceFault"/> with code <c>Unclear</c> where only a part is there.
    /// </summary>
    KeyReceipt? InspectKeyPair(GenerateKeyPair action);

    /// <summary>Performs the action by the first of its templates that the token takes; the receipt is read back from the token. Refuses a label that is taken (code <c>LabelTaken</c>).</summary>
    SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action);

    /// <summary>Whether an interrupted action was done: the receipt where the key is there and fits, null where it is not there.</summary>
    SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action);

    /// <summary>Destroys the private half, then the public one. Refuses where several private keys have that CKA_ID (code <c>TwoKeys</c>).</summary>
    void DestroyKeyPair(DestroyKey action);

    /// <summary>Whether no half of a key pair of that CKA_ID is there. Needs a login: without one private keys are not seen.</summary>
    bool IsGone(string keyId);

    /// <summary>
    /// Removes the one object of that class, CKA_ID and label, and looks whether it is gone. Needs a login. Throws <see cref="DeviceFault"/> with code <c>NoObject</c> where none is there,
    /// <c>TwoObjects</c> where several are, <c>StillThere</c> where the token says that it removed it and shows it still.
    /// </summary>
    DestroyedReceipt RemoveObject(RemoveObject action);

    /// <summary>Whether the private key of that CKA_ID demands a login of its own for each use (CKA_ALWAYS_AUTHENTICATE; PKCS#11 v2.40 §4.9). Needs a login.</summary>
    bool DemandsLoginForEachUse(string keyId);

    /// <summary>Signs bytes (hash and signature in one) with the one private key of that CKA_ID; ECDSA as r‖s.</summary>
    /// <param name="keyId">CKA_ID in lower-case hex.</param>
    /// <param name="algorithm">How the bytes are hashed and signed.</param>
    /// <param name="bytes">What is signed.</param>
    /// <param name="keyPin">The PIN for this one use, where the key demands it; null where it does not, or where it is typed at the device.</param>
    byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, Secret? keyPin = null);

    /// <summary>
    /// Decrypts by RSAES-PKCS1-v1_5 with the one private key of that CKA_ID. Throws <see cref="DeviceFault"/> with code <c>NotDecrypted</c> where what was encrypted is not for that key.
    /// </summary>
    /// <param name="keyId">CKA_ID in lower-case hex.</param>
    /// <param name="ciphertext">What is decrypted.</param>
    /// <param name="keyPin">The PIN for this one use, as with <see cref="Sign"/>.</param>
    byte[] Decrypt(string keyId, ReadOnlySpan<byte> ciphertext, Secret? keyPin = null);

    /// <summary>Performs the action; the throwaway keys are gone afterwards, whatever is thrown.</summary>
    UnwrappedReceipt ProveWrapping(ProveWrapping action);

    /// <summary>
    /// Performs the action and reads the certificate back; the former one goes last. Throws <see cref="DeviceFault"/> with code <c>CertificateTaken</c> where another certificate has that CKA_ID,
    /// <c>NoCertificate</c> where the one to be replaced is not there.
    /// </summary>
    StoredReceipt StoreCertificate(StoreCertificate action);

    /// <summary>Whether an interrupted action was done: the receipt, or null where the certificate is not there, or the former one still is.</summary>
    StoredReceipt? InspectCertificate(StoreCertificate action);
}
