using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Foresight;

/// <summary>The tokens that a script names, all of them there.</summary>
internal sealed class SimulatedTokens : ITokens
{
    private static readonly string NoHash = new('0', 64);
    private readonly IReadOnlyList<TokenEntry> _entries;
    private readonly Dictionary<TokenRef, SimulatedToken> _tokens;
    private readonly Dictionary<string, TokenView[]> _lists = new(StringComparer.Ordinal);

    /// <param name="entries">The tokens.</param>
    /// <param name="blank">Those of them that a step initialises.</param>
    public SimulatedTokens(IReadOnlyList<TokenEntry> entries, IReadOnlyList<TokenRef> blank)
    {
        _entries = entries;
        _tokens = entries.ToDictionary(entry => entry.Ref, entry => new SimulatedToken(entry, $"simulated-{entry.Ref.Name}", (before, now) => Replace(entry.Module, before, now), blank.Contains(entry.Ref)));
    }

    /// <summary>The token of that name; null where the script has none.</summary>
    public SimulatedToken? Find(string name) => _tokens.GetValueOrDefault(new TokenRef(name));

    /// <summary>The token that holds the key pair of that name, with the public half; null where none does.</summary>
    public (SimulatedToken Token, TokenObject Half)? Holder(string key) =>
        _tokens.Values.Select(token => (Token: token, Half: token.PublicHalf(key))).Where(each => each.Half is not null).Select(each => ((SimulatedToken, TokenObject)?)(each.Token, each.Half!)).FirstOrDefault();

    /// <summary>Has every token present certificates for keys that it makes from now on.</summary>
    /// <param name="attests">The certificates, told the key's name and its public half, DER.</param>
    public void Attest(Func<string, byte[], IEnumerable<byte[]>> attests)
    {
        foreach (SimulatedToken token in _tokens.Values)
        {
            token.Attests = attests;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TokenView> List(string module, string? expectedSha256 = null) =>
        _lists.TryGetValue(module, out TokenView[]? list) ? list : _lists[module] = [.. _entries.Where(entry => entry.Module == module && !_tokens[entry.Ref].IsBlank).Select(entry => _tokens[entry.Ref].View())];

    /// <inheritdoc/>
    public IReadOnlyList<EmptySlot> EmptySlots(string module) => [];

    /// <inheritdoc/>
    public IReadOnlyList<BlankToken> Blank(TokenEntry entry, string? slot, string? serial) => _tokens[entry.Ref] is { IsBlank: true } token
        ? [new BlankToken(slot ?? "simulated slot", token.View() with { Label = "", Serial = serial ?? "", Initialised = false })]
        : [];

    /// <inheritdoc/>
    public void Initialise(TokenEntry entry, string slot, string serial, Secret? pin)
    {
        _tokens[entry.Ref].Initialise();
        _lists.Remove(entry.Module);
    }

    /// <inheritdoc/>
    public ITokenSession Open(TokenEntry entry) => _tokens[entry.Ref] is { IsBlank: false } token ? token : throw new DeviceFault("NoToken", $"The token {entry.Called} is not initialised yet.");

    /// <inheritdoc/>
    public void Renew()
    {
        // It is never lost.
    }

    /// <inheritdoc/>
    public string ModuleHash(string module) => _entries.FirstOrDefault(entry => entry.Module == module && entry.ModuleSha256 is not null)?.ModuleSha256 ?? NoHash;

    /// <inheritdoc/>
    public string ConfigurationHash(string file) => NoHash;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Whoever was given the list before keeps it as it was.
    private void Replace(string module, TokenView before, TokenView now)
    {
        if (_lists.TryGetValue(module, out TokenView[]? list))
        {
            _lists[module] = [.. list];
            _lists[module][Array.IndexOf(list, before)] = now;
        }
    }
}
