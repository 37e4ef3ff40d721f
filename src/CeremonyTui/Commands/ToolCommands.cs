using System.CommandLine;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Scripts;
using Ceremony.Machine;
using Ceremony.Machine.Files;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;
using Ceremony.Pki;
using Ceremony.Steps;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>check</c>, <c>tokens</c>, <c>schema</c> and <c>boot-kit</c>: what is done around a ceremony.</summary>
internal static class ToolCommands
{
    public static IEnumerable<Command> All() => [Check(), Tokens(), Schema(), MakeBootKit()];

    private static Command Check()
    {
        var scripts = new Argument<string[]>("SCRIPT") { Description = "One or more scripts.", Arity = ArgumentArity.OneOrMore };
        var set = new Option<string[]>("--set") { Description = "A parameter, NAME=VALUE, to see the forecast of the path that it chooses." };
        var command = new Command("check", "Check scripts and tell what they will do, without touching anything.") { scripts, set };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(CheckAll(parsed.GetValue(scripts)!, ParameterFiles.Read(null, parsed.GetValue(set) ?? [])))));
        return command;
    }

    private static SessionEnd CheckAll(IReadOnlyList<string> scripts, IReadOnlyDictionary<string, string> set)
    {
        var lines = new List<string>();
        var problems = new List<string>();
        foreach (string path in scripts)
        {
            try
            {
                Script script = PlanMaker.ReadScript(path);
                lines.AddRange(Describe(path, script, set));
            }
            catch (CommandFailure failure)
            {
                problems.Add(failure.Message);
            }
        }

        return problems.Count == 0 ? new SessionEnd(ExitCodes.Done, lines) : new SessionEnd(ExitCodes.WrongInput, problems);
    }

    private static IEnumerable<string> Describe(string path, Script script, IReadOnlyDictionary<string, string> set)
    {
        yield return $"{path}: {script.Title}, version {script.Version}";
        yield return $"SHA-256 {script.Sha256}";
        foreach (string line in TryForecast(script, set))
        {
            yield return line;
        }
    }

    private static IReadOnlyList<string> TryForecast(Script script, IReadOnlyDictionary<string, string> set)
    {
        IReadOnlyList<ScriptParameter> missing = [.. ScriptBinding.StillToAsk(script, set).Where(parameter => parameter.Default is null)];
        return missing.Count == 0
            ? Forecast.Of(ParameterTalk.Bind(script, set)).Lines()
            : [$"For the forecast give the parameters: {string.Join(' ', missing.Select(parameter => $"--set {parameter.Name}=…"))}"];
    }

    private static Command Tokens()
    {
        var module = new Option<string>("--module") { Description = "The PKCS#11 module's file; SoftHSM2's where none is given." };
        var objects = new Option<bool>("--objects") { Description = "List the public objects too." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("tokens", "List HSM slots and cards, without any login.") { module, objects, json };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(ListTokens(parsed.GetValue(module), parsed.GetValue(objects), parsed.GetValue(json)))));
        return command;
    }

    private static SessionEnd ListTokens(string? module, bool withObjects, bool asJson)
    {
        string path = module ?? SoftHsmRoom.FindModule() ?? throw new CommandFailure(ExitCodes.WrongInput, "No PKCS#11 module was named: give --module with the module's file.");
        using var tokens = new Pkcs11Tokens();
        IReadOnlyList<TokenView> views = [.. tokens.List(path).Select(view => withObjects ? WithObjects(tokens, path, view) : view)];
        if (asJson)
        {
            return new SessionEnd(ExitCodes.Done, [CanonicalJson.WriteText(new JsonList(views.Select(view => (JsonValue)view.ToJson())))]);
        }

        return views.Count == 0
            ? new SessionEnd(ExitCodes.Done, [$"{path} shows no initialised token."])
            : new SessionEnd(ExitCodes.Done, [.. views.SelectMany(Lines)]);
    }

    private static TokenView WithObjects(Pkcs11Tokens tokens, string module, TokenView view)
    {
        if (!TokenUri.TryParse($"pkcs11:token={Uri.EscapeDataString(view.Label)};serial={Uri.EscapeDataString(view.Serial)}", out TokenUri uri, out string problem))
        {
            throw new CommandFailure(ExitCodes.Device, $"A token of {module} cannot be named: {problem}.");
        }

        using ITokenSession session = tokens.Open(new TokenEntry(new TokenRef("token"), TokenUse.Hsm, uri, module, null, "operator 1", null));
        return view with { Objects = session.Objects() };
    }

    private static IEnumerable<string> Lines(TokenView view)
    {
        yield return $"{Hostile.Escape(view.Label)}  serial {Hostile.Escape(view.Serial)}  {Hostile.Escape(view.Manufacturer)} {Hostile.Escape(view.Model)} {view.Firmware}  PIN {view.Pin}";
        foreach (TokenObject each in view.Objects ?? [])
        {
            yield return $"  {each.Class,-11} {Hostile.Escape(each.Label)}  {each.Algorithm}  id {each.Id}";
        }
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of scripts.");
        command.SetAction((_, _) => CommandEnd.Print(() => Task.FromResult(new SessionEnd(ExitCodes.Done, [CanonicalJson.WriteText(JsonSchemaWriter.Write(StepKinds.All))]))));
        return command;
    }

    private static Command MakeBootKit()
    {
        var folder = new Argument<string>("DIR") { Description = "A new folder." };
        var organisation = new Option<string>("--organisation") { Description = "O of the certificates.", DefaultValueFactory = _ => "Boot kit" };
        var country = new Option<string>("--country") { Description = "C of the certificates: two capital letters.", DefaultValueFactory = _ => "SE" };
        var command = new Command("boot-kit", "Make a Boot CA and two bootstrap officers' soft tokens; prints their PINs once.") { folder, organisation, country };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(WriteBootKit(parsed.GetValue(folder)!, parsed.GetValue(organisation)!, parsed.GetValue(country)!))));
        return command;
    }

    private static SessionEnd WriteBootKit(string folder, string organisation, string country)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The folder {folder} is not empty: give a new one.");
        }

        if (country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"\"{Hostile.Escape(country)}\" is no country: write two capital letters, such as SE.");
        }

        const int PinDigits = 8;
        using Secret authority = Secret.RandomDigits(PinDigits);
        using Secret first = Secret.RandomDigits(PinDigits);
        using Secret second = Secret.RandomDigits(PinDigits);
        var files = new DurableFiles();
        files.CreateFolder(Path.GetFullPath(folder), Readers.OwnerOnly);
        foreach ((string name, byte[] bytes) in BootKit.Make(new BootKitOrder(organisation, country, authority, first, second, new MachineView().Now)))
        {
            files.WriteNew(Path.Combine(Path.GetFullPath(folder), name), bytes, BootKit.ReadersOf(name));
        }

        return new SessionEnd(ExitCodes.Done, [
            $"The boot kit is in {folder}. Give each PIN to its holder alone; they are not kept anywhere:",
            $"  bootca.p12    {Show(authority)}",
            $"  officer1.p12  {Show(first)}",
            $"  officer2.p12  {Show(second)}"]);
    }

    private static string Show(Secret pin) => pin.Reveal(bytes => Encoding.ASCII.GetString(bytes));
}
