using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Tests.Facts;

public class RegistryTests
{
    private static readonly OfficerRecognised[] Bootstrap =
        [new("bootstrap officer 1", "Ana Vega", "soft", true, "officer1.p12", [1]), new("bootstrap officer 2", "Bo Ek", "soft", true, "officer2.p12", [2])];

    [Fact]
    public void Officers_confirm_once_there_are_as_many_as_must()
    {
        Assert.Equal(["bootstrap officer 1", "bootstrap officer 2"], Confirmers(Profile("active"), Officer("Officer 1")));
        Assert.Equal(["Officer 1", "Officer 2"], Confirmers(Profile("active"), Officer("Officer 1"), Officer("Officer 2")));
        Assert.Equal(["bootstrap officer 1", "bootstrap officer 2"], Confirmers(Profile("active"), Officer("Officer 1"), Officer("Officer 2", "inactive")));
    }

    [Fact]
    public void Officers_of_an_inactive_profile_do_not_confirm()
    {
        Assert.Equal(["bootstrap officer 1", "bootstrap officer 2"], Confirmers(Profile("inactive"), Officer("Officer 1"), Officer("Officer 2")));
        Assert.Empty(Fold(Profile("inactive"), Officer("Officer 1")).ActiveOfficers);
    }

    private static IEnumerable<string> Confirmers(params CeremonyFact[] facts) => Fold(facts).Confirmers(2).Select(each => each.Officer);

    private static Registry Fold(params CeremonyFact[] facts) => new([.. Bootstrap, .. facts]);

    private static OfficerProfileCreated Profile(string state) => new("First officers", state, "System", "subject", ["Use AWB"]);

    private static OfficerCreated Officer(string name, string state = "active") =>
        new(name, state, "System", "First officers", $"holder of {name}", new TokenRef(name), "01", [3]);
}
