using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Archive.Verifying;

/// <summary>What a step says to hold rests on what was performed or seen in it.</summary>
internal static class FactsCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        var deeds = new Deeds(evidence);
        return Check.EachLine(
            evidence.Of("step-done"),
            line => Form(line).Concat(Evidence.Facts(line).Select(fact => Problem(evidence, deeds, line, fact)).OfType<string>()).Concat(Missing(deeds, line)));
    }

    // A step that is done did what it is for.
    private static IEnumerable<string> Missing(Deeds deeds, JournalLine line)
    {
        string? kind = deeds.KindOf(line);
        if (kind is null || !StepFacts.ByKind.TryGetValue(kind, out IReadOnlyList<string>? wanted))
        {
            return [$"the kind of the step, \"{kind}\", is none that this verifier knows"];
        }

        HashSet<string> there = [.. Evidence.Facts(line).Select(fact => fact.Name)];
        return ExceptionEnd.Is(line) ? [] : wanted.Where(name => !there.Contains(name)).Select(name => $"the step is done, but without the fact \"{name}\" that a step of the kind {kind} has");
    }

    private static IEnumerable<string> Form(JournalLine line) => line.Json["facts"].AsList()
        .Where(fact => CeremonyFact.FromJson(fact.AsMap()).ToJson() != fact)
        .Select(fact => $"the fact \"{fact.AsMap().Text("fact")}\" has not the fields that it should have");

    private static string? Problem(Evidence evidence, Deeds deeds, JournalLine line, CeremonyFact fact)
    {
        Registry registry = evidence.RegistryAfter(line);
        return fact switch
        {
            KeyGenerated key => deeds.Has(line, "generate-key-pair", (action, receipt) => Made(action, receipt, key)) ? null : $"no action made the key \"{key.Key}\" as it is described",
            CardProduced card => card.Keys.Where(key => !deeds.Has(line, "generate-key-pair", (action, receipt) => Made(action, receipt, card, key)))
                .Select(key => $"no action made the key \"{key.Label}\" of the card {card.Number} as it is described").FirstOrDefault(),
            CaCreated ca => Signed(deeds, line, ca.Certificate, registry.Key(ca.Key), $"the CA \"{ca.Ca}\"", registry, ca),
            CertificateIssued issued => Signed(deeds, line, issued.Certificate, registry.Ca(issued.Issuer) is { } issuer ? registry.Key(issuer.Key) : null, $"the certificate of {issued.Subject}", registry, null),
            CertificateProcedureCreated or TokenProcedureCreated or OfficerProfileCreated or OfficerCreated =>
                deeds.Has(line, "enter-in-registry", (action, _) => action["entry"] == fact.ToJson()) ? null : $"no action entered the fact \"{fact.Name}\" in the registry",
            BootKitOpened kit => deeds.Saw(line, "file", (_, seen) => seen.Find("bytes") is not null && seen.Bytes("bytes").AsSpan().SequenceEqual(kit.Certificate)) ? null : "no file with the certificate of the Boot CA was read",
            OfficerRecognised officer => Recognised(evidence, deeds, line, officer),
            CardPersonalised card => deeds.Has(line, "set-pin", (action, _) => action.Text("token") == card.Token.Name && action.Text("holder") == card.Holder)
                ? null
                : $"no action set the PIN of the card {card.Number}",
            OfficerSignedIn officer => registry.Find<OfficerCreated>(each => each.Officer == officer.Officer) is { } who
                && deeds.Has(line, "sign-challenge", (action, receipt) => action.Text("token") == who.Token?.Name && action.Text("key-id") == who.KeyId && IsFor(line, officer, action) && SignedBy(who, action, receipt))
                    ? null
                    : $"no challenge was signed with the card of {officer.Officer}",
            FingerprintCompared compared => deeds.Compared(line, compared.Sha256) ? null : $"the fingerprint of {compared.Of} was not shown, or its words were not given",
            _ => $"this verifier does not know what the fact \"{fact.Name}\" must rest on",
        };
    }

    // A challenge names its step, officer and role, so that one that was signed elsewhere is no sign-in here.
    private static bool IsFor(JournalLine line, OfficerSignedIn officer, JsonMap action) => System.Text.Encoding.UTF8.GetString(action.Bytes("bytes"))
        .StartsWith($"ceremony-sign-in/1\nstep: {line.Step}\nofficer: {officer.Officer}\nrole: {officer.Role}\n", StringComparison.Ordinal);

    private static bool Made(JsonMap action, JsonMap receipt, KeyGenerated key) =>
        action.Text("token") == key.Token.Name
        && action.Text("label") == key.Key && receipt.Text("label") == key.Key
        && action.Text("id") == key.Id && receipt.Text("id") == key.Id
        && action.Text("algorithm") == key.Algorithm && receipt.Text("algorithm") == key.Algorithm
        && action["usage"] == JsonList.OfText(key.Usage)
        && receipt.Text("token-serial") == key.TokenSerial
        && receipt["attributes"] == JsonList.OfText(key.Attributes)
        && receipt.Bytes("public-key").AsSpan().SequenceEqual(key.PublicKey);

    private static bool Made(JsonMap action, JsonMap receipt, CardProduced card, CardKey key) =>
        action.Text("token") == card.Token.Name
        && receipt.Text("token-serial") == card.TokenSerial
        && receipt.Text("label") == key.Label
        && action.Text("id") == key.Id && receipt.Text("id") == key.Id
        && receipt.Text("algorithm") == key.Algorithm
        && receipt.Bytes("public-key").AsSpan().SequenceEqual(key.PublicKey);

    // The bytes that were approved and signed are the certificate's, and the token's signature is the one in it.
    private static string? Signed(Deeds deeds, JournalLine line, byte[] certificate, KeyGenerated? key, string what, Registry registry, CaCreated? ca)
    {
        KeyGenerated? signer = ca is null || CertificateView.Read(certificate).IsSelfIssued ? key : Above(registry, certificate);
        if (signer is null)
        {
            return $"the key that signed {what} is not in the registry";
        }

        CertificateBytes bytes = CertificateBytes.Of(certificate);
        return deeds.Has(line, "sign", (action, receipt) =>
            action.Text("token") == signer.Token.Name
            && action.Text("key-id") == signer.Id
            && action.Bytes("bytes").AsSpan().SequenceEqual(bytes.Tbs)
            && SignatureAlgorithm.Find(action.Text("algorithm")) is { } algorithm
            && Signatures.ToDer(algorithm, receipt.Bytes("signature")).AsSpan().SequenceEqual(bytes.Signature))
                ? null
                : $"no action signed {what} as it is";
    }

    private static KeyGenerated? Above(Registry registry, byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return registry.Find<CaCreated>(each => CertificateView.Read(each.Certificate).SubjectDer.AsSpan().SequenceEqual(view.IssuerDer)) is { } issuer ? registry.Key(issuer.Key) : null;
    }

    private static string? Recognised(Evidence evidence, Deeds deeds, JournalLine line, OfficerRecognised officer)
    {
        // Otherwise two officers could be outvoted by two that appear later.
        if (evidence.Of("confirmed").Any(each => each.Seq < line.Seq))
        {
            return $"{officer.Officer} was recognised after officers had begun to confirm";
        }

        string? look = officer.Origin switch { "soft" => "soft-token", "console" => "console-key", _ => null };
        return look is not null && deeds.Saw(line, look, (request, seen) =>
            request.Text("holder") == officer.Person
            && seen.Find("certificate") is not null
            && seen.Bytes("certificate").AsSpan().SequenceEqual(officer.Certificate))
                ? null
                : $"nobody opened the token of {officer.Officer}";
    }

    private static bool SignedBy(OfficerCreated officer, JsonMap action, JsonMap receipt) =>
        SignatureAlgorithm.Find(action.Text("algorithm")) is { } algorithm
        && Signatures.VerifyRaw(CertificateView.Read(officer.Certificate).PublicKey, algorithm, action.Bytes("bytes"), receipt.Bytes("signature"));
}
