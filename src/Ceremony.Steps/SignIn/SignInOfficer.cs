using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Somebody who can be asked to sign in: an officer of the registry, or a bootstrap officer.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Person">The name of the person who holds the token.</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
/// <param name="Created">The officer in the registry; null for one who was recognised at the beginning.</param>
/// <param name="File">The soft token's file; null for a card.</param>
/// <param name="Token">The card; null for a soft token.</param>
/// <param name="KeyId">CKA_ID of the key on the card; null for a soft token.</param>
internal sealed record SignInOfficer(string Officer, string Person, byte[] Certificate, OfficerCreated? Created, string? File, TokenRef? Token, string? KeyId)
{
    /// <summary>The token in a word.</summary>
    public string TokenWord => File is null ? "card" : "soft token";

    /// <summary>What the officer's key signs with.</summary>
    public SignatureAlgorithm Algorithm => Signatures.ForConfirmation(PublicKey);

    /// <summary>DER of the SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey => CertificateView.Read(Certificate).PublicKey;

    /// <summary>The officer of that name; null where there is none who can sign in.</summary>
    public static SignInOfficer? Find(Registry registry, string officer)
    {
        if (registry.Officer(officer) is { } created)
            return new SignInOfficer(created.Officer, created.Person, created.Certificate, created, created.File, created.Token, created.KeyId);

        return registry.Find<OfficerRecognised>(each => each.Bootstrap && each.Officer == officer) is { } bootstrap
            ? new SignInOfficer(bootstrap.Officer, bootstrap.Person, bootstrap.Certificate, null, bootstrap.File, null, null)
            : null;
    }

    /// <summary>
    /// What ended this officer's right to sign in, as the rest of a sentence; null where nothing did. It is for the registry alone to say: a clock that is
    /// wrong refuses nobody for good.
    /// </summary>
    public string? WhyEnded(Registry registry)
    {
        if (registry.IsReplaced(Officer))
            return "this officer was replaced";
        if (Authorities.RevokedIssuer(registry, Certificate) is { } ca)
            return $"the CA \"{ca}\", which issued the certificate, is revoked";
        if (Created is { State: not "active" })
            return "this officer is inactive";

        return Created is not null && registry.OfficerProfile(Created.Profile) is { State: not "active" } profile ? $"the officer profile \"{profile.Profile}\" is inactive" : null;
    }
}
