using System.CommandLine;
using System.Globalization;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>tokens</c>: what a PKCS#11 module shows without a login.</summary>
internal static class TokensCommand
{
    public static Command Make()
    {
        var module = new ModuleOptions();
        var objects = new Option<bool>("--objects") { Description = "List the public objects too." };
        var mechanisms = new Option<bool>("--mechanisms") { Description = "List what each token says that it can do, and its flags." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("tokens", "List HSM slots and cards, blank ones and empty slots too, without any login.") { objects, mechanisms, json };
        module.AddTo(command);
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(List(module.Read(parsed), new Wanted(parsed.GetValue(objects), parsed.GetValue(mechanisms)), parsed.GetValue(json)))));
        return command;
    }

    // What is listed beside the names of the tokens.
    private sealed record Wanted(bool Objects, bool Mechanisms);

    private static SessionEnd List(NamedModule module, Wanted wanted, bool asJson)
    {
        string path = module.File;
        using var tokens = new Pkcs11Tokens(ConsoleWatch.Make(), module.Setups);
        IReadOnlyList<SlotView> slots = tokens.Slots(path);
        return new SessionEnd(ExitCodes.Done, asJson ? [Json(tokens, path, slots, wanted)] : [.. Lines(tokens, path, slots, wanted)]);
    }

    private static string Json(Pkcs11Tokens tokens, string module, IReadOnlyList<SlotView> slots, Wanted wanted) =>
        Hostile.EscapeJson(CanonicalJson.WriteText(new JsonList(slots.OrderByDescending(slot => slot.Token is { Initialised: true }).Select(slot => (JsonValue)Json(tokens, module, slot, wanted)))));

    private static JsonMap Json(Pkcs11Tokens tokens, string module, SlotView slot, Wanted wanted) => slot.Token is not { } token
        ? new JsonMap { { "slot", slot.Name }, { "empty", true } }
        : (wanted.Objects && token.Initialised ? WithObjects(tokens, module, token) : token.ToJson()).With(new JsonMap
        {
            { "slot", slot.Name },
            { "flags", JsonList.OfText(token.Flags.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries)) },
            { "pin-at-device", token.Flags.PinAtDevice },
            { "login-required", token.Flags.LoginRequired },
            { "mechanisms", new JsonList(slot.Mechanisms.Select(each => (JsonValue)Json(each))) },
        });

    private static JsonMap Json(MechanismView mechanism) => new()
    {
        { "name", mechanism.Name },
        { "least", mechanism.Sizes is { } least ? new JsonNumber(least.Least) : null },
        { "most", mechanism.Sizes is { } most ? new JsonNumber(most.Most) : null },
    };

    private static JsonMap WithObjects(Pkcs11Tokens tokens, string module, TokenView view)
    {
        IReadOnlyList<TokenObject> objects = TryObjects(tokens, module, view, out _, out DeviceFault? fault);
        return fault is null ? (view with { Objects = objects }).ToJson() : view.ToJson().With(new JsonMap { { "fault", fault.Message } });
    }

    private static IEnumerable<string> Lines(Pkcs11Tokens tokens, string module, IReadOnlyList<SlotView> slots, Wanted wanted)
    {
        SlotView[] initialised = [.. slots.Where(slot => slot.Token is { Initialised: true })];
        if (initialised.Length == 0)
        {
            yield return $"{Hostile.Escape(module)} has no initialised token.";
        }

        foreach (string line in initialised.SelectMany(slot => Lines(tokens, module, slot, wanted)))
        {
            yield return line;
        }

        foreach (SlotView slot in slots.Except(initialised))
        {
            yield return $"{(slot.Token is null ? "(no token)" : "(blank token)")}  {Hostile.Escape(slot.Name)}{(slot.Token is { Serial.Length: > 0 } blank ? $"  serial {Hostile.Escape(blank.Serial)}" : "")}";
            foreach (string line in slot.Token is { } token ? Told(token, slot, wanted) : [])
            {
                yield return line;
            }
        }

        if (initialised.Length > 0)
        {
            yield return TokenWords.Unseen;
        }
    }

    private static IEnumerable<string> Lines(Pkcs11Tokens tokens, string module, SlotView slot, Wanted wanted)
    {
        TokenView view = slot.Token!;
        IReadOnlyList<TokenObject> objects = TryObjects(tokens, module, view, out string counts, out _);
        yield return $"{Hostile.Escape(view.Label)}  serial {Hostile.Escape(view.Serial)}  {Hostile.Escape(view.Manufacturer)} {Hostile.Escape(view.Model)} {Hostile.Escape(view.Firmware)}";
        yield return $"  PIN {TokenWords.Pin(view.Pin)}  SO PIN {TokenWords.Pin(view.SecurityOfficerPin)}{Where(view.Flags)}  {counts}";
        foreach (string line in Told(view, slot, wanted))
        {
            yield return line;
        }

        foreach (TokenObject each in wanted.Objects ? objects : [])
        {
            yield return $"  {each.Class,-11} {Hostile.Escape(each.Label)}  {Hostile.Escape(each.Algorithm)}  id {Hostile.Escape(each.Id)}";
        }
    }

    private static string Where(TokenFlags flags) => (flags.PinAtDevice ? "  typed at the device" : "") + (flags.LoginRequired ? "" : "  no login needed") + (flags.PinToBeChanged ? "  PIN to be changed" : "");

    private static IEnumerable<string> Told(TokenView view, SlotView slot, Wanted wanted) => !wanted.Mechanisms ? [] :
    [
        $"  slot {Hostile.Escape(slot.Name)}",
        $"  flags {(view.Flags.Names.Length == 0 ? "none" : view.Flags.Names)}",
        .. slot.Mechanisms.Count == 0 ? ["  it does not say what it can do"] : slot.Mechanisms.Select(each => each.Sizes is { } sizes ? string.Create(CultureInfo.InvariantCulture, $"  {each.Name}, keys of {sizes.Least} to {sizes.Most}") : $"  {each.Name}"),
    ];

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
