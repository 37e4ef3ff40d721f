using System.Security.Cryptography;
using Ceremony.Core.Facts;

namespace Ceremony.Pki.Tests;

/// <summary>Whatever a stick holds or a token presents is read without a fault, and nothing damaged is called checked.</summary>
public sealed class AttestationStatementTests
{
    private const int Tries = 3000;
    private static readonly Vendor Vendor = new();
    private static readonly byte[] Key = PublicKey();
    private static readonly byte[] Attested = Vendor.Attest(Key, Vendor.PivSerial(12345678));
    private static readonly AttestationRoot Root = new(Vendor.RootSha256, AttestationStatement.Read(Vendor.Pem(Vendor.Root, Vendor.Middle)).Certificates);

    public static TheoryData<string, byte[]> Forms => new()
    {
        { "pem", Vendor.Pem(Attested, Vendor.Device) },
        { "pkcs7", Vendor.Pkcs7(Attested, Vendor.Device) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_damaged_statement_is_never_called_checked_as_a_whole(string form, byte[] whole)
    {
        Assert.Equal(new AttestationOutcome("holds", "holds", "holds"), Checked(whole));
        var random = new Random(7);
        for (int number = 0; number < Tries; number++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged = number % 3 == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
            AttestationOutcome outcome = Checked(damaged);
            Assert.True(outcome.Chain != AttestationOutcome.Holds || Same(damaged, whole), $"{form} {number}");
        }
    }

    [Fact]
    public void Damaged_certificates_on_a_token_are_passed_over()
    {
        Assert.Equal(Vendor.Pem(Attested, Vendor.Device), AttestationStatement.OnToken([[], [0x30], Vendor.Device[..^1], Attested, Attested, Vendor.Device], Key, [], out int found));
        Assert.Equal(1, found);
        Assert.Null(AttestationStatement.OnToken([Attested[..^1]], Key, [], out found));
        Assert.Equal(0, found);
        Assert.Null(AttestationStatement.OnToken([Attested], Key, [Attested], out found));
        Assert.Equal(0, found);
    }

    // What surrounds the certificates of a file, or how it is wrapped, may be otherwise: then they are the same.
    private static bool Same(byte[] damaged, byte[] whole) => AttestationStatement.Read(damaged).Certificates.Select(each => each.Sha256).Order()
        .SequenceEqual(AttestationStatement.Read(whole).Certificates.Select(each => each.Sha256).Order());

    private static AttestationOutcome Checked(byte[] statement) => AttestationChecks.Of(AttestationStatement.Read(statement), Key, "12345678", Root, Cast.Begin).Outcome;

    private static byte[] PublicKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }
}
