namespace Ceremony.Core.Devices;

/// <summary>
/// A device or the machine failed. The message is one sentence that says what happened, to which thing, and what to do next; translated
/// where the device is.
/// </summary>
/// <param name="code">The device's own word for it, such as <c>CKR_DEVICE_REMOVED</c> or <c>EIO</c>.</param>
/// <param name="sentence">The sentence for people.</param>
public class DeviceFault(string code, string sentence) : Exception(sentence)
{
    /// <summary>The code where a thing is no longer as it was looked at: nothing was done to it, and the step looks again.</summary>
    public const string Changed = "Changed";

    /// <summary>The code where a device said that something was done, and what came of it is not what was agreed to: it counts as not done.</summary>
    public const string WrongResult = "WrongResult";

    /// <summary>The device's own word for it.</summary>
    public string Code { get; } = code;

    /// <summary>The last lines that the device's driver wrote to standard output or standard error meanwhile, escaped; empty where it wrote none.</summary>
    public IReadOnlyList<string> DriverWrote { get; set; } = [];
}

/// <summary>A token refused a PIN (CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_PIN_LEN_RANGE…).</summary>
/// <param name="code">The CKR_ code's name.</param>
/// <param name="sentence">The sentence for people.</param>
/// <param name="locked">Whether the PIN is locked now.</param>
public sealed class PinRefusedFault(string code, string sentence, bool locked) : DeviceFault(code, sentence)
{
    /// <summary>Whether the PIN is locked now.</summary>
    public bool Locked { get; } = locked;
}
