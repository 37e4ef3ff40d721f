using System.Globalization;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>
/// What must be there before a ceremony begins, looked at while nothing is recorded yet: whatever could have been known before is not found out after a key was made. It may be
/// looked at as often as people like. A card that was there at an earlier look counts as seen, since there may be fewer readers than cards.
/// </summary>
/// <param name="plan">What is to be carried out.</param>
/// <param name="ports">What is looked at.</param>
/// <param name="folder">The folder that the ceremony will have.</param>
/// <param name="notBefore">No clock that is right shows an earlier time.</param>
public sealed class Preflight(RunPlan plan, PreflightPorts ports, string folder, DateTimeOffset notBefore)
{
    private const long LeastFreeBytes = 64 << 20;
    private const int LastYear = 2100;
    private const string NotThere = "not there";
    private readonly Dictionary<string, Readiness> _seenBefore = new(StringComparer.Ordinal);

    /// <summary>Looks at everything. Calls block, so they stay off the screen's thread.</summary>
    public IReadOnlyList<Readiness> Look()
    {
        using ITokens tokens = ports.OpenTokens();
        using var sight = new Sight(plan, ports, tokens, folder);
        Readiness[] rows =
        [
            Clock(),
            Network(),
            .. Secrets(),
            Space(sight),
            .. plan.Setups.SelectMany(module => ModuleRows(tokens, module.Key, module.Value)),
            .. plan.Tokens.Where(entry => plan.TokensUsed.Contains(entry.Ref) && !plan.TokensInitialised.Contains(entry.Ref)).Select(entry => Remembered(Token(sight, entry))),
            .. plan.Needs.DistinctBy(need => need.What).Select(need => Remembered(Needed(sight, need))),
        ];

        // A token that is away keeps several rows from being ready, and one thing puts them right.
        return [.. rows.DistinctBy(row => row.Do ?? row.What)];
    }

    private Readiness Clock()
    {
        DateTimeOffset now = ports.Machine.Now;
        string found = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return now >= notBefore && now.Year < LastYear
            ? new Readiness("the clock", found, null)
            : new Readiness("the clock", found, $"It cannot be right: script and program are from {notBefore.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}. Set the clock (UTC) by a watch.");
    }

    private Readiness Network() => Try("the air gap", () =>
    {
        IReadOnlyList<string> up = AirGapWatch.Names(ports.Machine.Interfaces());
        string found = up.Count == 0 ? "no network interface is up" : $"up: {Hostile.Escape(string.Join(", ", up))}";
        return up.All(plan.InterfacesUp.Contains)
            ? (up.Count == 0 ? found : $"{found}, as the script allows", null)
            : (found, "Pull the cable or take the interface down. If it has to stay up, the ceremony asks for the reason as it begins, and the officers confirm it before anything is logged into.");
    });

    private IReadOnlyList<Readiness> Secrets()
    {
        try
        {
            return Secrecy.Rows(plan, ports.Machine);
        }
        catch (DeviceFault fault)
        {
            return [new Readiness("what keeps PINs secret", Hostile.Escape(fault.Code), Hostile.Escape(fault.Message)) { Stops = true }];
        }
    }

    private Readiness Space(Sight sight) => Try($"room in {Hostile.Escape(folder)}", () =>
    {
        MediumView medium = sight.MediumOf(folder);
        string found = $"{medium.FreeBytes >> 20} MiB free on {Hostile.Escape(medium.Device)}";
        string? what = medium.ReadOnly ? "Nothing can be written there: name another folder with --out, or have it mounted for writing."
            : medium.FreeBytes < LeastFreeBytes ? $"A ceremony needs {LeastFreeBytes >> 20} MiB: make room, or name another folder with --out."
            : null;
        return (found, what);
    });

    private IEnumerable<Readiness> ModuleRows(ITokens tokens, string module, ModuleSetup setup) =>
    [
        Module(tokens, module, setup),
        .. setup.Configuration.Select(file => Try($"the configuration file {Hostile.Escape(file)}", () => ($"SHA-256 {tokens.ConfigurationHash(file)}", null))),
    ];

