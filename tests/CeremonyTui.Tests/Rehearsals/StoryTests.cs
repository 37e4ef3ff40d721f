namespace CeremonyTui.Tests.Rehearsals;

/// <summary>The expected story of each rehearsal, beside its answers; a mismatch leaves <c>.actual</c> beside it, <c>make accept</c> takes it over.</summary>
public sealed class StoryTests(RehearsalRoom room)
{
    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public void The_bootstrap_goes_as_is_written_down(string program) =>
        Matches("tests/CeremonyTui.Tests/Scripts/first-half.expected", room.BootstrapBy(program));

    [Fact]
    public void The_making_of_one_key_goes_as_is_written_down() =>
        Matches("ceremony-scripts/single-key/rehearsals/plain.expected", room.SingleKey);

    [Fact]
    public void What_goes_wrong_in_a_room_is_put_right_as_is_written_down() =>
        Matches("ceremony-scripts/single-key/rehearsals/troubles.expected", room.Troubles);

    private static void Matches(string golden, Rehearsal rehearsal)
    {
        string path = Programs.InRepository(golden);
        string actual = Story.Of(rehearsal);
        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual)
        {
            File.Delete($"{path}.actual");
            return;
        }

        File.WriteAllText($"{path}.actual", actual);
        Assert.Fail($"The rehearsal went otherwise than {golden} says; compare it with {golden}.actual, and take that over with \"make accept\" if it is right.");
    }
}
