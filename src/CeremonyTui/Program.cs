using System.CommandLine;
using System.CommandLine.Help;
using Ceremony.Core.Devices;
using Ceremony.Machine;
using Ceremony.Machine.Pkcs11;
using Ceremony.Tui;
using CeremonyTui.Commands;
using CeremonyTui.Wiring;

try
{
    // First of all, whatever the command is: several of them hold PINs or keys.
    OwnMemory.Hide();

    // What drivers print must not end up on the screen, nor between the lines of a report.
    ModuleOutput.Catch();
}
catch (DeviceFault fault)
{
    Console.Error.WriteLine(fault.Message);
    return ExitCodes.Device;
}

AppDomain.CurrentDomain.UnhandledException += (_, _) => TerminalReset.Emergency();

var root = new RootCommand("Leads key ceremonies in a locked room: reads a reviewed script, does the work, keeps the record.");
foreach (Command command in CeremonyCommands.All().Concat(ToolCommands.All()).Append(VerifyCommand.Make()))
{
    root.Add(command);
}

// A file of arguments behind an @ is one more thing that a path could be mistaken for.
var grammar = new ParserConfiguration { ResponseFileTokenReplacer = null };
ParseResult parsed = root.Parse(args, grammar);
if (parsed.Action is not HelpAction && WrongCommand.Lines(parsed, args) is { Count: > 0 } wrong)
{
    return CommandEnd.Refuse(wrong);
}

int code = await parsed.InvokeAsync();
code = parsed.Errors.Count > 0 ? ExitCodes.WrongInput : code;
GivenUpModules.EndIfAny(code);
return code;
