using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about the boot kit and about officers must rest on; what is wrong with that is given as a clause.</summary>
internal static class OfficerFacts
{
    /// <summary>What the CA of a boot kit is called.</summary>
    public const string BootCa = "Boot CA";

    public static string? Opened(FactBasis basis, BootKitOpened kit)
    {
        bool Read(Func<byte[], bool> fits) => basis.Saw("file", (_, seen) => seen.Find("bytes") is not null && fits(seen.Bytes("bytes")));
        return kit switch
        {
            _ when kit.Ca != BootCa => $"the CA of a boot kit is the \"{BootCa}\", not \"{kit.Ca}\"",
            _ when !Read(bytes => bytes.AsSpan().SequenceEqual(kit.Certificate)) => "no file with the certificate of the Boot CA was read",
            { Issued.Count: > 0 } when !Read(bytes => Certificates(bytes).SequenceEqual(kit.Issued.Select(Convert.ToBase64String))) => "no file with the certificates that the Boot CA issued was read",
            { Procedures.Count: > 0 } when !Read(bytes => Lines(bytes).SequenceEqual(kit.Procedures, StringComparer.Ordinal)) => "no file with the procedures of the Boot CA was read",
            { Token: { } token } when !basis.Saw("token", (look, seen) => look.Text("token") == token.Name && HasKey(seen, kit)) => $"nobody saw the key of the Boot CA in the token \"{token.Name}\"",
            _ => null,
        };
    }

    private static bool HasKey(JsonMap seen, BootKitOpened kit) => seen.Find("objects") is JsonList objects && objects.Select(each => each.AsMap()).Any(each =>
        each.Text("class") == "public"
        && each.Text("id") == kit.KeyId
        && each.Text("label") == kit.Key
        && FactBasis.Holds(each, "public-key", CertificateView.Read(kit.Certificate).PublicKey));

    // The certificates of a file in PEM (RFC 7468), in base64 without line feeds.
    private static IEnumerable<string> Certificates(byte[] file) => PemText.Blocks(Encoding.UTF8.GetString(file)).Select(block => Convert.ToBase64String(block.Der));

    private static IEnumerable<string> Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    public static string? Recognised(FactBasis basis, OfficerRecognised officer)
    {
        // Otherwise two officers could be outvoted by two who appear later.
        if (basis.Evidence.Of("confirmed").Any(each => each.Seq < basis.Line.Seq))
        {
            return $"{officer.Officer} was recognised after officers had begun to confirm";
        }

        (string? look, string file) = officer.Origin switch { "soft" => ("soft-token", "path"), "console" => ("console-key", "file"), _ => (null, "") };
        bool isOpened = look is not null && basis.Saw(look, (request, seen) =>
            request.Text("holder") == officer.Person && request.Text(file) == officer.File && FactBasis.Holds(seen, "certificate", officer.Certificate));
        return !isOpened ? $"nobody opened the token of {officer.Officer}"
            : basis.Registry.All<OfficerRecognised>().Count(each => IsSame(each, officer)) > 1 ? $"{officer.Officer} is recognised by a token that another officer has, or as a person who is another officer"
            : officer.Bootstrap != (officer.Origin == "soft") ? $"{officer.Officer} has a key from the console and is no bootstrap officer, or the other way round"
            : null;
    }

    private static bool IsSame(OfficerRecognised one, OfficerRecognised other) =>
        one.Origin == other.Origin && (one.Person == other.Person || one.File == other.File || one.Certificate.AsSpan().SequenceEqual(other.Certificate));

    public static string? SignedIn(FactBasis basis, OfficerSignedIn signedIn)
    {
        bool has = Find(basis, signedIn.Officer) is { } officer && Signed(basis, officer, signedIn.Role);
        return !has ? $"no challenge was signed with the card of {signedIn.Officer}"
            : WhyRefused(basis.Registry, signedIn.Officer) is { } reason ? $"{signedIn.Officer} signed in, although {reason}"
            : basis.Registry.Officer(signedIn.Officer) is { } created && basis.Registry.OfficerProfile(created.Profile)?.Roles.Contains(signedIn.Role) != true
                ? $"{signedIn.Officer} signed in for \"{signedIn.Role}\", which is no role of the officer's profile"
                : null;
    }

    // The officer who was refused did try: the signature was right, but no longer enough.
    public static string? Refused(FactBasis basis, SignInRefused refused)
    {
        bool tried = Find(basis, refused.Officer) is { } officer && Signed(basis, officer, refused.Role);
        return !tried ? $"no challenge was signed with the token of {refused.Officer}, who was refused"
            : WhyRefused(basis.Registry, refused.Officer) is null ? $"{refused.Officer} was refused, but nothing in the registry ended the right to sign in" : null;
    }

    private static Confirmer? Find(FactBasis basis, string name) =>
        basis.Registry.Officer(name) is { } officer
            ? new Confirmer(officer.Officer, officer.Person, "", false, officer.Certificate, officer.File, officer.Token, officer.KeyId)
            : basis.Registry.Find<OfficerRecognised>(each => each.Officer == name) is { } recognised
                ? new Confirmer(recognised.Officer, recognised.Person, "", recognised.Bootstrap, recognised.Certificate, recognised.File, null, null)
                : null;

    /// <summary>What ended an officer's right to sign in, as a clause, or null.</summary>
    private static string? WhyRefused(Registry registry, string name) => registry.Officer(name) is { } officer
        ? registry.IsReplaced(name) ? "the officer was replaced"
            : registry.ActiveOfficers.Contains(officer) ? Revoked(registry, officer.Certificate) : "the officer is not active"
        : registry.Find<OfficerRecognised>(each => each.Officer == name) is { } recognised ? Revoked(registry, recognised.Certificate) : null;

    private static string? Revoked(Registry registry, byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return registry.All<BootKitOpened>().Select(kit => (kit.Ca, kit.Certificate)).Concat(registry.All<CaCreated>().Select(ca => (ca.Ca, ca.Certificate)))
            .Where(ca => registry.IsRevoked(ca.Ca) && view.IsSignedBy(CertificateView.Read(ca.Certificate).PublicKey))
            .Select(ca => $"the CA \"{ca.Ca}\" is revoked").FirstOrDefault();
    }

    private static bool Signed(FactBasis basis, Confirmer officer, string role) => officer.File is null
        ? basis.Did("sign-challenge", (action, receipt) => action.Text("token") == officer.Token?.Name && action.Text("key-id") == officer.KeyId && IsBy(basis, officer, role, action, receipt))
        : basis.Did("sign-challenge-with-soft-token", (action, receipt) => action.Text("file") == officer.File && action.Text("holder") == officer.Person && IsBy(basis, officer, role, action, receipt));

    // A challenge names its step, officer and role, so a challenge signed elsewhere is no sign-in here.
    private static bool IsBy(FactBasis basis, Confirmer officer, string role, JsonMap action, JsonMap receipt) =>
        Encoding.UTF8.GetString(action.Bytes("bytes")).StartsWith($"ceremony-sign-in/1\nstep: {basis.Line.Step}\nofficer: {officer.Officer}\nrole: {role}\n", StringComparison.Ordinal)
        && SignatureAlgorithm.Find(action.Text("algorithm")) is { } algorithm
        && Signatures.VerifyRaw(CertificateView.Read(officer.Certificate).PublicKey, algorithm, action.Bytes("bytes"), receipt.Bytes("signature"));
}
