using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>Whole ceremonies for real on modules and tokens that want what their vendors invented: held where the script says it, told beforehand or refused before anybody confirms where it does not.</summary>
[Collection(SoftHsm.OneAfterAnother)]
public sealed class VendorStoriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_module_has_its_variable_and_its_configuration_file_and_both_stand_in_the_record()
    {
        string configuration = _folder["quirk.conf"];
        await File.WriteAllTextAsync(configuration, "slot = 1", TestContext.Current.CancellationToken);
        using TokenStory story = Of("needs-environment", token => token with { Setup = $"environment: {{ QUIRK_CONF: {configuration} }}, configuration: [{configuration}]" });
        Assert.DoesNotContain(story.Preflight(), row => !row.IsReady && (row.What.Contains("module", StringComparison.Ordinal) || row.What.Contains("token", StringComparison.Ordinal)));
        Readiness file = Assert.Single(story.Preflight(), row => row.What == $"the configuration file {configuration}");
        Assert.Equal($"SHA-256 {Tool.Demand("sha256sum", configuration)[..64]}", file.Found);
        Assert.Contains(story.Preflight(), row => row.Found.EndsWith($"; QUIRK_CONF={configuration}", StringComparison.Ordinal));

        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Findings());
        Core.Looks.ModuleFile module = Assert.Single(story.Lines.Entries<Opened>().Single().Modules);
        Assert.Equal([KeyValuePair.Create("QUIRK_CONF", configuration)], module.Environment);
        Assert.Equal(configuration, Assert.Single(module.Configuration).File);
        Screen compared = story.Lines.Select(line => line.Entry).OfType<Answered>().First().Screen;
        Assert.Contains(compared.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts), fact => (fact.Name, fact.Value) == ("variable QUIRK_CONF", configuration));
        Assert.Contains(compared.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts), fact => fact.Name == "configuration, SHA-256");
    }

    [Fact]
    public void Without_its_variable_preflight_says_what_the_module_may_miss()
    {
        using TokenStory story = Of("needs-environment", token => token with { Setup = "environment: { QUIRK_CONF: /nowhere }" });
        Readiness token = Assert.Single(story.Preflight(), row => row.What.StartsWith("the token ", StringComparison.Ordinal));
        Assert.Contains("whether it is given the variables, configuration files and parameters that its maker names (modules: in the script).", token.Do, StringComparison.Ordinal);
    }

    [Fact]
    public void Preflight_says_that_a_configuration_file_is_not_there()
    {
        using TokenStory story = Of("none", token => token with { Setup = "configuration: [/nowhere/vendor.conf]" });
        Readiness file = Assert.Single(story.Preflight(), row => row.What == "the configuration file /nowhere/vendor.conf");
        Assert.Equal(("not there", "There is no configuration file /nowhere/vendor.conf that can be read: put it there as its module's maker says, or correct configuration: in the script."), (file.Found, file.Do));
    }

    [Fact]
    public async Task A_module_is_given_its_parameters()
    {
        using TokenStory story = Of("needs-parameters", token => token with { Setup = "parameters: \"level='quirk' name='Ada'\"" });
        Assert.All(story.Preflight().Where(row => row.What.Contains("token", StringComparison.Ordinal)), row => Assert.True(row.IsReady, row.Do));
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Findings());
        Assert.Equal("level='quirk' name='Ada'", story.Lines.Entries<Opened>().Single().Modules[0].Parameters);
    }

    [Fact]
    public void Without_its_parameters_preflight_says_what_the_module_may_miss()
    {
        using TokenStory story = Of("needs-parameters", token => token);
        Readiness token = Assert.Single(story.Preflight(), row => row.What.StartsWith("the token ", StringComparison.Ordinal));
        Assert.StartsWith("CKR_ARGUMENTS_BAD", token.Found, StringComparison.Ordinal);
        Assert.Contains("parameters that its maker names (modules: in the script).", token.Do, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendors_user_logs_in_where_the_script_says_so()
    {
        using TokenStory story = Of("vendor-user", token => token with { More = ", login-as: 0x80000001" });
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.Equal([], story.Refusals);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task Where_it_does_not_nobody_confirms_anything()
    {
        using TokenStory story = Of("vendor-user", token => token);
        story.Decide = _ => "abort";
        Assert.Equal(RunEnd.Aborted, await story.Begin());
        Assert.EndsWith("does not let anybody log in as user: have login-as: in the script say the user type that its maker names, and hold the ceremony with that script.", Assert.Single(story.Refusals), StringComparison.Ordinal);
        Assert.DoesNotContain(story.Lines, line => line.Step == "ca-key" && line.Entry is Proposed or Confirmed);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task A_users_name_and_password_are_typed_as_the_PIN_and_the_screen_says_so()
    {
        using TokenStory story = Of("user-password", token => token with { Pin = $"ada:{SoftHsm.Pin}", More = ", pin-is: 'user name, colon, password'" });
        var told = new List<string>();
        story.Before = (screen, prompt) => told.AddRange(prompt is PinPrompt { Key: "pin hsm" } ? screen.Blocks.OfType<TextBlock>().Select(block => block.Text) : []);
        Assert.Equal(RunEnd.Completed, await story.Begin());
        Assert.Equal([], story.Refusals);
        Assert.DoesNotContain(story.Lines, line => line.Entry is SignInFailed);
        Assert.Contains("Here the PIN is: user name, colon, password.", told);
        Assert.Equal([], story.Findings());
    }

    [Fact]
    public async Task The_password_alone_is_a_wrong_PIN_and_is_asked_for_again_before_anybody_confirms()
    {
        using TokenStory story = Of("user-password", token => token with { Pin = $"ada:{SoftHsm.Pin}" });
        story.FirstPins.Enqueue(SoftHsm.Pin);
        Assert.Equal(RunEnd.Completed, await story.Begin());
        JournalLine failed = Assert.Single(story.Lines, line => line.Entry is SignInFailed);
        Assert.Equal("ca-key", failed.Step);
        Assert.DoesNotContain(story.Lines, line => line.Seq < failed.Seq && line is { Step: "ca-key", Entry: Proposed });
        Assert.Equal([], story.Findings());
    }

    private TokenStory Of(string quirk, Func<StoryToken, StoryToken> with) =>
        new(with(new StoryToken(QuirkModule.Make(_folder.Path, SoftHsm.Module, quirk).Path, SoftHsm.NewToken(), SoftHsm.Pin)));
}
