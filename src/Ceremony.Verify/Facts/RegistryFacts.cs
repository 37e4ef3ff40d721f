using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify;

/// <summary>How facts that officers enter must fit what the registry holds; what does not is given as a clause.</summary>
internal static class RegistryFacts
{
    // Why a CA can end in a ceremony, by the names of RFC 5280 §5.3.1.
    private static readonly string[] Reasons = ["cessationOfOperation", "superseded"];

    public static string? Created(FactBasis basis, OfficerCreated officer)
    {
        if (basis.Registry.OfficerProfile(officer.Profile) is null)
        {
            return $"the officer profile \"{officer.Profile}\" of {officer.Officer} is not in the registry";
        }

        // Of soft tokens another check compares the holder.
        return officer.Token is not { } token || basis.Registry.Find<CardPersonalised>(each => each.Token == token)?.Holder == officer.Person
            ? null
            : $"the card of {officer.Officer} was not personalised for {officer.Person}";
    }

    public static string? Replaced(FactBasis basis, OfficerReplaced officer) => basis.Registry.Officer(officer.Officer) is null ? $"{officer.Officer}, who was replaced, is not an officer of the registry" : null;

    public static string? Created(FactBasis basis, CertificateProcedureCreated procedure) =>
        basis.Registry.Ca(procedure.Issuer) is { } ca && basis.Registry.Key(ca.Key) is { } key
            ? KeyAlgorithm.Find(key.Algorithm)?.Family == SignatureAlgorithm.Find(procedure.SignatureAlgorithm)?.Family
                ? null
                : $"the key of the CA \"{procedure.Issuer}\" cannot sign as the procedure \"{procedure.Procedure}\" demands"
            : $"the CA \"{procedure.Issuer}\" of the certificate procedure \"{procedure.Procedure}\" is not in the registry";

    public static string? Created(FactBasis basis, TokenProcedureCreated procedure) => basis.Registry.CertificateProcedure(procedure.CertificateProcedure) is null
        ? $"the certificate procedure \"{procedure.CertificateProcedure}\" of the token procedure \"{procedure.Procedure}\" is not in the registry"
        : HasPin(procedure) ? null : $"the token procedure \"{procedure.Procedure}\" has the PIN procedure {procedure.PinProcedure}, which is none for {procedure.StorageProfile}";

    // Nobody chooses a PIN for a file, and a request comes with a key that has its own.
    private static bool HasPin(TokenProcedureCreated procedure) => procedure.StorageProfile switch
    {
        "smart-card" => procedure.PinProcedure is "show-in-client" or "chosen-by-holder",
        "pkcs12" => procedure.PinProcedure == "show-in-client",
        _ => procedure.PinProcedure == "none",
    };

    public static string? Revoked(FactBasis basis, CaRevoked revoked) =>
        Reasons.Contains(revoked.Reason) ? basis.EndOfBootKit(revoked.Ca) : $"\"{revoked.Reason}\" is no reason why the CA \"{revoked.Ca}\" can end";
}
