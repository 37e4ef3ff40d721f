using Ceremony.Archive.Tests.Verifying.Making;
using Ceremony.Archive.Verifying;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.Archive.Tests.Verifying;

/// <summary>Each action of the closed list, and the one sentence that officers can have signed for it.</summary>
public class ActionSentencesTests
{
    private static readonly TokenRef Hsm = new("hsm");

    public static TheoryData<CeremonyAction, string> Sentences => new()
    {
        { new GenerateKeyPair(Hsm, "A \"key\"\u202e", "0a", KeyAlgorithm.EcP256, ["sign"]), "Generate the key pair \"A \"key\"\\u{202e}\", ec-p256, in CM-HSM; it cannot leave it." },
        { new Sign(Hsm, "0a", "A key", SignatureAlgorithm.Sha256Rsa, "abc"u8.ToArray()), "Sign with the key \"A key\" in CM-HSM, sha256-rsa: 3 bytes, SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad." },
        { new Sign(Hsm, "0a", "A key", SignatureAlgorithm.Sha256Rsa, Certificate()), "Sign with the key \"A key\" in CM-HSM, sha256-rsa: the certificate of CN=Example\\, Ltd, serial number 12 34." },
        { new SignChallenge(Hsm, "0a", "A key", SignatureAlgorithm.Sha256Rsa, [1]), "Sign a sign-in challenge with the key \"A key\" on CM-HSM." },
        { new StoreCertificate(Hsm, "0a", "A certificate", [1]), "Store the certificate \"A certificate\" in CM-HSM." },
        { new SetPin(Hsm, "Ada Berg", 6, false), "Set a random PIN of 6 digits on CM-HSM and show it to Ada Berg alone." },
        { new SetPin(Hsm, "Ada Berg", 6, true), "Have Ada Berg choose the PIN of CM-HSM." },
        { new AllowException("one", "two", "go on"), "Go on although two (expected: one); decided: go on." },
        { new EnterInRegistry(new CertificateProcedureCreated("Officers", [], "CA", "none", "rfc5280", "5 years", "sha256-rsa")), "Enter in the registry: certificate procedure \"Officers\"." },
        { new EnterInRegistry(new TokenProcedureCreated("Cards", "smart-card", true, null, null, false, "show-in-client", "none", "Officers")), "Enter in the registry: token procedure \"Cards\"." },
        { new EnterInRegistry(new OfficerProfileCreated("First", "active", "Root", "subject", [])), "Enter in the registry: officer profile \"First\"." },
        { new EnterInRegistry(new OfficerCreated("ada", "active", "Root", "First", "Ada Berg", Hsm, "0a", [1])), "Enter in the registry: officer \"ada\", held by Ada Berg." },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_action_has_one_sentence(CeremonyAction action, string sentence) =>
        Assert.Equal(sentence, new ActionSentences(new Dictionary<string, string> { ["hsm"] = "CM-HSM" }).Of(action.ToJson()));

    [Fact]
    public void Every_action_of_the_closed_list_is_tried()
    {
        IEnumerable<Type> all = typeof(CeremonyAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CeremonyAction)) && !type.IsAbstract);
        Assert.Equal(all.Select(type => type.Name).Order(), Sentences.Select(row => row.Data.Item1.GetType().Name).Distinct().Order());
    }

    // TBSCertificate, by hand: version 3, serial 0x1234, and a name with a comma in it.
    private static byte[] Certificate()
    {
        byte[] name = [0x30, 0x17, 0x31, 0x15, 0x30, 0x13, 0x06, 0x03, 0x55, 0x04, 0x03, 0x0c, 0x0c, .. "Example, Ltd"u8];
        byte[] inside = [0xa0, 0x03, 0x02, 0x01, 0x02, 0x02, 0x02, 0x12, 0x34, 0x30, 0x00, .. name, 0x30, 0x00, .. name, 0x30, 0x00];
        return [0x30, (byte)inside.Length, .. inside];
    }
}
