using Ceremony.Core.Devices;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Pkcs11;

/// <summary>What a module answers (PKCS#11 v2.40 §5.1, CKR_…), in a sentence that says what to do.</summary>
internal static class Pkcs11Faults
{
    /// <summary>The code of an answer that no module should give.</summary>
    public const string Unexpected = "Unexpected";

    /// <summary>Whether the answer says that the device, its session or the login is gone, and nothing about what was asked.</summary>
    public static bool IsLost(CKR answer) => answer is CKR.CKR_DEVICE_REMOVED or CKR.CKR_DEVICE_ERROR or CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_SESSION_HANDLE_INVALID or CKR.CKR_SESSION_CLOSED
        or CKR.CKR_CRYPTOKI_NOT_INITIALIZED or CKR.CKR_OBJECT_HANDLE_INVALID or CKR.CKR_USER_NOT_LOGGED_IN or CKR.CKR_SLOT_ID_INVALID or CKR.CKR_HOST_MEMORY;

    /// <summary>Runs calls; whatever they throw becomes a <see cref="DeviceFault"/>.</summary>
    /// <param name="thing">What the calls are about, as a sentence begins: <c>The token CM-HSM</c>.</param>
    /// <param name="calls">The calls.</param>
    public static T Translate<T>(string thing, Func<T> calls)
    {
        try
        {
            return calls();
        }
        catch (DeviceFault)
        {
            throw;
        }
        catch (Pkcs11Exception answer)
        {
            throw Of(answer.RV, thing);
        }
        catch (Exception trouble)
        {
            // The wrapper throws a dozen kinds of its own, and none of them may end the program.
            throw new DeviceFault(Unexpected, $"{thing} answered in a way that no module should ({trouble.GetType().Name}: {trouble.Message.TrimEnd('.')}): end the program, check the driver, then resume.");
        }
    }

    /// <summary>Runs a call whose failure no longer matters: closing what may already be gone.</summary>
    public static void Ignore(Action call)
    {
        try
        {
            call();
        }
        catch (Exception)
        {
            // There is nobody left to tell: the token may have been pulled, and the module ends with the program.
            return;
        }
    }

    /// <summary>The fault of an answer.</summary>
    public static DeviceFault Of(CKR answer, string thing) => new(Name(answer), Sentence(answer, thing));

    /// <summary>The answer's name; vendors' own answers as <c>CKR_VENDOR_DEFINED+0x1</c>.</summary>
    public static string Name(CKR answer) => Enum.IsDefined(answer) ? answer.ToString()
        : answer >= CKR.CKR_VENDOR_DEFINED ? $"CKR_VENDOR_DEFINED+0x{(ulong)answer - (ulong)CKR.CKR_VENDOR_DEFINED:x}" : $"CKR_0x{(ulong)answer:x}";

    private static string Sentence(CKR answer, string thing) => answer switch
    {
        CKR.CKR_DEVICE_REMOVED => $"{thing} was taken out in the middle of its work: put it back, then try again.",
        CKR.CKR_TOKEN_NOT_PRESENT => $"{thing} is not in its reader: insert it, then try again.",
        CKR.CKR_TOKEN_NOT_RECOGNIZED => $"{thing} is not recognised by its module: check that card and driver belong together.",
        CKR.CKR_TOKEN_WRITE_PROTECTED => $"{thing} is write-protected: lift the protection, then try again.",
        CKR.CKR_SLOT_ID_INVALID => $"{thing} is no longer in the slot where it was: insert it again, then try again.",
        CKR.CKR_DEVICE_ERROR => $"{thing} reports an error of its own: look at the device and its log before trying again.",
        CKR.CKR_DEVICE_MEMORY => $"{thing} has no memory left: have objects that are not needed removed, then try again.",
        CKR.CKR_HOST_MEMORY => $"{thing} ran out of memory on this machine: end other programs, then try again.",
        CKR.CKR_GENERAL_ERROR => $"{thing} reports a general error without a reason: look at the device and its log, then try again.",
        CKR.CKR_FUNCTION_FAILED => $"{thing} could not do this and gave no reason: look at the device and its log, then try again.",
        CKR.CKR_FUNCTION_NOT_SUPPORTED => $"{thing} cannot do this at all: use another token.",
        CKR.CKR_FUNCTION_CANCELED or CKR.CKR_CANCEL => $"{thing} had the work cancelled at the device: try again when the people there are ready.",
        CKR.CKR_FUNCTION_REJECTED => $"{thing} had the work rejected at the device: ask who rejected it, then try again.",
        CKR.CKR_USER_PIN_NOT_INITIALIZED => $"{thing} has no user PIN yet: have its security officer set one first.",
        CKR.CKR_USER_NOT_LOGGED_IN => $"{thing} no longer has anybody logged in: try again, and the PIN is asked for anew.",
        CKR.CKR_USER_ALREADY_LOGGED_IN => $"{thing} has somebody logged in already: end other programs that use it, then try again, and the PIN is asked for anew.",
        CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN => $"{thing} has another role logged in already: end other programs that use it, then try again, and the PIN is asked for anew.",
        CKR.CKR_USER_TYPE_INVALID => $"{thing} does not know this role: check the token's model.",
        CKR.CKR_SESSION_HANDLE_INVALID or CKR.CKR_SESSION_CLOSED => $"{thing} has lost its session: insert the token again, then try again, and the PIN is asked for anew.",
        CKR.CKR_SESSION_COUNT => $"{thing} has no session left: close other programs that use it, then try again.",
        CKR.CKR_SESSION_READ_ONLY => $"{thing} does not allow writing in this session: lift the write protection, then try again.",
        CKR.CKR_MECHANISM_INVALID => $"{thing} does not know this algorithm: choose another algorithm, or another token.",
        CKR.CKR_MECHANISM_PARAM_INVALID => $"{thing} does not accept the algorithm's parameters: choose another algorithm, or another token.",
        CKR.CKR_CURVE_NOT_SUPPORTED or CKR.CKR_DOMAIN_PARAMS_INVALID => $"{thing} does not know this curve: choose another algorithm, or another token.",
        CKR.CKR_KEY_SIZE_RANGE => $"{thing} does not make keys of this size: choose another size, or another token.",
        CKR.CKR_KEY_TYPE_INCONSISTENT => $"{thing} holds a key of a different kind from the one that the algorithm needs: check the script's algorithm.",
        CKR.CKR_KEY_FUNCTION_NOT_PERMITTED => $"{thing} holds a key that may not be used for this: check the usage that the key was made for.",
        CKR.CKR_DATA_LEN_RANGE => $"{thing} does not accept data of this length: choose another algorithm, or another token.",
        CKR.CKR_ATTRIBUTE_VALUE_INVALID or CKR.CKR_ATTRIBUTE_TYPE_INVALID or CKR.CKR_ATTRIBUTE_READ_ONLY or CKR.CKR_TEMPLATE_INCONSISTENT or CKR.CKR_TEMPLATE_INCOMPLETE
            => $"{thing} does not accept the attributes asked for ({Name(answer)}): use a token that does.",
        CKR.CKR_ACTION_PROHIBITED => $"{thing} forbids this by its policy: have the policy looked at, or use another token.",
        CKR.CKR_CRYPTOKI_NOT_INITIALIZED => $"{thing} is closed because its module has ended: start the program again and resume.",
        CKR.CKR_FIPS_SELF_TEST_FAILED => $"{thing} failed its self-test: do not use it.",
        _ => $"{thing} answered {Name(answer)}: look at the device and its log before trying again.",
    };
}
