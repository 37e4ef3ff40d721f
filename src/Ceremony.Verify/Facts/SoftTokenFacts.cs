using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What the fact of a soft token must rest on; what is wrong with that is given as a clause.</summary>
internal static class SoftTokenFacts
{
    public static string? Issued(FactBasis basis, SoftTokenIssued token)
    {
        byte[] key = CertificateView.Read(token.Certificate).PublicKey;
        if (basis.Find("make-soft-token", (action, receipt) => action.Text("file") == token.File && action.Text("holder") == token.Holder && FactBasis.Holds(receipt, "public-key", key)) is not { } made)
        {
            return $"no action made the key of the soft token {token.File}";
        }

        if (basis.Find("complete-soft-token", (action, receipt) =>
            action.Text("file") == token.File
            && action.Text("holder") == token.Holder
            && action.Texts("certificates")[0] == Convert.ToBase64String(token.Certificate)
            && receipt.Text("certificate-sha256") == FactBasis.Hash(token.Certificate)) is not { } written)
        {
            return $"no action put the certificate into the soft token {token.File}";
        }

        return MadeKeys.OfPublicKey(token.File, made.Action.Text("algorithm"), key)
            ?? (token.Subject != token.Holder ? $"the soft token {token.File} is registered for {token.Subject}, but {token.Holder} holds it" : ByProcedure(basis.Registry, token, written));
    }

    /// <summary>What was asked for the certificate of a soft token, by the fact that tells of it.</summary>
    public static AskedExtensions Asked(Registry registry, byte[] certificate) =>
        registry.Find<SoftTokenIssued>(each => each.Certificate.AsSpan().SequenceEqual(certificate)) is { } token
            ? new(token.KeyUsage, token.ExtendedKeyUsage, token.AlternativeNames)
            : AskedExtensions.None with { KeyUsage = null };

    private static string? ByProcedure(Registry registry, SoftTokenIssued token, Deed written)
    {
        if (registry.TokenProcedure(token.TokenProcedure) is not { StorageProfile: "pkcs12" } procedure)
        {
            return $"the token procedure \"{token.TokenProcedure}\" of the soft token {token.File} is not in the registry, or not one for soft tokens";
        }

        if (registry.Find<CertificateIssued>(each => each.Certificate.AsSpan().SequenceEqual(token.Certificate)) is not { } issued || issued.Procedure != procedure.CertificateProcedure)
        {
            return $"the certificate of the soft token {token.File} was not issued by the procedure that \"{procedure.Procedure}\" names";
        }

        IEnumerable<string> above = procedure.IssuerCertificates == "store" && registry.Ca(issued.Issuer) is { } ca ? [Convert.ToBase64String(ca.Certificate)] : [];
        return written.Action.Texts("certificates").Skip(1).SequenceEqual(above, StringComparer.Ordinal)
            ? null
            : $"the soft token {token.File} holds other issuers' certificates than its token procedure \"{procedure.Procedure}\" demands";
    }
}
