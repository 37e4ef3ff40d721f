using System.CommandLine;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Scripts;
using Ceremony.Steps;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>check</c>, <c>preflight</c>, <c>tokens</c>, <c>schema</c>, <c>boot-kit</c> and <c>initialise-token</c>: what is done before and after a ceremony.</summary>
internal static class ToolCommands
{
    public static IEnumerable<Command> All() => [CheckCommand.Make(), PreflightCommand.Make(), TokensCommand.Make(), Schema(), BootKitCommand.Make(), InitialiseTokenCommand.Make()];

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of scripts.");
        command.SetAction((_, _) => CommandEnd.Print(() => Task.FromResult(new SessionEnd(ExitCodes.Done, [Hostile.EscapeJson(CanonicalJson.WriteText(JsonSchemaWriter.Write(StepKinds.All)))]))));
        return command;
    }
}
