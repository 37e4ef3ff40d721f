using System.CommandLine;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>tokens</c>: what a PKCS#11 module shows without a login.</summary>
internal static class TokensCommand
{
    public static Command Make()
    {
        var module = new Option<string>("--module") { Description = "The PKCS#11 module's file; SoftHSM2's by default." };
        var objects = new Option<bool>("--objects") { Description = "List the public objects too." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("tokens", "List HSM slots and cards, without any login.") { module, objects, json };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(List(parsed.GetValue(module), parsed.GetValue(objects), parsed.GetValue(json)))));
        return command;
    }

    private static SessionEnd List(string? module, bool withObjects, bool asJson)
    {
        string path = module ?? SoftHsmRoom.FindModule() ?? throw new CommandFailure(ExitCodes.WrongInput, "No PKCS#11 module was named: name its file with --module.");
        using var tokens = new Pkcs11Tokens();
        IReadOnlyList<TokenView> views = tokens.List(path);
        return new SessionEnd(ExitCodes.Done, asJson ? [Json(tokens, path, views, withObjects)] : [.. Lines(tokens, path, views, withObjects)]);
    }

    private static string Json(Pkcs11Tokens tokens, string module, IReadOnlyList<TokenView> views, bool withObjects) =>
        Hostile.EscapeJson(CanonicalJson.WriteText(new JsonList(views.Select(view => (JsonValue)(withObjects ? Json(tokens, module, view) : view.ToJson())))));

    private static JsonMap Json(Pkcs11Tokens tokens, string module, TokenView view)
    {
        IReadOnlyList<TokenObject> objects = TryObjects(tokens, module, view, out _, out DeviceFault? fault);
        return fault is null ? (view with { Objects = objects }).ToJson() : view.ToJson().With(new JsonMap { { "fault", fault.Message } });
    }

    private static IEnumerable<string> Lines(Pkcs11Tokens tokens, string module, IReadOnlyList<TokenView> views, bool withObjects)
    {
        if (views.Count == 0)
        {
            yield return $"{Hostile.Escape(module)} has no initialised token.";
        }

        foreach (string line in views.SelectMany(view => Lines(tokens, module, view, withObjects)))
        {
            yield return line;
        }

        foreach (EmptySlot slot in tokens.EmptySlots(module))
        {
            yield return $"{(slot.HasBlankToken ? "(blank token)" : "(no token)")}  {Hostile.Escape(slot.Name)}";
        }

        if (views.Count > 0)
        {
            yield return TokenWords.Unseen;
        }
    }

    private static IEnumerable<string> Lines(Pkcs11Tokens tokens, string module, TokenView view, bool withObjects)
    {
        IReadOnlyList<TokenObject> objects = TryObjects(tokens, module, view, out string counts, out _);
        yield return $"{Hostile.Escape(view.Label)}  serial {Hostile.Escape(view.Serial)}  {Hostile.Escape(view.Manufacturer)} {Hostile.Escape(view.Model)} {Hostile.Escape(view.Firmware)}";
        yield return $"  PIN {TokenWords.Pin(view.Pin)}  SO PIN {TokenWords.Pin(view.SecurityOfficerPin)}  {counts}";
        foreach (TokenObject each in withObjects ? objects : [])
        {
            yield return $"  {each.Class,-11} {Hostile.Escape(each.Label)}  {Hostile.Escape(each.Algorithm)}  id {Hostile.Escape(each.Id)}";
        }
    }

    // One token that cannot be opened, such as a twin of another, must not hide the rest of the list.
    private static IReadOnlyList<TokenObject> TryObjects(Pkcs11Tokens tokens, string module, TokenView view, out string counts, out DeviceFault? trouble)
    {
        trouble = null;
        try
        {
            IReadOnlyList<TokenObject> objects = Objects(tokens, module, view);
            counts = TokenWords.Counts(objects);
            return objects;
        }
        catch (DeviceFault fault)
        {
            counts = $"objects not seen: {Hostile.EscapeRest(fault.Message.ReplaceLineEndings(" "))}";
            trouble = fault;
            return [];
        }
    }

    private static IReadOnlyList<TokenObject> Objects(Pkcs11Tokens tokens, string module, TokenView view)
    {
        // A token may have an empty label or serial number, which a URI cannot express.
        IEnumerable<string> names = new[] { ("token", view.Label), ("serial", view.Serial) }.Where(each => each.Item2.Length > 0).Select(each => $"{each.Item1}={Uri.EscapeDataString(each.Item2)}");
        if (!TokenUri.TryParse($"pkcs11:{string.Join(';', names)}", out TokenUri uri, out string problem))
        {
            throw new DeviceFault("NoName", $"A token in {module} cannot be named: {problem}.");
        }

        using ITokenSession session = tokens.Open(new TokenEntry(new TokenRef("token"), TokenUse.Hsm, uri, module, null, "operator 1", null));
        return session.Objects();
    }
}
