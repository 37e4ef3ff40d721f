using Ceremony.Core.Actions;
using Ceremony.Engine;
using Ceremony.TestKit;
using Ceremony.Verify;

namespace Ceremony.Forgery.Tests;

/// <summary>What is always confirmed alone is known to the program and to the verifier, each by its own list.</summary>
public sealed class StandsAloneTests
{
    [Fact]
    public void Both_lists_say_the_same_of_every_action()
    {
        Assert.All(SampleActions.All, action => Assert.Equal((action.Name, StandsAlone.Why(action) is not null), (action.Name, Together.StandsAlone(action.ToJson()))));
        Assert.Contains(SampleActions.All, action => StandsAlone.Why(action) is not null);
        Assert.Contains(SampleActions.All, action => StandsAlone.Why(action) is null);
    }
}
