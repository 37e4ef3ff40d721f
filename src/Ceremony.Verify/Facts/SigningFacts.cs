using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about certificates, requests and CRLs must rest on: bytes that were approved, and the very signature in them. What is wrong with that is given as a clause.</summary>
internal static class SigningFacts
{
    private static readonly string[] OfCas = ["keyCertSign", "cRLSign"];

    public static string? Created(FactBasis basis, CaCreated ca)
    {
        CertificateView certificate = CertificateView.Read(ca.Certificate);
        return Signed(basis, ca.Certificate, certificate.IsSelfIssued ? basis.Registry.Key(ca.Key) : Above(basis.Registry, ca.Certificate), $"the CA \"{ca.Ca}\"", [ca.Ca])
            ?? (!certificate.IsCa || !certificate.KeyUsage.Contains("keyCertSign") || certificate.KeyUsage.Except(OfCas).Any() || certificate.ExtendedKeyUsage.Count > 0
                ? $"the certificate of the CA \"{ca.Ca}\" is not one of a CA"
                : basis.Registry.All<CaCreated>().Count(each => each.Key == ca.Key) > 1 ? $"the key \"{ca.Key}\" is that of two CAs"
                : !basis.WasThen(certificate.NotBefore) ? $"the certificate of the CA \"{ca.Ca}\" is valid from another time than the clock showed"
                : Drawn(basis, ca.Certificate, ca.Ca) ?? Succeeding(basis, ca, certificate));
    }

    // Whoever looks for an issuer by its name (RFC 5280 §6.1) finds one key, unless those who agreed to another were told so.
    private static string? Succeeding(FactBasis basis, CaCreated ca, CertificateView certificate)
    {
        if (!basis.Evidence.Rules.HasOneKeyASubject)
        {
            return null;
        }

        string? before = basis.Evidence.RegistryBefore(basis.Line).CasInForce
            .Where(each => Names.IsSame(CertificateView.Read(each.Certificate).SubjectDer, certificate.SubjectDer)).Select(each => each.Ca).LastOrDefault();
        return (before, ca.Succeeds) switch
        {
            (null, null) => null,
            (null, { } named) => $"the CA \"{ca.Ca}\" succeeds \"{named}\", but no CA in force had that name and the same subject",
            ({ } other, var named) when other != named => $"the CA \"{other}\" was in force with the subject of the CA \"{ca.Ca}\" and another key, and no line says that it is succeeded",
            ({ } other, _) => basis.WasToldBeforeSigning(ca.Certificate, $"\"{Hostile.Escape(other)}\" is in force and has the same subject")
                ? null
                : $"nobody who agreed to sign the CA \"{ca.Ca}\" was told that \"{other}\" has its subject",
        };
    }

    public static string? Issued(FactBasis basis, CertificateIssued issued) =>
        Signed(
            basis,
            issued.Certificate,
            basis.Registry.Ca(issued.Issuer) is { } issuer ? basis.Registry.Key(issuer.Key) : null,
            $"the certificate of {issued.Subject}",
            [issued.Subject, issued.Procedure]) ?? For(basis, issued) ?? Drawn(basis, issued.Certificate, issued.Subject) ?? OnCard(basis, issued);

    // Nobody chooses a serial number.
    private static string? Drawn(FactBasis basis, byte[] certificate, string subject)
    {
        string serial = CertificateView.Read(certificate).SerialNumber;
        return basis.Saw("random", (look, seen) => look.Number("bytes") == SerialNumbers.Size && Convert.ToHexStringLower(SerialNumbers.FromRandom(Convert.FromHexString(seen.Text("hex")))) == serial)
            ? null
            : $"the serial number of the certificate of {subject} is not one that was drawn in the step";
    }

    private static string? OnCard(FactBasis basis, CertificateIssued issued)
    {
        bool isStored = basis.Did("store-certificate", (action, _) =>
            (issued.Token is not { } card || (action.Text("token") == card.Name && action.Text("key-id") == issued.KeyId)) && FactBasis.Holds(action, "certificate", issued.Certificate));
        return isStored == issued.Token is not null ? null
            : isStored ? $"the certificate of {issued.Subject} was stored on a card, of which its fact does not tell"
            : $"the certificate of {issued.Subject} was not stored on its card";
    }

    // A card's certificate is its holder's, and asks for nothing; a soft token's its holder's; any other was asked for by its key.
    private static string? For(FactBasis basis, CertificateIssued issued)
    {
        byte[] key = CertificateView.Read(issued.Certificate).PublicKey;
        CardProduced? card = basis.Registry.Find<CardProduced>(each => each.Keys.Any(its => its.PublicKey.AsSpan().SequenceEqual(key)));
        if (card is not null || issued.Token is not null)
        {
            return card is null || card.Subject != issued.Subject || (card.Token != issued.Token && !(issued.Token is null && CardKeysFacts.IsOnlyIssued(basis, card, key)))
                ? $"the certificate of {issued.Subject} is for the key of a card that was not produced for {issued.Subject}"
                : ProcedureDemands.Problem(basis, issued, AskedExtensions.None);
        }

        if (basis.Find("make-soft-token", (_, receipt) => FactBasis.Holds(receipt, "public-key", key)) is { } made)
        {
            return made.Action.Text("holder") == issued.Subject ? ProcedureDemands.Problem(basis, issued, SoftTokenFacts.Asked(basis.Registry, issued.Certificate)) : $"the certificate of {issued.Subject} is for the soft token of {made.Action.Text("holder")}";
        }

        byte[] subject = CertificateView.Read(issued.Certificate).SubjectDer;
        return basis.Registry.All<CertificateRequested>().Select(each => RequestBytes.Read(each.Request)).LastOrDefault(each => each.PublicKey.AsSpan().SequenceEqual(key)) is { } request
            && request.Subject.AsSpan().SequenceEqual(subject)
                ? ProcedureDemands.Problem(basis, issued, request.Asked)
                : $"no request asked for the certificate of {issued.Subject}";
    }

