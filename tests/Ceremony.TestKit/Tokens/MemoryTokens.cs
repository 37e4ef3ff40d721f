using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>The tokens of a room, in memory, with keys in software: they outlive a run that is stopped, as real ones do.</summary>
public sealed class MemoryTokens : ITokens
{
    private readonly Dictionary<string, MemoryToken> _tokens = [];

    public IEnumerable<MemoryToken> All => _tokens.Values;

    public MemoryToken this[string label] => _tokens[label];

    /// <summary>Whether tokens are seen at every other look only.</summary>
    public bool IsLoose { get; set; }

    /// <summary>How often the module was loaded for its list.</summary>
    public int Listed { get; private set; }

    /// <summary>The module's hash, as long as nobody exchanges it; null where there is no module.</summary>
    public string? Module { get; set; } = new('0', 64);

    /// <summary>Adds a token; a blank one without a security officer PIN.</summary>
    public MemoryToken Add(string label, string? so, string? pin)
    {
        var token = new MemoryToken(label, so, pin);
        _tokens.Add(label, token);
        return token;
    }

    public IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null)
    {
        Listed++;
        return IsLoose && Listed % 2 == 0 ? [] : [.. _tokens.Values.Where(token => token is { IsThere: true, IsListed: true, IsBlank: false }).Select(token => token.View())];
    }

    public IReadOnlyList<EmptySlot> EmptySlots(string module) => [new("reader \"right\"", HasBlankToken: false), new("reader \"left\"", HasBlankToken: true)];

    public IReadOnlyList<BlankToken> Blank(TokenEntry entry, string? slot, string? serial) =>
        [.. BlankOnes(slot, serial).Select(token => new BlankToken(token.Slot, token.View() with { Label = "" }))];

    /// <summary>As SoftHSM2 does, it gives the token another serial number.</summary>
    public void Initialise(TokenEntry entry, string slot, string serial, Secret? pin)
    {
        MemoryToken token = BlankOnes(slot, serial).SingleOrDefault() ?? throw new DeviceFault(DeviceFault.Changed, $"There is no blank token in the slot \"{slot}\" any more for the token {entry.Uri.Label}.");
        if (pin is not null)
        {
            token.Lent.Add(pin);
        }

        if (token.FailsWithPin() is { } fault)
        {
            throw fault;
        }

        token.So = token.Flags.PinAtDevice ? token.TypedAtDevice() : pin!.Reveal(bytes => System.Text.Encoding.UTF8.GetString(bytes));
        token.Serial = $"serial-{token.Label}";
        token.AfterDeed();
    }

    private IEnumerable<MemoryToken> BlankOnes(string? slot, string? serial) =>
        _tokens.Values.Where(token => token is { IsThere: true, IsBlank: true } && (slot is null || token.Slot == slot) && (serial is null || token.Serial == serial));

    public ITokenSession Open(TokenEntry entry) => _tokens.GetValueOrDefault(entry.Uri.Label!) is { IsThere: true, IsBlank: false } token
        ? token.Fault is { } code ? throw new DeviceFault(code, $"The token {entry.Called} cannot be opened. Put it right, then try again.") : new MemorySession(token)
        : throw new DeviceFault("NoToken", $"The token {entry.Called} is not there. Put it in, then try again.");

    public void Renew()
    {
        // It is never lost.
    }

    /// <inheritdoc/>
    public string ModuleHash(string module) => Module ?? throw new DeviceFault("NoModule", $"There is no PKCS#11 module {module}.");

    /// <summary>The hashes of configuration files, where they are others than at first; null where one is not there.</summary>
    public Dictionary<string, string?> Configurations { get; } = [];

    /// <inheritdoc/>
    public string ConfigurationHash(string file) => Configurations.GetValueOrDefault(file, new string('0', 64)) ?? throw new DeviceFault("NoConfiguration", $"There is no configuration file {file}. Put it there.");

    public void Dispose()
    {
    }
}
