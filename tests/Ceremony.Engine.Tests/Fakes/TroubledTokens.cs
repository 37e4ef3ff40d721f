using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>Tokens, any of whose calls may throw what nobody foresaw.</summary>
internal sealed class TroubledTokens(ITokens tokens, Trouble trouble) : ITokens
{
    public IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null) => trouble.Of(() => tokens.List(module, expectedSha256));

    public IReadOnlyList<EmptySlot> EmptySlots(string module) => trouble.Of(() => tokens.EmptySlots(module));

    public IReadOnlyList<BlankToken> Blank(TokenEntry entry, string? slot, string? serial) => trouble.Of(() => tokens.Blank(entry, slot, serial));

    /// <summary>What happens right after a token was initialised.</summary>
    public Action AfterInitialising { get; init; } = () => { };

    public void Initialise(TokenEntry entry, string slot, string serial, Secret? pin) => trouble.Of(() =>
    {
        tokens.Initialise(entry, slot, serial, pin);
        AfterInitialising();
    });

    public ITokenSession Open(TokenEntry entry) => trouble.Of(() => new Session(tokens.Open(entry), trouble));

    public void Renew() => trouble.Of(tokens.Renew);

    public string ModuleHash(string module) => trouble.Of(() => tokens.ModuleHash(module));

    public string ConfigurationHash(string file) => trouble.Of(() => tokens.ConfigurationHash(file));

    public void Dispose()
    {
    }

    private sealed class Session(ITokenSession session, Trouble trouble) : ITokenSession
    {
        public TokenView View() => trouble.Of(session.View);

        public void LoginUser(Secret? pin) => trouble.Of(() => session.LoginUser(pin));

        public void LoginSecurityOfficer(Secret? pin) => trouble.Of(() => session.LoginSecurityOfficer(pin));

        public void Logout() => trouble.Of(session.Logout);

        public void InitialiseUserPin(Secret? pin) => trouble.Of(() => session.InitialiseUserPin(pin));

        public IReadOnlyList<TokenObject> Objects() => trouble.Of(session.Objects);

        public KeyForm FormOf(string algorithm, IReadOnlyList<string> usage, string? id) => trouble.Of(() => session.FormOf(algorithm, usage, id));

        public KeyReceipt GenerateKeyPair(GenerateKeyPair action) => trouble.Of(() => session.GenerateKeyPair(action));

        public KeyReceipt? InspectKeyPair(GenerateKeyPair action) => trouble.Of(() => session.InspectKeyPair(action));

        public SecretKeyReceipt GenerateSecretKey(GenerateSecretKey action) => trouble.Of(() => session.GenerateSecretKey(action));

        public SecretKeyReceipt? InspectSecretKey(GenerateSecretKey action) => trouble.Of(() => session.InspectSecretKey(action));

        public void DestroyKeyPair(DestroyKey action) => trouble.Of(() => session.DestroyKeyPair(action));

        public bool IsGone(string keyId) => trouble.Of(() => session.IsGone(keyId));

        public DestroyedReceipt RemoveObject(RemoveObject action) => trouble.Of(() => session.RemoveObject(action));

        public void ChangeUserPin(Secret? present, Secret? next) => trouble.Of(() => session.ChangeUserPin(present, next));

        public void ChangeSecurityOfficerPin(Secret? present, Secret? next) => trouble.Of(() => session.ChangeSecurityOfficerPin(present, next));

        public bool DemandsLoginForEachUse(string keyId) => trouble.Of(() => session.DemandsLoginForEachUse(keyId));

        public byte[] Sign(string keyId, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, Secret? keyPin = null)
        {
            trouble.Next();
            return session.Sign(keyId, algorithm, bytes);
        }

        public byte[] Decrypt(string keyId, ReadOnlySpan<byte> ciphertext, Secret? keyPin = null)
        {
            trouble.Next();
            return session.Decrypt(keyId, ciphertext);
        }

        public UnwrappedReceipt ProveWrapping(ProveWrapping action) => trouble.Of(() => session.ProveWrapping(action));

        public StoredReceipt StoreCertificate(StoreCertificate action) => trouble.Of(() => session.StoreCertificate(action));

        public StoredReceipt? InspectCertificate(StoreCertificate action) => trouble.Of(() => session.InspectCertificate(action));

        // Whoever ends a session does not ask what came of it.
        public void Dispose() => session.Dispose();
    }
}
