using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>
/// A ceremony as far as a test needs it: each step that is done leaves its facts in the registry, as the engine would fold them. The fields of
/// the usual steps stand here, so that a test changes the one that it is about.
/// </summary>
internal sealed class Installation
{
    public static readonly (string Name, object Value)[] Key = [("key", "CA key"), ("token", "hsm"), ("algorithm", "rsa-2048"), ("usage", new[] { "sign" })];

    public static readonly (string Name, object Value)[] Ca =
    [
        ("name", "Officer and system CA"),
        ("key", "CA key"),
        ("issuer", "self-signed"),
        ("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "Officer and system CA") }),
        ("valid-for", "15 years"),
    ];

    public static readonly (string Name, object Value)[] Certificates =
    [
        ("name", "Officer certificates"),
        ("issuer", "Officer and system CA"),
        ("format", "rfc5280"),
        ("valid-for", "5 years"),
        ("signature-algorithm", "sha256-rsa"),
    ];

    public static readonly (string Name, object Value)[] Cards =
    [
        ("name", "Officer cards"),
        ("storage-profile", "smart-card"),
        ("card-serial-number", "yes"),
        ("range-from", "00004711"),
        ("range-to", "00004720"),
        ("range-mandatory", "yes"),
        ("pin-procedure", "show-in-client"),
        ("issuer-certificates", "none"),
        ("certificate-procedure", "Officer certificates"),
    ];

    public static readonly (string Name, object Value)[] Produce =
    [
        ("token", "card-1"),
        ("number", "00004711"),
        ("subject-holder", "officer 1"),
        ("procedure", "Officer cards"),
        ("keys", new[] { "authentication", "signature" }),
        ("algorithm", "ec-p256"),
    ];

    public static readonly (string Name, object Value)[] Personalise =
        [("token", "card-1"), ("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "Officer 1") })];

    public static readonly (string Name, object Value)[] Profile = [("name", "First officers"), ("domain", "System"), ("roles", new[] { "Use AWB", "Use RA" })];

    public static readonly (string Name, object Value)[] Officer =
        [("name", "Officer 1"), ("domain", "System"), ("profile", "First officers"), ("token", "card-1"), ("key", "signature")];

    public static readonly (string Name, object Value)[] SecureCertificates =
    [
        ("name", "TLS, KAR and PIN encryption"),
        ("issuer", "Officer and system CA"),
        ("format", "server-certificate"),
        ("valid-for", "2 years"),
        ("signature-algorithm", "sha256-rsa"),
        ("least-key", "rsa-2048"),
        ("subject", new[] { "CN", "O" }),
    ];

    public static readonly (string Name, object Value)[] HsmKeys =
    [
        ("name", "Keys in an HSM"),
        ("storage-profile", "pkcs10"),
        ("pin-procedure", "none"),
        ("certificate-procedure", "TLS, KAR and PIN encryption"),
    ];

    public static readonly (string Name, object Value)[] ServerSoftTokens =
    [
        ("name", "Server soft tokens"),
        ("storage-profile", "pkcs12"),
        ("pin-procedure", "show-in-client"),
        ("certificate-procedure", "TLS, KAR and PIN encryption"),
    ];

    public static readonly (string Name, object Value)[] TlsKey = [("key", "tls"), ("token", "hsm"), ("algorithm", "rsa-2048"), ("usage", new[] { "sign", "decrypt" })];

    public static readonly (string Name, object Value)[] TlsRequest =
    [
        ("key", "tls"),
        ("subject", new[] { ("O", "Example AB"), ("CN", "localhost") }),
        ("key-usage", new[] { "digitalSignature", "keyEncipherment" }),
        ("name", "tls"),
    ];

    public static readonly (string Name, object Value)[] TlsCertificate =
    [
        ("request", "tls.csr"),
        ("procedure", "TLS, KAR and PIN encryption"),
        ("token-procedure", "Keys in an HSM"),
        ("subject-name", "CF and CIS"),
        ("name", "tls"),
    ];

    public static readonly (string Name, object Value)[] TlsInstall = [("certificate", "tls.crt"), ("token", "hsm"), ("key", "tls")];

    public static readonly (string Name, object Value)[] TlsSoftToken =
    [
        ("file", "/media/stick/tls.p12"),
        ("holder", "operator 1"),
        ("subject", new[] { ("O", "Example AB"), ("CN", "localhost") }),
        ("procedure", "Server soft tokens"),
        ("algorithm", "rsa-2048"),
        ("key-usage", new[] { "digitalSignature", "keyEncipherment" }),
        ("name", "tls"),
    ];

    public Installation()
    {
        foreach (FakeToken token in new[] { Hsm, Card1, Card2 })
        {
            Desk.Tokens.Add(token.Ref.Name, token);
        }

        Desk.Present.AddRange(
            [new Person("operator", 1, "Ines Olsen"), new Person("officer", 1, "Ana Vega"), new Person("officer", 2, "Bo Ek"), new Person("witness", 1, "Wim Zorn")]);
    }

    public FakeDesk Desk { get; } = new();

    public FakeToken Hsm { get; } = new("hsm", "CM-HSM", TokenUse.Hsm);

    public FakeToken Card1 { get; } = new("card-1", "00004711", TokenUse.Card, "officer 1");

    public FakeToken Card2 { get; } = new("card-2", "00004712", TokenUse.Card, "officer 2");

    /// <summary>Does a step that must succeed, folds its facts, and forgets the calls it took.</summary>
    public async Task<StepResult.Done> Do(string kind, params (string Name, object Value)[] fields)
    {
        StepResult.Done done = Says.IsDone(await Script.Step(kind, fields).Run(Desk));
        Desk.Registry = Desk.Registry.With(done.Facts);
        Desk.Calls.Clear();
        Desk.Screens.Clear();
        Desk.Performed.Clear();
        return done;
    }

    /// <summary>Runs the step that a test is about.</summary>
    public Task<StepResult> Run(string kind, params (string Name, object Value)[] fields) => Script.Step(kind, fields).Run(Desk);

    /// <summary>As far as the CA.</summary>
    public async Task<Installation> WithCa()
    {
        await Do("generate-key", Key);
        await Do("create-ca", Ca);
        return this;
    }

    /// <summary>As far as both procedures, of which some fields may be otherwise than usual.</summary>
    public async Task<Installation> WithProcedures((string Name, object Value)[]? certificates = null, (string Name, object Value)[]? cards = null)
    {
        await WithCa();
        await Do("create-certificate-procedure", certificates ?? Certificates);
        await Do("create-token-procedure", cards ?? Cards);
        return this;
    }

    /// <summary>As far as the first card's keys.</summary>
    public async Task<Installation> WithCard((string Name, object Value)[]? certificates = null, (string Name, object Value)[]? cards = null)
    {
        await WithProcedures(certificates, cards);
        await Do("produce-cards", Produce);
        return this;
    }

    /// <summary>As far as the first card with its certificates, and the officer profile.</summary>
    public async Task<Installation> WithPersonalisedCard()
    {
        await WithCard();
        await Do("personalise-card", Personalise);
        await Do("create-officer-profile", Profile);
        return this;
    }

    /// <summary>As far as the first officer.</summary>
    public async Task<Installation> WithOfficer((string Name, object Value)[]? officer = null)
    {
        await WithPersonalisedCard();
        await Do("create-officer", officer ?? Officer);
        return this;
    }

    /// <summary>As far as the procedures for secure communication, of which some fields may be otherwise than usual.</summary>
    public async Task<Installation> WithSecureProcedures((string Name, object Value)[]? certificates = null, (string Name, object Value)[]? softTokens = null)
    {
        await WithCa();
        await Do("create-certificate-procedure", certificates ?? SecureCertificates);
        await Do("create-token-procedure", HsmKeys);
        await Do("create-token-procedure", softTokens ?? ServerSoftTokens);
        return this;
    }

    /// <summary>As far as the request for the TLS key's certificate.</summary>
    public async Task<Installation> WithRequest((string Name, object Value)[]? certificates = null, (string Name, object Value)[]? request = null)
    {
        await WithSecureProcedures(certificates);
        await Do("generate-key", TlsKey);
        await Do("request-certificate", request ?? TlsRequest);
        return this;
    }

    /// <summary>Puts another fact in the place of the one of its kind.</summary>
    public void Change<T>(Func<T, T> change)
        where T : CeremonyFact =>
        Desk.Registry = new Registry([.. Desk.Registry.Facts.Select(fact => fact is T one ? change(one) : fact)]);
}