    private static string? Signed(FactBasis basis, byte[] certificate, KeyGenerated? signer, string what, string[] told) =>
        signer is null ? $"the key that signed {what} is not in the registry"
            : basis.Signed(signer.Token, signer.Id, certificate) is not { } deed ? $"no action signed exactly {what}"
            : told.FirstOrDefault(each => !basis.WasTold(deed, each)) is { } untold ? $"nobody who agreed to sign {what} was told of \"{untold}\""
            : null;

    private static KeyGenerated? Above(Registry registry, byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return registry.Find<CaCreated>(each => CertificateView.Read(each.Certificate).SubjectDer.AsSpan().SequenceEqual(view.IssuerDer)) is { } issuer ? registry.Key(issuer.Key) : null;
    }

    public static string? Requested(FactBasis basis, CertificateRequested requested)
    {
        var request = RequestBytes.Read(requested.Request);
        return basis.Registry.Key(requested.Key) switch
        {
            null => $"the key \"{requested.Key}\", for which a certificate is requested, is not in the registry",
            var key when !key.PublicKey.AsSpan().SequenceEqual(request.PublicKey) => $"the key in the request is not \"{requested.Key}\"",
            _ when !AreSame(request.Asked.KeyUsage ?? [], requested.KeyUsage) => $"the request of the key \"{requested.Key}\" asks for another key usage",
            _ when !AreSame(request.Asked.ExtendedKeyUsage, requested.ExtendedKeyUsage) => $"the request of the key \"{requested.Key}\" asks for another extended key usage",
            _ when !AreSame(request.Asked.AlternativeNames, requested.AlternativeNames) => $"the request of the key \"{requested.Key}\" asks for other subject alternative names",
            var key => basis.Signed(key.Token, key.Id, requested.Request) is not null ? null : $"no action signed exactly the request of the key \"{requested.Key}\"",
        };
    }

    public static string? Crl(FactBasis basis, CrlIssued fact)
    {
        if (basis.Registry.SigningCa(fact.Ca) is not { } ca)
        {
            return $"the key that signed the CRL of \"{fact.Ca}\" is not in the registry";
        }

        var crl = CrlBytes.Read(fact.Crl);
        CertificateView above = CertificateView.Read(ca.Certificate);
        return crl switch
        {
            _ when !crl.Issuer.AsSpan().SequenceEqual(above.SubjectDer) => $"the CRL is not one of \"{fact.Ca}\"",
            _ when crl.Number != fact.Number || !AreSame(crl.Serials, fact.Serials) => $"the CRL of \"{fact.Ca}\" has another number or other entries",
            _ when Expected(basis, fact).Except(fact.Serials).FirstOrDefault() is { } serial => $"the CRL of \"{fact.Ca}\" leaves out the certificate with the serial number {serial}, which that CA issued",
            _ when fact.Serials.Except(Expected(basis, fact)).FirstOrDefault() is { } serial => $"the CRL of \"{fact.Ca}\" lists the serial number {serial}, of which no line tells",
            _ when fact.Number != 1 + Earlier(basis, fact) => $"the CRL of \"{fact.Ca}\" does not have the number that follows its last one",
            _ => basis.Signed(ca.Token, ca.KeyId, fact.Crl) is not null ? null : $"no action signed exactly the CRL of \"{fact.Ca}\"",
        };
    }

    // In any order.
    private static bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    // Every CRL is its CA's last: nothing that it issued may be valid afterwards, its own certificate neither.
    private static HashSet<string> Expected(FactBasis basis, CrlIssued crl)
    {
        Registry registry = basis.Evidence.RegistryBefore(basis.Line);
        IEnumerable<byte[]> ofKit = registry.All<BootKitOpened>().Where(kit => kit.Ca == crl.Ca)
            .SelectMany(kit => kit.Issued.Concat(registry.All<OfficerRecognised>().Where(officer => officer.Bootstrap).Select(officer => officer.Certificate)).Append(kit.Certificate));
        IEnumerable<byte[]> ofCeremony = registry.All<CertificateIssued>().Where(issued => issued.Issuer == crl.Ca).Select(issued => issued.Certificate)
            .Concat(registry.All<CaCreated>().Where(ca => ca.Ca == crl.Ca).Select(ca => ca.Certificate));
        return [.. ofKit.Concat(ofCeremony).Select(certificate => CertificateView.Read(certificate).SerialNumber)];
    }

    private static long Earlier(FactBasis basis, CrlIssued crl) => basis.Evidence.RegistryBefore(basis.Line).Find<CrlIssued>(each => each.Ca == crl.Ca)?.Number ?? 0;
}
