using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ceremony.Core.Json;

namespace Ceremony.Verify.Tests;

/// <summary>When a fact's member is what a field of the script says, shape by shape.</summary>
public class FieldComparisonTests
{
    private static readonly JsonValue Unsaid = new JsonList();
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 14, 0, 0, TimeSpan.Zero);
    private static readonly JsonValue Certificate = Issued("CN=Ada Berg, O=Example", Begin, Begin.AddYears(5).AddSeconds(-1));

    /// <summary>The shape, what the script says, what the fact says, whether they agree.</summary>
    public static TheoryData<string, JsonValue, JsonValue?, bool> Fields { get; } = new()
    {
        { "text", "a", "a", true },
        { "text", "a", "b", false },
        { "text", "a", null, false },
        { "text", "1", 1, false },
        { "text", Unsaid, "a", false },
        { "text-or-absent", "a", "a", true },
        { "text-or-absent", "a", null, false },
        { "text-if-real", "slot 7", "slot 7", true },
        { "text-if-real", "slot 7", "slot 8", false },
        { "text-if-real", "slot 7", null, false },
        { "characters", "tls", "746c73", true },
        { "characters", "tls", "746c74", false },
        { "characters", "746c73", "746c73", false },
        { "characters", Unsaid, "746c73", false },
        { "number", "8443", 8443, true },
        { "number", "8443", 8444, false },
        { "number", "8443", "8443", false },
        { "number", Unsaid, 8443, false },
        { "yes-or-no", "yes", true, true },
        { "yes-or-no", "no", false, true },
        { "yes-or-no", "yes", false, false },
        { "yes-or-no", "no", true, false },
        { "yes-or-no", "yes", "yes", false },
        { "yes-or-no", Unsaid, false, false },
        { "is-there", "yes", "/etc/cm.conf.before-x", true },
        { "is-there", "no", null, true },
        { "is-there", "yes", null, false },
        { "is-there", "no", "/etc/cm.conf.before-x", false },
        { "is-there", Unsaid, null, false },
        { "set", Texts("a", "b"), Texts("b", "a"), true },
        { "set", Texts("a", "b"), Texts("a"), false },
        { "set", Texts("a"), Texts("a", "b"), false },
        { "set", Texts(), null, true },
        { "set", "a", Texts("a"), false },
        { "set-or-absent", Texts("a", "b"), Texts("b", "a"), true },
        { "set-or-absent", Texts(), null, true },
        { "set-or-absent", Texts("a"), null, false },
        { "set-if-told", Texts("a"), Texts("a"), true },
        { "set-if-told", Texts("a"), Texts("b"), false },
        { "seat", "officer 1", "Ada", true },
        { "seat", "officer 1", "Bo", false },
        { "seat", "officer 2", "Ada", false },
        { "seat", "officer 1", null, false },
        { "seat", Unsaid, "Ada", false },
        { "stem", "card", "card.cer", true },
        { "stem", "card", "card-2.cer", false },
        { "stem", "card", null, false },
        { "stem", Unsaid, "card.cer", false },
        { "labels", Texts("sign", "auth"), Keys(("auth", "rsa-2048"), ("sign", "rsa-2048")), true },
        { "labels", Texts("sign"), Keys(("auth", "rsa-2048"), ("sign", "rsa-2048")), false },
        { "labels", Texts("sign", "auth"), Keys(("sign", "rsa-2048")), false },
        { "algorithm-of-each", "rsa-2048", Keys(("a", "rsa-2048"), ("b", "rsa-2048")), true },
        { "algorithm-of-each", "rsa-2048", Keys(("a", "rsa-2048"), ("b", "rsa-3072")), false },
        { "algorithm-of-each", Unsaid, Keys(("a", "rsa-2048")), false },
        { "card-actions", Texts("sign"), Actions(("sign", "add"), ("auth", "blank")), true },
        { "card-actions", Texts("sign"), Actions(("sign", "add"), ("auth", "add")), false },
        { "card-actions", Texts("sign"), Actions(("sign", "issue")), false },
        { "card-actions", Texts("sign", "auth"), Actions(("sign", "add")), false },
        { "card-actions", Texts(), Actions(("sign", "add"), ("auth", "add")), true },
        { "card-actions", Texts(), Actions(("sign", "add"), ("auth", "blank")), false },
        { "card-actions", Named(("sign", "add"), ("auth", "issue")), Actions(("sign", "add"), ("auth", "issue")), true },
        { "card-actions", Named(("sign", "add"), ("auth", "blank")), Actions(("sign", "add"), ("auth", "issue")), false },
        { "card-actions", new JsonList(new JsonMap { { "sign", "add" }, { "procedure", "Officers" } }), Actions(("sign", "add")), true },
        { "card-actions", new JsonList(new JsonMap { { "sign", "add" }, { "procedure", "Servers" } }), Actions(("sign", "add")), false },
        { "settings", Named(("SSL.pin", PinOf)), Made(("SSL.pin", null)), true },
        { "settings", Named(("SSL.pin", PinOf)), Made(("SSL.pin", "1234")), false },
        { "settings", Named(("SSL.tokenlabel", "CM-HSM")), Made(("SSL.tokenlabel", "CM-HSM")), true },
        { "settings", Named(("SSL.tokenlabel", "CM-HSM")), Made(("SSL.tokenlabel", "Other")), false },
        { "settings", Named(("SSL.tokenlabel", "CM-HSM")), Made(("SSL_tokenlabel", "CM-HSM")), false },
        { "settings", Named(("SSL.tokenlabel", "CM-HSM")), Made(("an.SSL.tokenlabel", "CM-HSM")), false },
        { "settings", Named(("SSL.tokenlabel", "CM-HSM")), Made(("SSL.tokenlabel\n", "CM-HSM")), false },
        { "settings", Named(("SSL.tokenlabel", "CM-HSM")), Made(), false },
        { "settings", Named(("a", "1"), ("b", "2")), Made(("a", "1"), ("b", "2")), true },
        { "settings", Named(("a", "1"), ("b", "2")), Made(("b", "2"), ("a", "1")), false },
        { "settings", Named(("a", "1"), ("b", "2")), Made(("a", "1"), ("b", "3")), false },
        { "settings", Named(("a", "1")), Made(("a", "1"), ("b", "2")), false },
        { "settings", Named(("pkcs11.<n>", "/hsm.so")), Made(("pkcs11.12", "/hsm.so")), true },
        { "settings", Named(("pkcs11.<n>", "/hsm.so")), Made(("pkcs11.", "/hsm.so")), false },
        { "settings", Named(("pkcs11.<n>", "/hsm.so")), Made(("pkcs11.x", "/hsm.so")), false },
        { "settings", Named(("SSL.cert", new JsonMap { { "label-of", "TLS key" } })), Made(("SSL.cert", "TLS key")), true },
        { "settings", Named(("SSL.cert", new JsonMap { { "label-of", "TLS key" } })), Made(("SSL.cert", "Another key")), false },
        { "settings", Named(("SSL.id", new JsonMap { { "identifier-of", "TLS key" } })), Made(("SSL.id", "0a0b")), true },
        { "settings", Named(("SSL.id", new JsonMap { { "identifier-of", "TLS key" } })), Made(("SSL.id", null)), false },
        { "settings", Named(("SSL.pin", "")), Made(("SSL.pin", "")), true },
        { "settings", Named(("SSL.pin", "")), Made(("SSL.pin", null)), false },
        { "settings", Named(("a", "1")), new JsonList([new JsonMap { { "name", "a" }, { "value", "1" } }, TakenOut("b")]), true },
        { "settings", Named(("a", "1")), new JsonList([TakenOut("a")]), false },
        { "folder-or-absent", "/vault/", "/vault/cm.conf.before-x", true },
        { "folder-or-absent", "/vault", "/vault/one/cm.conf.before-x", false },
        { "folder-or-absent", "/vault", "/other/cm.conf.before-x", false },
        { "folder-or-absent", "/vault", "vault", false },
        { "removed", Texts("b", "c"), new JsonList([new JsonMap { { "name", "a" }, { "value", "1" } }, TakenOut("b"), TakenOut("c")]), true },
        { "removed", Texts("b"), new JsonList([TakenOut("b"), TakenOut("c")]), false },
        { "removed", Texts("b", "c"), new JsonList([TakenOut("b")]), false },
        { "removed", Texts("a"), Made(("a", "1")), false },
        { "subject", Subject(("CN", "Ada Berg"), ("O", "Example")), Certificate, true },
        { "subject", Subject(("O", "Example"), ("CN", "Ada Berg")), Certificate, false },
        { "subject", Subject(("CN", "Ada Berg")), Certificate, false },
        { "subject", Subject(("CN", "Ada Berg")), null, false },
        { "subject", Subject(("CN", "Ada Berg"), ("O", "Example")), Requested("CN=Ada Berg, O=Example"), true },
        { "subject", Subject(("CN", "Ada Berg"), ("O", "Example")), Requested("CN=Eve Berg, O=Example"), false },
        { "subject", Subject(("CN", "Ada Berg")), Requested("CN=Ada Berg, serialNumber=4711"), true },
        { "subject", Subject(("CN", "Ada Berg")), Requested("CN=Ada Berg, serialNumber=4711, O=Example"), false },
        { "subject", Subject(("CN", "Ada Berg")), Requested("CN=Eve Berg, serialNumber=4711"), false },
        { "subject", Subject(("CN", "Ada Berg"), ("serialNumber", "1")), Requested("CN=Ada Berg, serialNumber=1"), true },
        { "subject", Subject(("CN", "Ada Berg"), ("serialNumber", "1")), Requested("CN=Ada Berg, serialNumber=1, serialNumber=4711"), false },
        { "term", "5 years", Certificate, true },
        { "term", "6 years", Certificate, false },
        { "term", "for ever", Certificate, false },
        { "term", "5 years", Issued("CN=Ada Berg", Begin, Begin.AddYears(5)), false },
        { "signed-with", "sha256-rsa", Certificate, true },
        { "signed-with", "sha384-rsa", Certificate, false },
        { "key-algorithm", "rsa-2048", Certificate, true },
        { "key-algorithm", "rsa-3072", Certificate, false },
    };

    private static JsonValue PinOf => new JsonMap { { "pin-of", "hsm" } };

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_member_is_what_the_field_says_or_not(string shape, JsonValue said, JsonValue? member, bool agrees) =>
        Assert.Equal(agrees, FieldComparison.Agrees(shape, said, member, seat => seat == "officer 1" ? ["Eve", "Ada"] : ["Bo"]));

    [Fact]
    public void Each_shape_of_the_table_is_one_of_these()
    {
        HashSet<string> tried = [.. Fields.Select(row => row.Data.Item1)];
        Assert.DoesNotContain(StepField.All.SelectMany(rows => rows), row => !row.Shape.StartsWith("only-if:", StringComparison.Ordinal) && !tried.Contains(row.Shape));
        Assert.Throws<JsonFormatException>(() => FieldComparison.Agrees("colour", "a", Certificate, _ => []));
    }

    private static JsonMap TakenOut(string name) => new() { { "name", name }, { "removed", true } };

    private static JsonList Texts(params IReadOnlyList<string> texts) => JsonList.OfText([.. texts]);

    private static JsonList Keys(params IReadOnlyList<(string Label, string Algorithm)> keys) =>
        new(keys.Select(key => (JsonValue)new JsonMap { { "label", key.Label }, { "algorithm", key.Algorithm } }));

    private static JsonList Actions(params IReadOnlyList<(string Label, string Action)> keys) =>
        new(keys.Select(key => (JsonValue)new JsonMap { { "label", key.Label }, { "action", key.Action }, { "procedure", key.Action == "blank" ? null : new JsonText("Officers") } }));

    private static JsonList Named(params IReadOnlyList<(string Name, JsonValue Value)> settings) => new(settings.Select(setting => (JsonValue)new JsonMap { { setting.Name, setting.Value } }));

    private static JsonList Made(params IReadOnlyList<(string Name, string? Value)> settings) =>
        new(settings.Select(setting => (JsonValue)new JsonMap { { "name", setting.Name }, { "value", setting.Value is { } value ? new JsonText(value) : null } }));

    private static JsonList Subject(params IReadOnlyList<(string Type, string Value)> attributes) => new(attributes.Select(each => (JsonValue)new JsonMap { { each.Type, each.Value } }));

    private static JsonText Issued(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using X509Certificate2 made = Request(name).CreateSelfSigned(from, to);
        return new JsonText(Convert.ToBase64String(made.RawData));
    }

    private static JsonText Requested(string name) => new(Convert.ToBase64String(Request(name).CreateSigningRequest()));

    // .NET encodes the parts of a written name from the last to the first.
    private static CertificateRequest Request(string name) =>
        new(new X500DistinguishedName(string.Join(", ", name.Split(", ").Reverse())), Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
