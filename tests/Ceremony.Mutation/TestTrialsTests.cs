using System.Reflection;

namespace Ceremony.Mutation;

/// <summary>A test is tried with all that it is given.</summary>
public class TestTrialsTests
{
    public static TheoryData<string, int> Members => new() { { "two", 2 }, { "three", 3 } };

    [Fact]
    public void A_test_is_tried_with_each_of_its_rows_wherever_they_stand()
    {
        MethodInfo test = GetType().GetMethod(nameof(Rows_that_stand_beside_a_test_and_in_a_member))!;
        Assert.Equal(["one 1", "three 3", "two 2"], TestTrials.Rows(test).Select(row => string.Join(' ', row)).Order());
        Assert.Equal([[]], TestTrials.Rows((MethodInfo)MethodBase.GetCurrentMethod()!));
    }

    [Theory]
    [InlineData("one", 1)]
    [MemberData(nameof(Members))]
    public void Rows_that_stand_beside_a_test_and_in_a_member(string word, int number) => Assert.Equal(number, word switch { "one" => 1, "two" => 2, "three" => 3, _ => 0 });
}
