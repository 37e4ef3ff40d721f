using Ceremony.Core.Devices;

namespace Ceremony.Machine.Tests;

/// <summary>Asserts a fault and the whole of its sentence.</summary>
internal static class Fault
{
    /// <summary>The call throws a <see cref="DeviceFault"/> of that code with that sentence.</summary>
    public static DeviceFault Is(string code, string sentence, Action act)
    {
        DeviceFault fault = Assert.ThrowsAny<DeviceFault>(act);
        Assert.Equal((code, sentence), (fault.Code, fault.Message));
        return fault;
    }

    /// <summary>The call throws a <see cref="PinRefusedFault"/> of that code with that sentence; gives whether the PIN is locked.</summary>
    public static bool IsOfPin(string code, string sentence, Action act) => Assert.IsType<PinRefusedFault>(Is(code, sentence, act)).Locked;
}
