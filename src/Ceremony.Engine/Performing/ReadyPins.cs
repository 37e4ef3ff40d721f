using Ceremony.Core.Actions;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine;

/// <summary>The PINs that one action was given before its intention was written; wiped when it was performed.</summary>
internal sealed class ReadyPins : IDisposable
{
    private readonly Dictionary<PinNeed, Secret> _pins = [];

    /// <summary>Takes a PIN over; it is wiped with the others, or now where the need was met already.</summary>
    public void Add(PinNeed need, Secret pin)
    {
        if (!_pins.TryAdd(need, pin))
        {
            pin.Dispose();
            throw new BrokenInvariantException("An action needs one PIN twice. Nothing was done.");
        }
    }

    /// <summary>The PIN that meets the need. It is lent, and wiped with the others.</summary>
    public Secret Of(PinNeed need) => _pins.GetValueOrDefault(need) ?? throw new BrokenInvariantException("An action asked for a PIN that it had not said it needs. Nothing was done.");

    /// <summary>The PIN that meets a need of an action which may not be one; null where none was needed, or where it is typed at the device.</summary>
    public Secret? ForUse(CeremonyAction action) => action.Pins.OfType<UseOfKey>().Select(need => _pins.GetValueOrDefault(need)).FirstOrDefault() is { Length: > 0 } pin ? pin : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Secret pin in _pins.Values)
        {
            pin.Dispose();
        }
    }
}
