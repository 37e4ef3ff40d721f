using System.CommandLine;
using Ceremony.Tui;
using CeremonyTui.Commands;
using CeremonyTui.Wiring;

AppDomain.CurrentDomain.UnhandledException += (_, _) => TerminalReset.Emergency();

var root = new RootCommand("Leads key ceremonies in a locked room: reads a reviewed script, does the work, keeps the record.");
foreach (Command command in CeremonyCommands.All().Concat(ToolCommands.All()).Append(VerifyCommand.Make()))
{
    root.Add(command);
}

ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.WrongInput : code;
