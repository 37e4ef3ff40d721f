using System.Formats.Asn1;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>What tokens other than SoftHSM2 might make of a template.</summary>
public class KeyDemandsTests
{
    private const string Good = "CKA_ALWAYS_SENSITIVE CKA_LOCAL CKA_NEVER_EXTRACTABLE CKA_PRIVATE CKA_SENSITIVE CKA_SIGN CKA_TOKEN";

    public static TheoryData<string, string, string?> Pairs => new()
    {
        { Good, "CKA_TOKEN", null },
        { Good.Replace("CKA_SENSITIVE ", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_SENSITIVE, which is required" },
        { Good.Replace("CKA_ALWAYS_SENSITIVE ", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_ALWAYS_SENSITIVE, which is required" },
        { Good.Replace("CKA_NEVER_EXTRACTABLE ", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_NEVER_EXTRACTABLE, which is required" },
        { Good.Replace("CKA_LOCAL ", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_LOCAL, which is required" },
        { Good.Replace("CKA_PRIVATE ", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_PRIVATE, which is required" },
        { Good.Replace(" CKA_TOKEN", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_TOKEN, which is required" },
        { Good.Replace("CKA_SIGN ", "", StringComparison.Ordinal), "CKA_TOKEN", "does not have CKA_SIGN, which is required" },
        { Good + " CKA_EXTRACTABLE", "CKA_TOKEN", "has CKA_EXTRACTABLE, which is not allowed" },
        { Good + " CKA_DECRYPT", "CKA_TOKEN", "has CKA_DECRYPT, which is not allowed" },
        { Good + " CKA_UNWRAP", "CKA_TOKEN", "has CKA_UNWRAP, which is not allowed" },
        { Good + " CKA_DERIVE", "CKA_TOKEN", "has CKA_DERIVE, which is not allowed" },
        { Good, "CKA_LOCAL", "has no public half that stays on the token (CKA_TOKEN)" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_first_demand_that_is_not_met_is_named(string privateHalf, string publicHalf, string? broken)
        => Assert.Equal(broken, KeyDemands.FirstBroken(["sign"], Half("private", privateHalf), Half("public", publicHalf)));

    [Theory]
    [InlineData("", null)]
    [InlineData(" CKA_EXTRACTABLE", "has CKA_EXTRACTABLE, which is not allowed")]
    [InlineData(" CKA_DECRYPT", "has CKA_DECRYPT, which is not allowed")]
    [InlineData(" CKA_SIGN", "has CKA_SIGN, which is not allowed")]
    [InlineData(" CKA_DERIVE", "has CKA_DERIVE, which is not allowed")]
    [InlineData("-CKA_WRAP", "does not have CKA_WRAP, which is required")]
    [InlineData("-CKA_SENSITIVE", "does not have CKA_SENSITIVE, which is required")]
    public void The_first_demand_that_a_secret_key_does_not_meet_is_named(string change, string? broken)
    {
        string good = Good.Replace("CKA_SIGN", "CKA_WRAP", StringComparison.Ordinal);
        string changed = change.StartsWith('-') ? good.Replace(change[1..], "", StringComparison.Ordinal) : good + change;
        Assert.Equal(broken, KeyDemands.FirstBroken(["wrap"], Half("secret", changed)));
    }

    [Fact]
    public void A_point_comes_raw_or_in_an_octet_string()
    {
        const string P256 = "1.2.840.10045.3.1.7";
        byte[] raw = new byte[65];
        raw[0] = 4;
        // A raw point that reads as an OCTET STRING of the right length too.
        raw[1] = 63;
        var wrapped = new AsnWriter(AsnEncodingRules.DER);
        wrapped.WriteOctetString(raw);
        Assert.Equal(raw, PublicKeyDer.Point(P256, raw));
        Assert.Equal(raw, PublicKeyDer.Point(P256, wrapped.Encode()));
        Assert.Equal([9, 9], PublicKeyDer.Point(P256, [9, 9]));
        byte[] other = new byte[133];
        other[0] = 4;
        var wrappedOther = new AsnWriter(AsnEncodingRules.DER);
        wrappedOther.WriteOctetString(other);
        Assert.Equal(other, PublicKeyDer.Point("1.3.132.0.35", wrappedOther.Encode()));
    }

    private static TokenObject Half(string kind, string attributes) => new(kind, "Key", "01", "rsa-2048", null, null, attributes.Split(' '));
}
