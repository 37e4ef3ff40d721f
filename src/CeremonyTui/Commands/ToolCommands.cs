using System.CommandLine;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Scripts;
using Ceremony.Steps;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>check</c>, <c>preflight</c>, <c>tokens</c>, <c>schema</c>, <c>boot-kit</c>, <c>initialise-token</c>, <c>change-pin</c> and <c>unblock-pin</c>: what is done before and after a ceremony.</summary>
internal static class ToolCommands
{
    public static IEnumerable<Command> All() => [CheckCommand.Make(), PreflightCommand.Make(), TokensCommand.Make(), Schema(), BootKitCommand.Make(), InitialiseTokenCommand.Make(), PinCommands.Change(), PinCommands.Unblock()];

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of scripts.");
        command.SetAction((_, _) => CommandEnd.Print(() => Task.FromResult(new SessionEnd(ExitCodes.Done, [Hostile.EscapeJson(CanonicalJson.WriteText(JsonSchemaWriter.Write(StepKinds.All)))]))));
        return command;
    }
}
