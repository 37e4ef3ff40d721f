using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>An officer whose card died: who agrees to it, and who confirms and seals afterwards.</summary>
public sealed class ReplacedOfficersTests
{
    private const string Script = """
        format: ceremony-script/1
        ceremony: replaced
        version: 1
        title: Replaced
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
          card-1: { use: card, uri: 'pkcs11:token=00004711', module: /usr/lib/softhsm/libsofthsm2.so, custodian: operator 1, holder: officer 1 }
          card-2: { use: card, uri: 'pkcs11:token=00004712', module: /usr/lib/softhsm/libsofthsm2.so, custodian: operator 1, holder: officer 2 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: Two officers
            steps:
              - { id: key, do: generate-key, key: CA key, token: hsm, algorithm: ec-p256, usage: [sign] }
              - { id: ca, do: create-ca, name: System CA, key: CA key, issuer: self-signed, subject: [ { CN: System CA } ], valid-for: 15 years }
              - { id: certificates, do: create-certificate-procedure, name: Certificates, key-usage: [], issuer: System CA, ca-chain: none, format: rfc5280, valid-for: 5 years, signature-algorithm: sha256-ecdsa }
              - { id: cards, do: create-token-procedure, name: Cards, storage-profile: smart-card, card-serial-number: yes, pin-procedure: show-in-client, issuer-certificates: none, certificate-procedure: Certificates }
              - { id: profile, do: create-officer-profile, name: First officers, state: active, domain: System, entity-type: subject, roles: [Use AWB] }
              - { id: produce-1, do: produce-cards, token: card-1, number: '00004711', subject-holder: officer 1, procedure: Cards, keys: [authentication, signature], algorithm: ec-p256 }
              - { id: produce-2, do: produce-cards, token: card-2, number: '00004712', subject-holder: officer 2, procedure: Cards, keys: [authentication, signature], algorithm: ec-p256 }
              - { id: personalise-1, do: personalise-card, token: card-1, subject: [ { CN: Officer 1 } ], keys: [signature] }
              - { id: personalise-2, do: personalise-card, token: card-2, subject: [ { CN: Officer 2 } ], keys: [signature] }
              - { id: officer-1, do: create-officer, name: Officer 1, domain: System, profile: First officers, token: card-1, key: signature }
              - { id: officer-2, do: create-officer, name: Officer 2, domain: System, profile: First officers, token: card-2, key: signature }
              - { id: by-both, do: create-officer-profile, name: By both, state: active, domain: System, entity-type: subject, roles: [Use RA] }
          - act: A card died
            steps:
              - { id: without-2, do: replace-officer, officer: Officer 2, reason: the card died }
              - { id: by-those-left, do: create-officer-profile, name: By those left, state: active, domain: System, entity-type: subject, roles: [Use RA] }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;

    [Fact]
    public async Task Nobody_confirms_their_own_replacement_and_a_bootstrap_officer_stands_in()
    {
        using var stage = new Stage(Script);

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["Officer 1", "Officer 2"], Officers(stage, "by-both"));
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Officers(stage, "without-2"));
        Assert.Equal(["Officer 1", "bootstrap officer 2"], Officers(stage, "by-those-left"));
        Assert.Equal(
            ["Officer 1", "bootstrap officer 2"],
            stage.Lines.Where(line => line.Kind == "confirmed" && line.Step == "without-2").Select(line => line.Json.Text("officer")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_seal_is_signed_by_those_who_are_left()
    {
        using var stage = new Stage(Script);

        await stage.Begin();

        JournalLine seal = stage.Lines.Single(line => line.Kind == "sealed");
        Assert.Equal(["Officer 1", "bootstrap officer 2"], seal.Json["roster"].AsList().Select(each => each.AsMap().Text("officer")));
        Screen last = stage.Room.Screens.Last(screen => screen.Title == "The ceremony is complete");
        Assert.Contains(
            "hands in the token of the officer \"Officer 2\", who was replaced",
            last.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts).Select(fact => fact.Value));
    }

    [Fact]
    public async Task A_proposal_that_was_interrupted_is_laid_before_the_same_officers_again()
    {
        using var stage = new Stage(Script);
        bool left = false;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (left || screen.Title != "Replace an officer" || prompt is not ConfirmPrompt)
            {
                return null;
            }

            left = true;
            return new Interrupted(new LeaveWanted());
        };
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(["Officer 1", "bootstrap officer 2"], Officers(stage, "without-2"));
        Assert.Single(stage.Lines.Where(line => line.Kind == "step-done" && line.Step == "without-2").Select(line => line.Json["facts"].AsList()).ToList()[0]);
    }

    private static IEnumerable<string> Officers(Stage stage, string step) =>
        stage.Lines.Last(line => line.Kind == "proposed" && line.Step == step).Json["officers"].AsList().Select(each => each.AsMap().Text("officer"));
}
