using Ceremony.Core.Actions;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>A token with PINs that can be taken out of its reader, and that outlives a run which is stopped, as a real one does.</summary>
public sealed class MemoryToken(string label, string? so, string? pin) : SoftwareToken(label, $"serial-{label}")
{
    private const int MostTries = 3;

    public string Label { get; } = label;

    /// <summary>What it says that it is called, where that is not its label any more.</summary>
    public string? CallsItself { get; set; }

    public string? Pin { get; set; } = pin;

    /// <summary>The security officer PIN; null while it is blank.</summary>
    public string? So { get; set; } = so;

    /// <summary>Whether it was never initialised.</summary>
    public bool IsBlank => So is null;

    /// <summary>The name of its slot, for a blank one.</summary>
    public string Slot { get; set; } = "slot 7";

    public bool IsThere { get; set; } = true;

    /// <summary>Whether its module lists it; not every module notices that a token came.</summary>
    public bool IsListed { get; set; } = true;

    /// <summary>What it says of its PIN, whatever is so; null where it tells the truth.</summary>
    public PinState? Says { get; set; }

    /// <summary>What goes wrong when it is opened, such as <c>TwoTokens</c>.</summary>
    public string? Fault { get; set; }

    public int WrongTries { get; set; }

    /// <summary>Who is logged in: PKCS#11 knows one login a token and application.</summary>
    public string? LoggedIn { get; set; }

    /// <summary>How often a wrong PIN was tried.</summary>
    public int Refused { get; private set; }

    public IReadOnlyList<TokenObject> Certificates => [.. All("certificate")];

    /// <summary>What happens after each deed, for tests that stop the program there.</summary>
    public Action AfterDeed { get; set; } = () => { };

    /// <summary>What goes wrong at a login or when a PIN is set, in place of it; null where nothing does.</summary>
    public Func<Exception?> FailsWithPin { get; set; } = () => null;

    /// <summary>The PINs that were lent to it.</summary>
    public List<Secret> Lent { get; } = [];

    /// <summary>What happens while it signs, for tests of slow tokens.</summary>
    public Action WhileSigning { get; set; } = () => { };

    /// <summary>What happens when an object is removed, for tests of tokens that fail there.</summary>
    public Action WhileRemoving { get; set; } = () => { };

    /// <summary>What happens when its objects are listed, for tests of tokens that fail there.</summary>
    public Action WhileListing { get; set; } = () => { };

    /// <summary>What it tells of what it has done, for tests of tokens that are wrong once.</summary>
    public Func<Receipt, Receipt> Tells { get; set; } = receipt => receipt;

    /// <summary>In which form it makes keys.</summary>
    public KeyForm Form { get; set; } = KeyForm.Usual;

    /// <summary>What else it says of itself: where its PINs are typed, whether it has any.</summary>
    public TokenFlags Flags { get; set; } = new();

    /// <summary>What is typed at the device itself, where its PINs are typed there; null where somebody presses its cancel key.</summary>
    public Func<string?> TypedAtDevice { get; set; } = () => null;

    /// <summary>Whether its keys demand a login of their own for each use.</summary>
    public bool DemandsLoginForEachUse { get; set; }

    public TokenView View() => new(CallsItself ?? Label, Serial, "Memory", "Memory token", "1.0", !IsBlank, Says ?? State(), IsBlank ? PinState.NotSet : PinState.Set, null) { Flags = Flags };

    public bool Takes(string typed)
    {
        if (Pin == typed && WrongTries < MostTries)
        {
            WrongTries = 0;
            return true;
        }

        Refused++;
        WrongTries++;
        return false;
    }

    private PinState State() => Pin is null ? PinState.NotSet : WrongTries switch
    {
        0 => PinState.Set,
        >= MostTries => PinState.Locked,
        MostTries - 1 => PinState.FinalTry,
        _ => PinState.CountLow,
    };
}
