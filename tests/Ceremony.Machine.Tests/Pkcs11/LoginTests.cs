using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>PINs: right, wrong, not set, set anew.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class LoginTests : IDisposable
{
    private readonly Secret _pin = Secret.FromText(TestRoom.Pin);
    private readonly Secret _officerPin = Secret.FromText(TestRoom.OfficerPin);
    private readonly Secret _wrong = Secret.FromText("654321");

    /// <inheritdoc/>
    public void Dispose()
    {
        _pin.Dispose();
        _officerPin.Dispose();
        _wrong.Dispose();
    }

    [Fact]
    public void A_wrong_PIN_is_refused_and_the_flags_tell_of_it_until_the_right_one()
    {
        TokenEntry entry = TestRoom.NewToken();
        using ITokenSession session = TestRoom.Tokens.Open(entry);
        Assert.False(Fault.IsOfPin(
            "CKR_PIN_INCORRECT",
            $"The PIN of {entry.Called} is wrong. The token counts wrong tries: be sure of the PIN, then type it again.",
            () => session.LoginUser(_wrong)));
        Assert.Equal(PinState.CountLow, session.View().Pin);
        session.LoginUser(_pin);
        Assert.Equal(PinState.Set, session.View().Pin);
    }

    [Fact]
    public void A_wrong_security_officer_PIN_is_told_as_such()
    {
        TokenEntry entry = TestRoom.NewToken();
        using ITokenSession session = TestRoom.Tokens.Open(entry);
        Fault.IsOfPin(
            "CKR_PIN_INCORRECT",
            $"The security officer PIN of {entry.Called} is wrong. The token counts wrong tries: be sure of the PIN, then type it again.",
            () => session.LoginSecurityOfficer(_wrong));
        Assert.Equal(PinState.CountLow, session.View().SecurityOfficerPin);
    }

    [Theory]
    [InlineData("", "was left empty: type it.")]
    [InlineData("123", "must have 4 to 255 characters, not 3: use one of that length.")]
    public void A_PIN_that_cannot_be_right_spends_no_try(string typed, string end)
    {
        TokenEntry entry = TestRoom.NewToken();
        using ITokenSession session = TestRoom.Tokens.Open(entry);
        using Secret pin = Secret.FromText(typed);
        Fault.IsOfPin("CKR_PIN_LEN_RANGE", $"The PIN of {entry.Called} {end}", () => session.LoginUser(pin));
        Assert.Equal(PinState.Set, session.View().Pin);
    }

    [Fact]
    public void A_blank_card_has_no_user_until_its_security_officer_sets_a_PIN()
    {
        TokenEntry card = TestRoom.NewBlankCard();
        using ITokenSession session = TestRoom.Tokens.Open(card);
        Fault.Is("CKR_USER_PIN_NOT_INITIALIZED", $"The token {card.Called} has no user PIN yet: have its security officer set one first.", () => session.LoginUser(_pin));
        Fault.Is("CKR_USER_NOT_LOGGED_IN", $"The token {card.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.", () => session.InitialiseUserPin(_pin));
        session.LoginSecurityOfficer(_officerPin);
        session.InitialiseUserPin(_pin);
        session.Logout();
        session.LoginUser(_pin);
        Assert.Equal(PinState.Set, session.View().Pin);
        TestRoom.Witness(card, "--list-objects");
    }

    [Fact]
    public void A_login_takes_the_place_of_another_and_the_PIN_is_proven_each_time()
    {
        TokenEntry entry = TestRoom.NewToken();
        using ITokenSession session = TestRoom.Tokens.Open(entry);
        session.LoginUser(_pin);
        session.LoginUser(_pin);
        Fault.Is("CKR_PIN_INCORRECT", $"The PIN of {entry.Called} is wrong. The token counts wrong tries: be sure of the PIN, then type it again.", () => session.LoginUser(_officerPin));
        session.LoginUser(_pin);
        session.LoginSecurityOfficer(_officerPin);
        Fault.Is("CKR_USER_NOT_LOGGED_IN", $"The token {entry.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.", () => session.IsGone("0102"));
        session.Logout();
        session.Logout();
        session.LoginSecurityOfficer(_officerPin);
    }

    [Fact]
    public void A_closed_session_leaves_nobody_logged_in_and_answers_nothing()
    {
        ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.Dispose();
        session.Dispose();
        Fault.Is("Closed", $"The session with the token {entry.Called} is closed: open it again.", () => session.View());
        using ITokenSession next = TestRoom.Tokens.Open(entry);
        Fault.Is("CKR_USER_NOT_LOGGED_IN", $"The token {entry.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.", () => next.Sign("01", SignatureAlgorithm.Sha256Rsa, "x"u8));
    }

    [Fact]
    public void Closing_a_session_that_only_looked_leaves_anothers_login_standing()
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        TestRoom.Tokens.Open(entry).Dispose();
        Assert.Null(session.InspectKeyPair(KeyPairTests.Action("ec-p256", "sign")));
    }

    [Fact]
    public void The_copy_of_a_PIN_that_a_module_is_given_is_wiped_whatever_happens()
    {
        byte[]? copy = null;
        Assert.Throws<InvalidOperationException>(() => PinBytes.Use(_pin, bytes =>
        {
            Assert.Equal("123456"u8, bytes);
            copy = bytes;
            throw new InvalidOperationException();
        }));
        Assert.Equal(new byte[6], copy);
    }
}
