using Ceremony.Core.Room;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A ceremony from a blank token to the seal: it is initialised, a key is made in it, its PINs are changed, and its user PIN is set anew.</summary>
internal static class TokenSetup
{
    /// <summary>The ceremony.</summary>
    public const string Script = """
        format: ceremony-script/1
        ceremony: setup
        version: 1
        title: A token from its box
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: The token
            steps:
              - { id: setup, do: initialise-token, token: hsm, slot: slot 7 }
              - { id: key, do: generate-key, key: Key, token: hsm, algorithm: ec-p256, usage: [sign] }
          - act: Its PINs
            steps:
              - { id: pin, do: change-pin, token: hsm }
              - { id: so-pin, do: change-pin, token: hsm, of: security-officer }
              - { id: unblock, do: unblock-pin, token: hsm }
              - { id: list, do: list-token, token: hsm, login: yes }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;

    /// <summary>It is held in production, by people who type each new PIN as they chose it and remember it.</summary>
    /// <param name="script">The ceremony, where it is another.</param>
    public static Stage Stage(string script = Script)
    {
        var stage = new Stage(script) { IsProduction = true };
        stage.Room.Instead = (_, prompt) => prompt switch
        {
            PinPrompt { Key: "new-so-pin hsm" } => new PinTyped(Secret.FromText(stage.Tokens["HSM"].So is "so-1" or "so-2" ? "so-2" : "so-1")),
            PinPrompt { Key: "new-pin hsm" } => new PinTyped(Secret.FromText(stage.Room.State.StepId switch { "setup" => "user-1", "pin" => "user-2", _ => "user-3" })),
            PinPrompt { Key: "so-pin hsm" } => new PinTyped(Secret.FromText(stage.Tokens["HSM"].So!)),
            PinPrompt { Key: "pin hsm" } => new PinTyped(Secret.FromText(stage.Tokens["HSM"].Pin ?? "none")),
            PinPrompt => new PinTyped(Secret.FromText(Run.Stage.KitPin)),
            ConfirmPrompt { StepNumber: null } confirm => new OfficerPinTyped(confirm.Panes.ToList().FindIndex(pane => pane.ConfirmedAt is null), Secret.FromText(Run.Stage.KitPin)),
            _ => null,
        };
        return stage;
    }
}
