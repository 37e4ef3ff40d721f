using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Single objects removed from a real SoftHSM2, with pkcs11-tool as witness.</summary>
[Collection(TestRoom.OneAfterAnother)]
public class ObjectRemovalTests
{
    private const string Id = "00a1b2c3d4e5f607";
    private const string Label = "Officer and system CA key";

    [Theory]
    [InlineData("private")]
    [InlineData("public")]
    public void Exactly_the_object_that_is_named_is_removed(string kind)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign"));
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign") with { Label = "Another", Id = "0a" });
        RemoveObject remove = Remove(entry, session, kind, Id, Label);

        Assert.Equal(remove.TokenSerial, session.RemoveObject(remove).TokenSerial);

        string[] left = [.. new[] { "private Another", "public Another", $"{(kind == "private" ? "public" : "private")} {Label}" }.Order(StringComparer.Ordinal)];
        Assert.Equal(left, session.Objects().Select(each => $"{each.Class} {each.Label}").Order(StringComparer.Ordinal));
        Fault.Is("NoObject", $"{entry.Called} holds no {kind} object \"{Label}\" with the id {Id}: look at the list of its objects (F5), then decide again.", () => session.RemoveObject(remove));
    }

    /// <summary>Class, id and label must all be right: an empty one in a template would find whatever has none.</summary>
    [Theory]
    [InlineData("public", "", "Officer and system CA key")]
    [InlineData("public", "00a1b2c3d4e5f607", "")]
    [InlineData("certificate", "00a1b2c3d4e5f607", "Officer and system CA key")]
    public void What_is_named_otherwise_is_not_removed(string kind, string id, string label)
    {
        using ITokenSession session = TestRoom.NewSession(out TokenEntry entry);
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign"));

        Fault.Is(
            "NoObject",
            $"{entry.Called} holds no {kind} object \"{label}\" with the id {(id.Length == 0 ? "(none)" : id)}: look at the list of its objects (F5), then decide again.",
            () => session.RemoveObject(Remove(entry, session, kind, id, label)));
        Assert.Equal(2, session.Objects().Count);
    }

    private static RemoveObject Remove(TokenEntry entry, ITokenSession session, string kind, string id, string label) => new(entry.Ref, session.View().Serial, kind, id, label);
}
