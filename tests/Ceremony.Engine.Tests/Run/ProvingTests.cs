using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Keys that are proven, with the verifier as the judge of every deed.</summary>
public sealed class ProvingTests
{
    [Fact]
    public async Task Keys_of_every_kind_are_proven_and_the_record_holds()
    {
        using Stage stage = Proving.Stage();
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        CeremonyFact[] facts = [.. stage.Lines.SelectMany(line => line.Entry is StepDone done ? done.Facts : [])];
        Assert.Equal([null, Proving.SoftToken], facts.OfType<DecryptionProven>().Select(each => each.File));
        Assert.Equal(
            [("kekaes256", "wrap", "CKM_AES_KEY_WRAP"), ("kekdes3", "encrypt", "CKM_DES3_CBC"), ("kekrsa", "wrap", "CKM_RSA_PKCS")],
            facts.OfType<WrappingProven>().Select(each => (each.Key, each.Way, each.Scheme)));
        Assert.Contains(stage.Room.Asked, each => each.Prompt is PinPrompt { Key: "pin soft.p12" } && stage.Lines.Any(line => line.Step == "prove-soft"));
    }

    [Fact]
    public async Task A_value_that_comes_back_otherwise_once_is_refused_and_the_next_try_holds()
    {
        using Stage stage = Proving.Stage();
        var wrong = new HashSet<string?>();
        stage.Tokens["HSM"].Tells = receipt => (receipt, stage.Room.State.StepId) switch
        {
            (DecryptedReceipt back, var step) when wrong.Add(step) => back with { Plaintext = [(byte)~back.Plaintext[0], .. back.Plaintext[1..]] },
            (UnwrappedReceipt back, var step) when wrong.Add(step) => back with { Plaintext = [] },
            _ => receipt,
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        string?[] refused = [.. stage.Lines.Where(line => line.Entry is StepRefused { Code: "other-value" }).Select(line => line.Step)];
        Assert.Equal(["prove-hard", "prove-aes", "prove-des3", "prove-rsa"], refused);
    }
}
