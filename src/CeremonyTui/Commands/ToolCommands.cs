using System.CommandLine;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Machine;
using Ceremony.Machine.Files;
using Ceremony.Pki;
using Ceremony.Scripts;
using Ceremony.Steps;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>check</c>, <c>preflight</c>, <c>tokens</c>, <c>schema</c> and <c>boot-kit</c>: what is done before and after a ceremony.</summary>
internal static class ToolCommands
{
    public static IEnumerable<Command> All() => [CheckCommand.Make(), PreflightCommand.Make(), TokensCommand.Make(), Schema(), MakeBootKit()];

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of scripts.");
        command.SetAction((_, _) => CommandEnd.Print(() => Task.FromResult(new SessionEnd(ExitCodes.Done, [Hostile.EscapeJson(CanonicalJson.WriteText(JsonSchemaWriter.Write(StepKinds.All)))]))));
        return command;
    }

    private static Command MakeBootKit()
    {
        var folder = new Argument<string>("DIR") { Description = "A new folder." };
        var organisation = new Option<string>("--organisation") { Description = "The organisation (O) in the certificates.", DefaultValueFactory = _ => "Boot kit" };
        var country = new Option<string>("--country") { Description = "The country (C) in the certificates: two capital letters.", DefaultValueFactory = _ => "SE" };
        var command = new Command("boot-kit", "Make a Boot CA and two bootstrap officers' soft tokens, and print their PINs once.") { folder, organisation, country };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(WriteBootKit(parsed.GetValue(folder)!, parsed.GetValue(organisation)!, parsed.GetValue(country)!))));
        return command;
    }

    private static SessionEnd WriteBootKit(string folder, string organisation, string country)
    {
        folder = GivenFile.Folder(folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The folder {Hostile.EscapeRest(folder)} is not empty: give a new one.");
        }

        if (country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"\"{Hostile.Escape(country)}\" is not a country code: write two capital letters, such as SE.");
        }

        const int PinDigits = 8;
        using Secret authority = Secret.RandomDigits(PinDigits);
        using Secret first = Secret.RandomDigits(PinDigits);
        using Secret second = Secret.RandomDigits(PinDigits);
        IReadOnlyDictionary<string, byte[]> kit = MakeKit(new BootKitOrder(organisation, country, authority, first, second, new LinuxMachine().Now));
        var files = new DurableFiles();
        files.CreateFolder(folder, Readers.OwnerOnly);
        foreach ((string name, byte[] bytes) in kit)
        {
            files.WriteNew(Path.Combine(folder, name), bytes, BootKit.ReadersOf(name));
        }

        return new SessionEnd(ExitCodes.Done, [
            $"The boot kit is in {Hostile.EscapeRest(folder)}. Give each PIN to its holder only; the PINs are not kept anywhere:",
            $"  bootca.p12    {Show(authority)}",
            $"  officer1.p12  {Show(first)}",
            $"  officer2.p12  {Show(second)}"]);
    }

    private static IReadOnlyDictionary<string, byte[]> MakeKit(BootKitOrder order)
    {
        try
        {
            return BootKit.Make(order);
        }
        catch (PkiException unfit)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The organisation cannot be used in a certificate: {unfit.Message}.");
        }
    }

    private static string Show(Secret pin) => pin.Reveal(bytes => Encoding.ASCII.GetString(bytes));
}
