using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>What can be checked of a statement about a key without asking its vendor.</summary>
/// <param name="Key">Whether it is about the very key.</param>
/// <param name="Chain">Whether its certificates lead to the root whose fingerprint the script names: signatures, validity and that each is an authority's.</param>
/// <param name="Serial">Whether the device that it names is the token.</param>
public sealed record AttestationChecks(AttestationFinding Key, AttestationFinding Chain, AttestationFinding Serial)
{
    private const int LongestChain = 10;

    /// <summary>The outcomes as the record has them.</summary>
    public AttestationOutcome Outcome => new(Key.Outcome, Chain.Outcome, Serial.Outcome);

    /// <summary>Makes the checks. Does not throw for any statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="publicKey">DER of the key's SubjectPublicKeyInfo, as the record has it.</param>
    /// <param name="tokenSerial">The token's serial number, as PKCS#11 tells it.</param>
    /// <param name="root">The vendor's root; null where the script names none.</param>
    /// <param name="at">The moment at which the certificates must be valid.</param>
    public static AttestationChecks Of(AttestationStatement statement, byte[] publicKey, string tokenSerial, AttestationRoot? root, DateTimeOffset at)
    {
        if (statement.Unread is { } unread)
        {
            AttestationFinding untold = new(AttestationOutcome.NotTold, $"the statement is kept as it is, and nothing in it was checked: {unread}");
            return new(untold, root is null ? untold : Differs($"the script names a root, but the statement has no certificates that could lead to it: {unread}"), untold);
        }

        return statement.Of(publicKey) is not { } attested
            ? new(Differs(statement.Certificates.Count == 1 ? "its certificate is not for this key" : $"none of its {statement.Certificates.Count} certificates is for this key"), NotTold("there is no certificate for the key"), NotTold("there is no certificate for the key"))
            : new(OfKey(attested), OfChain(attested, [.. statement.Certificates, .. root?.Beside ?? []], root, at), OfDevice(attested, tokenSerial));
    }

    private static AttestationFinding OfKey(CertificateView attested) =>
        AttestationStatement.IsSignedByItself(attested) ? Differs("its certificate for this key is signed by this key itself, which shows nothing")
            : AttestationExtensions.IsImported(attested) ? Differs("it says that the key was not made in the device, but came from outside")
            : Holds($"the certificate of {attested.Subject} is for this very key");

    // Modules that number tokens in a way of their own cannot be compared with what is printed on the device.
    private static AttestationFinding OfDevice(CertificateView attested, string tokenSerial)
    {
        string shown = Hostile.Escape(tokenSerial);
        return AttestationExtensions.DeviceSerial(attested) switch
        {
            null when AttestationExtensions.LunaSerial(attested) is { } luna => NotTold($"the statement names the HSM {luna}; the token's serial number, {shown}, is that of its partition"),
            null => NotTold("the statement does not tell the serial number of its device"),
            { } told when tokenSerial.Length == 0 || !tokenSerial.All(char.IsAsciiDigit) => NotTold($"the statement names the device {told}; the token's serial number, {shown}, is of another form"),
            { } told when tokenSerial.TrimStart('0') == told.TrimStart('0') => Holds($"the statement names the device {told}, which is the token's serial number"),
            { } told => Differs($"the statement names the device {told}, but the token has the serial number {shown}"),
        };
    }

    private static AttestationFinding OfChain(CertificateView attested, IReadOnlyList<CertificateView> all, AttestationRoot? root, DateTimeOffset at)
    {
        try
        {
            return Walk(attested, all, root, at);
        }
        catch (PkiException unreadable)
        {
            return Differs(unreadable.Message);
        }
    }

    private static AttestationFinding Walk(CertificateView attested, IReadOnlyList<CertificateView> all, AttestationRoot? root, DateTimeOffset at)
    {
        CertificateView current = attested;
        int casBelow = 0;
        for (int length = 0; length < LongestChain; length++)
        {
            if (Chains.RefuseByItself(current, at) is { } refusal)
                return Differs(refusal);
            if (current.Sha256 == root?.Sha256)
                return length > 0 ? Holds($"the certificates lead to the root {current.Subject}, whose fingerprint the script names") : Differs("the certificate for the key is itself the one whose fingerprint the script names as the root");
            if (current.IsSelfIssued && (!IsVerifiable(current) || current.IsSignedBy(current.PublicKey)))
                return Ends(current, root);
            if (Chains.FindIssuer(current, all) is not { } issuer)
                return WithoutIssuer(current, all, root);
            if (root is not null && !AttestationExtensions.IsLunasAuthority(issuer) && Chains.RefuseIssuer(issuer, casBelow) is { } refused)
                return Differs(refused);
            casBelow += issuer.IsSelfIssued ? 0 : 1;
            current = issuer;
        }

        return Differs($"the chain has more than {LongestChain} certificates");
    }

    private static AttestationFinding Ends(CertificateView last, AttestationRoot? root) => root is null
        ? NotTold($"the certificates lead to {last.Subject}, SHA-256 {last.Sha256}, and the script names no root to compare it with")
        : Differs($"the certificates lead to {last.Subject}, SHA-256 {last.Sha256}, and not to the root that the script names");

    // Where nobody names a root, what is missing is no fault; a signature that does not verify is one.
    private static AttestationFinding WithoutIssuer(CertificateView last, IReadOnlyList<CertificateView> all, AttestationRoot? root)
    {
        if (!IsVerifiable(last))
        {
            string unknown = $"the signature of the certificate of {last.Subject} is of a kind or form that this program does not verify, {last.SignatureAlgorithm}";
            return root is null ? NotTold(unknown) : Differs(unknown);
        }

        string refusal = Chains.RefuseWithoutIssuer(last, all);
        return root is not null || all.Any(each => each.SubjectDer.AsSpan().SequenceEqual(last.IssuerDer)) ? Differs(refusal)
            : NotTold($"the script names no root, and {refusal}");
    }

    // An old root may be signed by itself in a way of its time; it counts by its fingerprint alone.
    private static bool IsVerifiable(CertificateView certificate) => SignatureAlgorithm.OfCertificates.Any(each => each.Name == certificate.SignatureAlgorithm);

    private static AttestationFinding Holds(string says) => new(AttestationOutcome.Holds, says);

    private static AttestationFinding NotTold(string says) => new(AttestationOutcome.NotTold, says);

    private static AttestationFinding Differs(string says) => new(AttestationOutcome.Differs, says);
}
