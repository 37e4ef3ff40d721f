using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Tests;

public class StepKindsTests
{
    public static TheoryData<string> Names => [.. StepKinds.All.Select(kind => kind.Name)];

    [Fact]
    public void No_two_kinds_share_a_name() => Assert.Equal(StepKinds.All.Count, StepKinds.All.Select(kind => kind.Name).Distinct().Count());

    [Fact]
    public void A_kind_that_is_not_in_the_list_is_not_found() => Assert.Null(StepKinds.Find("run-a-shell"));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kind_says_in_sentences_what_it_and_its_fields_are_for(string name)
    {
        StepKind kind = StepKinds.Find(name)!;
        Assert.Matches("^[A-Z].*\\.$", kind.Summary);
        Assert.All(kind.Fields, field => Assert.Matches("^[A-Z].*\\.$", field.Help));
        Assert.All(kind.Outputs, output => Assert.Matches("^[A-Z].*\\.$", output.Help));
        Assert.All(new[] { kind.Manual.Does, kind.Manual.Refuses, kind.Manual.Undo }, sentences => Assert.Matches("^[A-Z].*\\.$", sentences));
        Assert.All(kind.Fields, field => Assert.Equal(field.Help, field.Schema.Text("description")));
        Assert.Equal(kind.Fields.Count, kind.Fields.Select(field => field.Name).Distinct().Count());
    }

    [Fact]
    public void Only_steps_that_give_nothing_to_later_ones_may_end_by_an_exception()
    {
        StepKind[] may = [.. StepKinds.All.Where(kind => kind.MayEndByException)];
        Assert.Equal(["attest", "clear-backups", "compare-fingerprint", "keep-attestation", "keep-audit-log", "list-token", "read", "release-medium", "show-fingerprint", "sign-in"], may.Select(kind => kind.Name).Order());
        Assert.All(may, kind => Assert.Empty(kind.Outputs));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_field_is_named_with_what_it_means(string name)
    {
        StepKind kind = StepKinds.Find(name)!;
        if (kind.Fields.FirstOrDefault(field => field.IsRequired) is not { } first)
        {
            Assert.NotNull(kind.Bind(new ScriptMap([], new ScriptMark(1, 1))));
            return;
        }

        ScriptProblemException problem = Assert.Throws<ScriptProblemException>(() => kind.Bind(new ScriptMap([], new ScriptMark(1, 1))));
        Assert.Equal($"the field \"{first.Name}\" is missing: {first.Help}", problem.Message);
    }
}
