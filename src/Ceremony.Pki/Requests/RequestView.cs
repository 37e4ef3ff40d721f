using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>
/// A certification request as it is read. A request for anything that this program does not know is refused, since it would not get
/// what it asks for.
/// </summary>
public sealed class RequestView
{
    private readonly RequestInfo _info;

    private RequestView(byte[] der, SignedParts signed)
    {
        Der = der;
        _info = RequestInfo.Read(signed.Bytes);
        Subject = Names.Text(_info.Subject);
        SignatureAlgorithm = AlgorithmIdentifiers.NameOf(signed.Algorithm);
        var key = PublicKeyInfo.Read(_info.PublicKey);
        KeyAlgorithm = key.Name;
        KeySha256 = Convert.ToHexStringLower(SHA256.HashData(key.Identity(_info.PublicKey)));
        SignatureHolds = AlgorithmIdentifiers.Find(signed.Algorithm) is { } algorithm && Signatures.Verify(_info.PublicKey, algorithm, signed.Bytes, signed.Signature);
    }

    /// <summary>The whole request.</summary>
    public byte[] Der { get; }

    /// <summary>The subject as escaped text: see <see cref="Names.Text"/>. Not to be escaped again.</summary>
    public string Subject { get; }

    /// <summary>DER of the subject's Name.</summary>
    public byte[] SubjectDer => _info.Subject;

    /// <summary>DER of the SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey => _info.PublicKey;

    /// <summary>Such as <c>rsa-2048</c>, <c>dsa-2048</c> or <c>ec-p256</c>, or a dotted identifier.</summary>
    public string KeyAlgorithm { get; }

    /// <summary>The same value for one key however it is written, lower-case hex: see <see cref="CertificateView.KeySha256"/>.</summary>
    public string KeySha256 { get; }

    /// <summary>The extensions that it asks for.</summary>
    public RequestedExtensions Asked => _info.Asked;

    /// <summary>Names of RFC 5280 §4.2.1.3 that it asks for; empty where it asks for none.</summary>
    public IReadOnlyList<string> KeyUsage => Asked.KeyUsage;

    /// <summary>Such as <c>sha256-rsa</c>, or a dotted identifier.</summary>
    public string SignatureAlgorithm { get; }

    /// <summary>Whether its signature is one by the key inside: whoever asks has that key (RFC 2986 §3).</summary>
    public bool SignatureHolds { get; }

    /// <summary>SHA-256 of the whole request, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Der));

    /// <summary>Reads DER. Throws <see cref="PkiException"/>; a wrong signature is for the caller to refuse.</summary>
    public static RequestView Read(byte[] der) => Pki.Der.Read("a request", () =>
        Pki.Der.IsStrict(der) ? new RequestView(der, SignedParts.Read(der)) : throw new AsnContentException("not DER"));

    /// <summary>Everything in it, for people: as <see cref="SignedBytes.Describe"/>, its signature and its SHA-256.</summary>
    public IReadOnlyList<Detail> Describe() =>
    [
        .. RequestText.Describe(_info),
        new("Signature algorithm", SignatureAlgorithm, Foreign: true),
        new("Signature", SignatureHolds ? "by the key inside" : "NOT by the key inside"),
        new("SHA-256", Sha256),
    ];
}
