using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CreateOfficerProfileTests
{
    private readonly Installation _room = new();

    [Fact]
    public async Task A_profile_is_entered_as_it_was_read()
    {
        StepResult.Done done = Says.IsDone(await Run(Installation.Profile));
        Assert.Equal(["officers approve Officer profile: enter-in-registry", "perform enter-in-registry"], _room.Desk.Calls);
        Assert.Equal(
            new OfficerProfileCreated("First officers", "active", "System", "subject", ["Use AWB", "Use RA"]).ToJson(),
            Assert.IsType<OfficerProfileCreated>(Assert.Single(done.Facts)).ToJson());
        Assert.Equal(
            """
            State: active
            Domain: System
            Entity type: Subject
            Roles: Use AWB, Use RA
            """,
            _room.Desk.Entered());
    }

    [Theory]
    [InlineData("dynamic-token", "Dynamic token")]
    [InlineData("static-token", "Static token")]
    public async Task The_entity_type_has_the_words_of_the_dialog(string type, string shown)
    {
        await Run(Installation.Profile.But("entity-type", type));
        Assert.Equal(shown, _room.Desk.Entered("Entity type"));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _room.Do("create-officer-profile", Installation.Profile);
        Says.IsRefused(await Run(Installation.Profile), "officer-profile-taken", "An officer profile named \"First officers\" is in the registry already.");
    }

    [Fact]
    public async Task What_the_officers_decline_is_not_entered()
    {
        _room.Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(Installation.Profile), "declined", "The officer profile \"First officers\" was declined.");
    }

    [Fact]
    public void A_profile_without_roles_is_a_problem_of_the_script() =>
        Assert.Equal("\"roles\" must name at least one role", Problem(Array.Empty<string>()));

    [Fact]
    public void A_role_that_stands_twice_is_a_problem_of_the_script() =>
        Assert.Equal("\"roles\" names a role twice", Problem(["Use AWB", "Use AWB"]));

    private static string Problem(string[] roles) =>
        Assert.Throws<ScriptProblemException>(() => Script.Step("create-officer-profile", Installation.Profile.But("roles", roles))).Message;

    private Task<StepResult> Run((string, object)[] fields) => _room.Run("create-officer-profile", fields);
}
