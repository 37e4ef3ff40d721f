using System.CommandLine;
using Ceremony.Core.Desk;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Rehearsals;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary>The options by which a command names a PKCS#11 module and gives it what a script gives it under <c>modules:</c>.</summary>
internal sealed class ModuleOptions
{
    private readonly Option<string> _module = new("--module") { Description = "The PKCS#11 module's file; SoftHSM2's by default." };
    private readonly Option<string[]> _environment = new("--environment") { Description = "A variable that the module needs, as NAME=VALUE; once for each." };
    private readonly Option<string> _parameters = new("--parameters") { Description = "What the module is given as it begins (C_Initialize), as NSS' softoken and p11-kit take it." };
    private readonly Option<string> _loginAs = new("--login-as") { Description = "As whom to log in: user, by default, or the number of a vendor's user type, such as 0x80000001." };

    /// <summary>Adds those that every command with a module has.</summary>
    public Command AddTo(Command command)
    {
        command.Options.Add(_module);
        command.Options.Add(_environment);
        command.Options.Add(_parameters);
        return command;
    }

    /// <summary>Adds the one of commands that log in as a user.</summary>
    public Command AddLoginTo(Command command)
    {
        command.Options.Add(_loginAs);
        return command;
    }

    /// <summary>The module that was named. Throws <see cref="CommandFailure"/> where none was and SoftHSM2 is not installed, or where a variable cannot be set.</summary>
    public NamedModule Read(ParseResult parsed) => new(
        parsed.GetValue(_module) ?? SoftHsmRoom.FindModule() ?? throw new CommandFailure(ExitCodes.WrongInput, "No PKCS#11 module was named: name its file with --module."),
        new ModuleSetup { Environment = Variables(parsed.GetValue(_environment) ?? []), Parameters = parsed.GetValue(_parameters) });

    /// <summary>The vendor's user type that was named; null for the user. Throws <see cref="CommandFailure"/>.</summary>
    public uint? ReadLogin(ParseResult parsed) => parsed.GetValue(_loginAs) is not { } text || text == UserTypes.User
        ? null
        : UserTypes.Read(text) ?? throw new CommandFailure(ExitCodes.WrongInput, $"--login-as must be {UserTypes.User}, or the number of a vendor's user type, such as 0x80000001, not \"{Hostile.Escape(text)}\".");

    private static IReadOnlyList<KeyValuePair<string, string>> Variables(string[] given)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string each in given)
        {
            int equals = each.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? each : each[..equals];
            if (equals < 0 || !Patterns.MatchesOwn(ModuleVariable.NamePattern, name))
            {
                throw new CommandFailure(ExitCodes.WrongInput, $"\"{Hostile.Escape(each)}\" is not a variable: write --environment NAME=VALUE.");
            }

            if (ModuleVariable.IsForbidden(name))
            {
                throw new CommandFailure(ExitCodes.WrongInput, $"The variable {name} must not be set: it can change which code is loaded or run, or this program itself needs it.");
            }

            variables[name] = each[(equals + 1)..];
        }

        return [.. variables];
    }
}
