using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>What real modules do otherwise than SoftHSM2, one quirk after the other.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class QuirkTests : IDisposable
{
    private const string Label = "Quirky key";
    private const string Id = "00a1b2c3d4e5f607";

    // What a key is told to be in its own reading, and what is wrong with that is for whoever asked for it to say.
    private static readonly string[] OfSafety = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_SENSITIVE"];

    private readonly TemporaryFolder _folder = new();
    private readonly Secret _pin = Secret.FromText(TestRoom.Pin);

    public void Dispose()
    {
        _pin.Dispose();
        _folder.Dispose();
    }

    /// <summary>Quirks with which everything is done as without.</summary>
    public static TheoryData<string> Harmless => [.. QuirkModule.All.Except(Special).Prepend("none")];

    // Each of these has a test of its own.
    private static readonly string[] Special =
    [
        "always-authenticate", "dies-once", "extractable", "hangs", "hangs-after", "id-cut", "id-fixed", "id-own-hangs", "id-short", "lost", "needs-environment", "needs-parameters", "no-aes", "no-ec", "no-login", "not-told", "one-session", "pin-pad", "pin-to-be-changed", "prints", "read-only",
        "recovers", "same-serial", "signs-wrongly", "slow", "small-only", "told-false", "no-usage", "user-password", "vendor-user",
    ];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Everything_is_done_as_on_any_other_token(string quirk)
    {
        using Room room = Enter(quirk);
        using ITokenSession session = room.Open();
        session.LoginUser(_pin);
        Demand(Use(session, "rsa-2048"));
        Demand(Use(session, "ec-p256"));
        Demand(Use(session, "ec-p384"));

        static void Demand(KeyReceipt made)
        {
            Assert.Empty(OfSafety.Except(made.Attributes));
            Assert.Contains("CKA_SIGN", made.Attributes);
            Assert.DoesNotContain("CKA_SIGN_RECOVER", made.Attributes);
        }
    }

    [Fact]
    public void A_key_with_a_login_for_each_use_signs_with_its_PIN_and_not_without()
    {
        using Room room = Enter("always-authenticate");
        using ITokenSession session = room.Open();
        session.LoginUser(_pin);
        GenerateKeyPair action = KeyPairTests.Action("ec-p256", "sign") with { Label = Label, Id = Id };
        session.GenerateKeyPair(action);
        Assert.True(session.DemandsLoginForEachUse(Id));
        Fault.Is("CKR_PIN_INCORRECT", $"The PIN of {room.Entry.Called} is wrong: type it again.", () => session.Sign(Id, SignatureAlgorithm.Sha256Ecdsa, "x"u8));
        using (Secret wrong = Secret.FromText("000000"))
            Fault.Is("CKR_PIN_INCORRECT", $"The PIN of {room.Entry.Called} is wrong: type it again.", () => session.Sign(Id, SignatureAlgorithm.Sha256Ecdsa, "x"u8, wrong));
        session.DestroyKeyPair(new DestroyKey(action.Token, Id, Label));

        // What was begun without a PIN has ended, or nothing could be begun now.
        Use(session, "ec-p256", _pin);
        Use(session, "rsa-2048", _pin);
    }

    [Fact]
    public void A_PIN_that_is_typed_at_the_device_is_not_asked_of_anybody_else()
    {
        using Room room = Enter("pin-pad");
        using ITokenSession session = room.Open();
        Assert.True(session.View().Flags.PinAtDevice);
        session.LoginSecurityOfficer(null);
        session.InitialiseUserPin(null);
        session.Logout();
        session.LoginUser(null);
        Use(session, "ec-p256");
    }

    [Fact]
    public void A_token_without_a_PIN_needs_no_login()
    {
        using Room room = Enter("no-login");
        using ITokenSession session = room.Open();
        Assert.False(session.View().Flags.LoginRequired);
        Use(session, "ec-p256");
    }

    [Fact]
    public void A_PIN_that_must_be_changed_is_told()
    {
        using Room room = Enter("pin-to-be-changed");
        using ITokenSession session = room.Open();
        Assert.True(session.View().Flags.PinToBeChanged);
        Assert.Contains("CKF_USER_PIN_TO_BE_CHANGED", session.View().Flags.Names, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_with_room_for_one_session_shares_it()
    {
        using Room room = Enter("one-session");
        using ITokenSession session = room.Open();
        session.LoginUser(_pin);
        using (ITokenSession other = room.Open())
        {
            Assert.Equal(session.View(), other.View());
            Assert.Empty(other.Objects());
        }

        Use(session, "ec-p256");
        session.Dispose();
        using ITokenSession again = room.Open();
        Fault.Is("CKR_USER_NOT_LOGGED_IN", $"The token {room.Entry.Called} no longer has anybody logged in: try again, and the PIN is asked for anew.", () => again.IsGone(Id));
    }

    [Fact]
    public void A_token_that_cannot_be_written_to_is_looked_at_all_the_same()
    {
        using Room room = Enter("read-only");
        using ITokenSession session = room.Open();
        session.LoginUser(_pin);
        Assert.Empty(session.Objects());
        Fault.Is("CKR_SESSION_READ_ONLY", $"The token {room.Entry.Called} does not allow writing in this session: lift the write protection, then try again.", () => Use(session, "ec-p256"));
    }

    [Theory]
    [InlineData("no-ec", "ec-p256", "CKR_MECHANISM_INVALID")]
    [InlineData("small-only", "rsa-4096", "CKR_KEY_SIZE_RANGE")]
    public void What_a_token_cannot_make_is_refused_and_nothing_is_left(string quirk, string algorithm, string code)
    {
        using Room room = Enter(quirk);
        using ITokenSession session = room.Open();
        session.LoginUser(_pin);
        Assert.Equal(code, Assert.Throws<DeviceFault>(() => Use(session, algorithm)).Code);
        Assert.Empty(session.Objects());
        Use(session, "rsa-2048");
    }

    [Theory]
    [InlineData("not-told", "", "CKA_SENSITIVE")]
    [InlineData("told-false", "", "CKA_SENSITIVE")]
    [InlineData("extractable", "CKA_EXTRACTABLE", "")]
    [InlineData("recovers", "CKA_SIGN_RECOVER", "")]
    [InlineData("no-usage", "CKA_DECRYPT", "")]
    public void What_a_token_tells_of_a_key_is_told_as_it_is_and_the_key_can_be_destroyed(string quirk, string present, string absent)
    {
        using Room room = Enter(quirk);
        using ITokenSession session = room.Open();
        session.LoginUser(_pin);
        KeyReceipt made = Use(session, "rsa-2048");
        Assert.True(present.Length == 0 || made.Attributes.Contains(present));
        Assert.True(absent.Length == 0 || !made.Attributes.Contains(absent));
    }

    [Fact]
    public void A_session_that_died_is_told_and_another_one_works()
    {
        using Room room = Enter("dies-once");
        using (ITokenSession session = room.Open())
        {
            session.LoginUser(_pin);
            Fault.Is("CKR_SESSION_HANDLE_INVALID", $"The token {room.Entry.Called} has lost its session: insert the token again, then try again, and the PIN is asked for anew.", () => Use(session, "ec-p256"));
        }

        room.Tokens.Renew();
        using ITokenSession again = room.Open();
        again.LoginUser(_pin);
        Use(again, "ec-p256");
    }

    [Fact]
    public void A_device_that_was_lost_is_reached_again_once_its_module_began_anew()
    {
        using Room room = Enter("lost");
        ITokenSession session = room.Open();
        session.LoginUser(_pin);
        room.Module.Begin();
        Assert.Equal("CKR_DEVICE_ERROR", Assert.Throws<DeviceFault>(() => session.View()).Code);
        room.Module.End();
        Assert.Equal("CKR_DEVICE_ERROR", Assert.Throws<DeviceFault>(() => room.Open()).Code);
        room.Tokens.Renew();
        Assert.Equal("Closed", Assert.Throws<DeviceFault>(() => session.View()).Code);
        using ITokenSession again = room.Open();
        again.LoginUser(_pin);
        Use(again, "ec-p256");
    }

    [Fact]
    public void A_token_that_was_initialised_meanwhile_is_seen_once_its_module_began_anew()
    {
        using Room room = Enter("none");
        TokenEntry later = TestRoom.NewToken() with { Module = room.Module.Path };
        Assert.NotEmpty(room.Tokens.List(room.Module.Path));
        TokenEntry latest = TestRoom.NewToken() with { Module = room.Module.Path };
        room.Tokens.Open(later).Dispose();
        Assert.Equal("NoToken", Assert.Throws<DeviceFault>(() => room.Tokens.Open(latest)).Code);
        room.Tokens.Renew();
        room.Tokens.Open(latest).Dispose();
    }

    [Fact]
    public void Two_tokens_of_one_serial_number_are_told_apart_by_their_labels()
    {
        using Room room = Enter("same-serial");
        TokenEntry other = TestRoom.NewToken() with { Module = room.Module.Path };
        room.Tokens.Renew();
        using ITokenSession one = room.Open();
        using ITokenSession two = room.Tokens.Open(other);
        Assert.NotEqual(one.View().Label, two.View().Label);
        Assert.Equal(one.View().Serial, two.View().Serial);
    }

    [Fact]
    public void A_call_that_takes_long_is_told_and_one_that_hangs_is_given_up()
    {
        var told = new List<string>();
        using var leave = new CancellationTokenSource();
        using Room room = Enter("hangs", new CallWatch
        {
            GivenUp = leave.Token,
            Slow = what =>
            {
                told.Add(what);
                leave.Cancel();
                return null;
            },
        });
        ITokenSession session = room.Open();
        session.LoginUser(_pin);
        room.Module.Begin();
        Assert.Throws<CallGivenUpException>(() => session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign")));
        Assert.Equal([$"The token {room.Entry.Called}: making a key pair."], told);

        // Nobody waits for that module again, not even to end it.
        Assert.Throws<CallGivenUpException>(() => session.View());
        session.Dispose();
        room.Tokens.Dispose();
    }

    // Makes a key, signs by it, and destroys it: the signature is verified by another library.
    private static KeyReceipt Use(ITokenSession session, string algorithm, Secret? keyPin = null)
    {
        GenerateKeyPair action = KeyPairTests.Action(algorithm, "sign") with { Label = Label, Id = Id, Templates = KeyTemplate.All };
        KeyReceipt made = session.GenerateKeyPair(action);
        Assert.Equal((Label, Id, algorithm), (made.Label, made.Id, made.Algorithm));
        Assert.True(Verifies(made, action.Algorithm, session.Sign(Id, action.Algorithm.Signature, "some bytes"u8, keyPin)));
        Assert.Equal(2, session.Objects().Count(each => each.Label == Label));
        Assert.NotNull(session.InspectKeyPair(action));
        session.DestroyKeyPair(new DestroyKey(action.Token, Id, Label));
        Assert.True(session.IsGone(Id));
        Assert.DoesNotContain(session.Objects(), each => each.Label == Label);
        return made;
    }

    private static bool Verifies(KeyReceipt key, KeyAlgorithm algorithm, byte[] signature)
    {
        if (algorithm.IsRsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
            return rsa.VerifyData("some bytes"u8, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var curve = ECDsa.Create();
        curve.ImportSubjectPublicKeyInfo(key.PublicKey, out _);
        return curve.VerifyData("some bytes"u8, signature, algorithm.Bits > 256 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private Room Enter(string quirk, CallWatch? watch = null) => new(QuirkModule.Make(_folder.Path, TestRoom.Module, quirk), TestRoom.NewToken(), watch);

    private sealed class Room(QuirkModule module, TokenEntry entry, CallWatch? watch) : IDisposable
    {
        public QuirkModule Module => module;

        public TokenEntry Entry { get; } = entry with { Module = module.Path };

        public Pkcs11Tokens Tokens { get; } = new(watch);

        public ITokenSession Open() => Tokens.Open(Entry);

        public void Dispose()
        {
            module.End();
            Tokens.Dispose();
        }
    }
}