    private Readiness Module(ITokens tokens, string module, ModuleSetup setup) => Try($"the module {Hostile.Escape(module)}", () =>
    {
        string sha256 = tokens.ModuleHash(module);
        string? expected = plan.Tokens.Where(token => token.Module == module).Select(token => token.ModuleSha256).FirstOrDefault(each => each is not null);
        bool isOther = expected is not null && !sha256.Equals(expected, StringComparison.OrdinalIgnoreCase);
        return ($"SHA-256 {sha256}{Given(setup)}", isOther ? $"The script says {expected}: install the right driver, or have the script reviewed again." : null);
    });

    // What it is given beside its configuration files, which have rows of their own.
    private static string Given(ModuleSetup setup) => string.Concat([.. setup.Environment.Select(each => $"; {each.Key}={Hostile.Escape(each.Value)}"), .. setup.Parameters is { } text ? [$"; parameters {Hostile.Escape(text)}"] : Array.Empty<string>()]);

    private static Readiness Token(Sight sight, TokenEntry entry) => Try($"the token {Hostile.Escape(entry.Called)}", () =>
    {
        TokenView view = sight.SeeToken(entry);
        string found = Told(view);
        string? what = !view.Initialised ? "It is not initialised: have it initialised with the label that the script names."
            : !entry.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model) ? $"It calls itself {Hostile.Escape(view.Label)}: insert the token that the script names."
            : entry.Use == TokenUse.Card ? null
            : view.Pin switch
            {
                PinState.NotSet => "It has no user PIN: have its security officer set one (\"ceremony unblock-pin\").",
                PinState.Locked => "Its PIN is locked: have its security officer set another (\"ceremony unblock-pin\").",
                PinState.FinalTry => "One more wrong PIN locks it: have whoever knows the PIN log in once, outside the ceremony.",
                _ => null,
            };
        return (found, what);
    });

    private static string Told(TokenView token) => string.Join(", ", new[]
    {
        $"serial {Hostile.Escape(token.Serial)}",
        token.Model.Length > 0 ? $"model {Hostile.Escape(token.Model)}" : null,
        token.Firmware.Length > 0 ? $"firmware {Hostile.Escape(token.Firmware)}" : null,
        $"PIN {TokenWords.Pin(token.Pin)}{(token.Flags.PinAtDevice ? ", typed at the device" : "")}{(token.Flags.PinToBeChanged ? ", to be changed at the first login" : "")}",
        token.Flags.FreeBytes is { } free ? $"{free.ToString(CultureInfo.InvariantCulture)} bytes free" : "free room not told",
    }.OfType<string>());

    private static Readiness Needed(Sight sight, Need need) => Try(Hostile.Escape(need.What), () =>
    {
        Core.Json.JsonMap seen = sight.See(need.Look);
        return need.Refuse(seen) is StepResult.Refused refused
            ? ("not as it must be", $"{refused.Reason} {Beforehand(refused.Next)}")
            : (Hostile.Escape(need.Told(seen)), null);
    });

    // There is nothing to abort yet.
    private static string Beforehand(string next) => next.Replace("Abort and have", "Have", StringComparison.Ordinal).Replace(", then try again", "", StringComparison.Ordinal);

    private Readiness Remembered(Readiness now)
    {
        if (now.IsReady)
        {
            _seenBefore[now.What] = now;
            return now;
        }

        return _seenBefore.TryGetValue(now.What, out Readiness? before) && now.Found == NotThere ? before with { Found = $"{before.Found}; seen, and taken out" } : now;
    }

    private static Readiness Try(string what, Func<(string Found, string? Do)> look)
    {
        try
        {
            (string found, string? todo) = look();
            return new Readiness(what, found, todo);
        }
        catch (DeviceFault fault)
        {
            return new Readiness(what, fault.Code is "NoToken" or "ENOENT" or "NoConfiguration" ? NotThere : Hostile.Escape(fault.Code), Hostile.Escape(fault.Message));
        }
    }
}
