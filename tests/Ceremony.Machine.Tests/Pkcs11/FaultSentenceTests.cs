using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using Net.Pkcs11Interop.Common;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>What people read where a token refuses.</summary>
public class FaultSentenceTests
{
    public static TheoryData<string, string> Answers => new()
    {
        { "CKR_DEVICE_REMOVED", "The token CM-HSM was taken out in the middle of its work: put it back, then try again." },
        { "CKR_TOKEN_NOT_PRESENT", "The token CM-HSM is not in its reader: insert it, then try again." },
        { "CKR_TOKEN_NOT_RECOGNIZED", "The token CM-HSM is not recognised by its module: check that card and driver belong together." },
        { "CKR_TOKEN_WRITE_PROTECTED", "The token CM-HSM is write-protected: lift the protection, then try again." },
        { "CKR_SLOT_ID_INVALID", "The token CM-HSM is no longer in the slot where it was: insert it again, then try again." },
        { "CKR_DEVICE_ERROR", "The token CM-HSM reports an error of its own: look at the device and its log before trying again." },
        { "CKR_DEVICE_MEMORY", "The token CM-HSM has no memory left: have objects that are not needed removed, then try again." },
        { "CKR_HOST_MEMORY", "The token CM-HSM ran out of memory on this machine: end other programs, then try again." },
        { "CKR_GENERAL_ERROR", "The token CM-HSM reports a general error without a reason: look at the device and its log, then try again." },
        { "CKR_FUNCTION_FAILED", "The token CM-HSM could not do this and gave no reason: look at the device and its log, then try again." },
        { "CKR_FUNCTION_NOT_SUPPORTED", "The token CM-HSM cannot do this at all: use another token." },
        { "CKR_FUNCTION_CANCELED", "The token CM-HSM had the work cancelled at the device: try again when the people there are ready." },
        { "CKR_FUNCTION_REJECTED", "The token CM-HSM had the work rejected at the device: ask who rejected it, then try again." },
        { "CKR_USER_PIN_NOT_INITIALIZED", "The token CM-HSM has no user PIN yet: have its security officer set one first." },
        { "CKR_USER_NOT_LOGGED_IN", "The token CM-HSM no longer has anybody logged in: try again, and the PIN is asked for anew." },
        { "CKR_USER_ALREADY_LOGGED_IN", "The token CM-HSM has somebody logged in already: end other programs that use it, then try again, and the PIN is asked for anew." },
        { "CKR_USER_ANOTHER_ALREADY_LOGGED_IN", "The token CM-HSM has another role logged in already: end other programs that use it, then try again, and the PIN is asked for anew." },
        { "CKR_USER_TYPE_INVALID", "The token CM-HSM does not know this role: check the token's model." },
        { "CKR_SESSION_HANDLE_INVALID", "The token CM-HSM has lost its session: insert the token again, then try again, and the PIN is asked for anew." },
        { "CKR_SESSION_COUNT", "The token CM-HSM has no session left: close other programs that use it, then try again." },
        { "CKR_SESSION_READ_ONLY", "The token CM-HSM does not allow writing in this session: lift the write protection, then try again." },
        { "CKR_MECHANISM_INVALID", "The token CM-HSM does not know this algorithm: choose another algorithm, or another token." },
        { "CKR_MECHANISM_PARAM_INVALID", "The token CM-HSM does not accept the algorithm's parameters: choose another algorithm, or another token." },
        { "CKR_CURVE_NOT_SUPPORTED", "The token CM-HSM does not know this curve: choose another algorithm, or another token." },
        { "CKR_KEY_SIZE_RANGE", "The token CM-HSM does not make keys of this size: choose another size, or another token." },
        { "CKR_KEY_TYPE_INCONSISTENT", "The token CM-HSM holds a key of a different kind from the one that the algorithm needs: check the script's algorithm." },
        { "CKR_KEY_FUNCTION_NOT_PERMITTED", "The token CM-HSM holds a key that may not be used for this: check the usage that the key was made for." },
        { "CKR_DATA_LEN_RANGE", "The token CM-HSM does not accept data of this length: choose another algorithm, or another token." },
        { "CKR_TEMPLATE_INCONSISTENT", "The token CM-HSM does not accept the attributes asked for (CKR_TEMPLATE_INCONSISTENT): use a token that does." },
        { "CKR_ACTION_PROHIBITED", "The token CM-HSM forbids this by its policy: have the policy looked at, or use another token." },
        { "CKR_CRYPTOKI_NOT_INITIALIZED", "The token CM-HSM is closed because its module has ended: start the program again and resume." },
        { "CKR_FIPS_SELF_TEST_FAILED", "The token CM-HSM failed its self-test: do not use it." },
        { "CKR_RANDOM_NO_RNG", "The token CM-HSM answered CKR_RANDOM_NO_RNG: look at the device and its log before trying again." },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_told_in_one_sentence(string answer, string sentence)
        => Fault.Is(answer, sentence, () => Pkcs11Faults.Translate<int>("The token CM-HSM", () => throw new Pkcs11Exception("C_Sign", Enum.Parse<CKR>(answer))));

    [Theory]
    [InlineData(0x80000042, "CKR_VENDOR_DEFINED+0x42")]
    [InlineData(0x7ffffff, "CKR_0x7ffffff")]
    public void An_answer_without_a_name_keeps_its_number(uint answer, string name)
        => Fault.Is(name, $"The token CM-HSM answered {name}: look at the device and its log before trying again.", () => throw Pkcs11Faults.Of((CKR)answer, "The token CM-HSM"));

    [Fact]
    public void Whatever_else_goes_wrong_in_a_module_is_a_fault_too()
        => Fault.Is(
            "Unexpected",
            "The token CM-HSM answered in a way that no module should (UnmanagedException: No slot): end the program, check the driver, then resume.",
            () => Pkcs11Faults.Translate<int>("The token CM-HSM", () => throw new UnmanagedException("No slot.")));

    public static TheoryData<string, bool, string, bool, string> PinAnswers => new()
    {
        { "CKR_PIN_INCORRECT", false, "Set", false, "The PIN of CM-HSM is wrong: type it again." },
        { "CKR_PIN_INCORRECT", false, "CountLow", false, "The PIN of CM-HSM is wrong. The token counts wrong tries: be sure of the PIN, then type it again." },
        { "CKR_PIN_INCORRECT", false, "FinalTry", false, "The PIN of CM-HSM is wrong. One try is left: be sure of the PIN first, since another wrong one locks it." },
        { "CKR_PIN_INCORRECT", false, "Locked", true, "The PIN of CM-HSM is wrong, and is locked now: its security officer must set a new one (\"ceremony unblock-pin\")." },
        { "CKR_PIN_LOCKED", false, "Set", true, "The PIN of CM-HSM is locked: its security officer must set a new one (\"ceremony unblock-pin\")." },
        { "CKR_PIN_LOCKED", true, "Locked", true, "The security officer PIN of CM-HSM is locked: only initialising the token again helps, and that destroys everything on it." },
        { "CKR_PIN_INCORRECT", true, "FinalTry", false, "The security officer PIN of CM-HSM is wrong. One try is left: be sure of the PIN first, since another wrong one locks it." },
        { "CKR_PIN_LEN_RANGE", false, "Set", false, "The PIN of CM-HSM is too short or too long for the token: use one of the length that it accepts." },
        { "CKR_PIN_INVALID", false, "Set", false, "The PIN of CM-HSM holds characters that the token does not accept: use digits." },
        { "CKR_PIN_TOO_WEAK", false, "Set", false, "The PIN of CM-HSM is too weak for the token: choose another." },
        { "CKR_PIN_EXPIRED", false, "Set", false, "The PIN of CM-HSM has expired: have it changed (\"ceremony change-pin\"), then try again." },
    };

    [Theory]
    [MemberData(nameof(PinAnswers))]
    public void A_refused_PIN_is_told_with_what_to_do(string answer, bool officer, string after, bool locked, string sentence)
    {
        Assert.True(PinFaults.IsAboutPin(Enum.Parse<CKR>(answer)));
        PinRefusedFault fault = PinFaults.Of(Enum.Parse<CKR>(answer), "CM-HSM", officer, Enum.Parse<PinState>(after));
        Assert.Equal((answer, locked, sentence), (fault.Code, fault.Locked, fault.Message));
    }
}
