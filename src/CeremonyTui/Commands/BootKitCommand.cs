using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine;
using Ceremony.Machine.Files;
using Ceremony.Machine.Pkcs11;
using Ceremony.Pki;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>boot-kit</c>: makes the Boot CA, its key in a token, and the soft tokens of two bootstrap officers.</summary>
internal static class BootKitCommand
{
    private const string KeyLabel = "Boot CA key";
    private const int IdBytes = 8;
    private const int PinDigits = 8;

    public static Command Make()
    {
        var folder = new Argument<string>("DIR") { Description = "A new folder." };
        var token = new Option<string>("--token") { Description = "The label of the token in which the Boot CA's key is made. Its user PIN is asked for, or read from standard input.", Required = true };
        var module = new ModuleOptions();
        var organisation = new Option<string>("--organisation") { Description = "The organisation (O) in the certificates.", DefaultValueFactory = _ => "Boot kit" };
        var country = new Option<string>("--country") { Description = "The country (C) in the certificates: two capital letters.", DefaultValueFactory = _ => "SE" };
        var command = new Command("boot-kit", "Make a Boot CA, its key in a token, and two bootstrap officers' soft tokens, and print their PINs once.") { folder, token, organisation, country };
        module.AddLoginTo(module.AddTo(command));
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(Write(
            GivenFile.Folder(parsed.GetValue(folder)!), parsed.GetValue(token)!, module.Read(parsed), module.ReadLogin(parsed), parsed.GetValue(organisation)!, parsed.GetValue(country)!))));
        return command;
    }

    private static SessionEnd Write(string folder, string label, NamedModule module, uint? userType, string organisation, string country)
    {
        Refuse(folder, organisation, country);
        using Secret first = Secret.RandomDigits(PinDigits);
        using Secret second = Secret.RandomDigits(PinDigits);
        var order = new BootKitOrder(organisation, country, first, second, new LinuxMachine().Now);

        var files = new DurableFiles();
        files.CreateFolder(folder, Readers.OwnerOnly);
        TokenEntry entry = Entry(label, module.File) with { Setup = module.Setup, UserType = userType };
        using var tokens = new Pkcs11Tokens(ConsoleWatch.Make(), module.Setups);
        using ITokenSession session = tokens.Open(entry);
        TokenView view = session.View();
        using (Secret pin = TypedPin.Ask($"PIN of the token {Hostile.Escape(view.Label)}, serial number {Hostile.Escape(view.Serial)}: "))
        {
            session.LoginUser(pin);
        }

        IReadOnlyDictionary<string, byte[]> kit = BootKit.Make(order, MakeKey(session, entry));
        session.Logout();
        foreach ((string name, byte[] bytes) in kit)
        {
            files.WriteNew(Path.Combine(folder, name), bytes, BootKit.ReadersOf(name));
        }

        return new SessionEnd(ExitCodes.Done, [
            $"The boot kit is in {Hostile.EscapeRest(folder)}; the Boot CA's key, \"{KeyLabel}\", is in the token {Hostile.Escape(view.Label)}, serial number {Hostile.Escape(view.Serial)}.",
            "Give each PIN to its holder only; the PINs are not kept anywhere:",
            $"  {BootKit.Officer1File}  {Show(first)}",
            $"  {BootKit.Officer2File}  {Show(second)}"]);
    }

    // All of it before there is a key.
    private static void Refuse(string folder, string organisation, string country)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The folder {Hostile.EscapeRest(folder)} is not empty: give a new one.");
        }

        if (country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"\"{Hostile.Escape(country)}\" is not a country code: write two capital letters, such as SE.");
        }

        try
        {
            _ = BootKit.NameOf(organisation, country, "Boot CA");
        }
        catch (PkiException unfit)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The organisation cannot be used in a certificate: {unfit.Message}.");
        }
    }

    private static TokenEntry Entry(string label, string module) => TokenUri.TryParse($"pkcs11:token={Uri.EscapeDataString(label)}", out TokenUri uri, out string problem)
        ? new TokenEntry(new TokenRef("boot"), TokenUse.Hsm, uri, module, null, "", null)
        : throw new CommandFailure(ExitCodes.WrongInput, $"\"{Hostile.Escape(label)}\" cannot be the label of a token: {problem}.");

    private static IssuerKey MakeKey(ITokenSession session, TokenEntry entry)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        KeyReceipt made = session.GenerateKeyPair(new GenerateKeyPair(entry.Ref, KeyLabel, id, KeyAlgorithm.Rsa3072, ["sign"]) { Templates = session.FormOf(KeyAlgorithm.Rsa3072.Name, ["sign"], id).Templates });
        return new IssuerKey(made.PublicKey, bytes => session.Sign(id, Signatures.For(made.PublicKey), bytes));
    }

    private static string Show(Secret pin) => pin.Reveal(bytes => Encoding.ASCII.GetString(bytes));
}
