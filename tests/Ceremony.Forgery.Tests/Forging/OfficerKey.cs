using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>An officer's private key in the forger's hands.</summary>
/// <param name="Certificate">The certificate over it, DER.</param>
/// <param name="Raw">A raw signature, as a token gives it.</param>
internal sealed record OfficerKey(byte[] Certificate, Func<SignatureAlgorithm, byte[], byte[]> Raw)
{
    /// <summary>What this key signs confirmations and archives with.</summary>
    public SignatureAlgorithm Algorithm { get; } = Signatures.ForConfirmation(CertificateView.Read(Certificate).PublicKey);

    /// <summary>The certificate as a line has it.</summary>
    public string Base64 { get; } = Convert.ToBase64String(Certificate);

    /// <summary>A signature as a <c>confirmed</c> line has it.</summary>
    public string Confirm(byte[] text) => Convert.ToBase64String(Signatures.ToDer(Algorithm, Raw(Algorithm, text)));

    /// <summary>The key of somebody of the kit's cast.</summary>
    public static OfficerKey Of(Actor actor) => new(actor.Certificate, (_, bytes) => actor.Sign(bytes));
}
